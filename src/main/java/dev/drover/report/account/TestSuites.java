package dev.drover.report.account;

import java.util.List;
import java.util.Optional;

/**
 * Tests as a JUnit XML report names them.
 *
 * @param leftOut how many more there are than are kept
 * @param unread why the report could not be read to its end; then the cases are those before that place
 */
public record TestSuites(List<TestCase> cases, long leftOut, Optional<String> unread) {
    public TestSuites {
        cases = List.copyOf(cases);
    }

    static TestSuites unread(String why) {
        return new TestSuites(List.of(), 0, Optional.of(why));
    }

    /** How a test ended. */
    public enum Outcome {
        PASSED,
        FAILED,
        ERROR,
        SKIPPED
    }

    /**
     * One test.
     *
     * @param flaky whether it failed and passed when it was run again
     * @param message why it failed or was skipped, in short
     * @param detail the same at length
     */
    public record TestCase(
            String suite,
            String className,
            String name,
            double seconds,
            Outcome outcome,
            boolean flaky,
            String message,
            String detail,
            Optional<String> file,
            Optional<String> line) {
        public boolean isRed() {
            return outcome == Outcome.FAILED || outcome == Outcome.ERROR;
        }

        /** As a person would look for it. */
        public String fullName() {
            return className.isEmpty() || name.startsWith(className) ? name : className + "." + name;
        }
    }
}
