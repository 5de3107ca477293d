package dev.drover.agent.specialist.testing;

import java.util.ArrayList;
import java.util.List;

/** What a test run came to. Errors count as failed. */
record TestReport(long total, long passed, long failed, long skipped, List<FailedTest> failures) {
    static final TestReport NONE = new TestReport(0, 0, 0, 0, List.of());

    TestReport {
        failures = List.copyOf(failures);
    }

    /** A report in which all that neither failed nor was skipped has passed. */
    static TestReport of(long total, long failed, long skipped, List<FailedTest> failures) {
        return new TestReport(total, Math.max(0, total - failed - skipped), failed, skipped, failures);
    }

    TestReport plus(TestReport other) {
        var all = new ArrayList<>(failures);
        all.addAll(other.failures);
        return new TestReport(
                total + other.total, passed + other.passed, failed + other.failed, skipped + other.skipped, all);
    }
}
