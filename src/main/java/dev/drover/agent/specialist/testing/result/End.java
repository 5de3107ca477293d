package dev.drover.agent.specialist.testing.result;

/** How one test case ended. Errors count as failed. */
public enum End {
    PASSED,
    FAILED,
    SKIPPED
}
