package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.result.TestCase;

/**
 * A failed test that was run again by itself.
 *
 * @param test as it failed first
 * @param said what came of it, as a sentence
 */
record Rerun(TestCase test, Second second, String said) {
    /** How it ended the second time. */
    enum Second {
        PASSED,
        FAILED,
        /** It could not be run by itself, or not to its end. */
        UNKNOWN
    }
}
