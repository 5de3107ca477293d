package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.Rerun.Second;
import dev.drover.agent.specialist.testing.result.JunitWriter;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How it went with the tests of one project and one runner, and with those that were run again. */
record SuiteResult(Suite suite, TestRunner runner, RunnerResult result, List<Rerun> reruns) {
    /** Such as {@code Maven in backend}. */
    String title() {
        return runner.title(suite.project()) + (suite.name().isEmpty() ? "" : " in " + suite.name());
    }

    TestReport report() {
        return result.report();
    }

    long flaky() {
        return reruns.stream().filter(rerun -> rerun.second() == Second.PASSED).count();
    }

    JunitWriter.Suite written() {
        Map<TestCase, Boolean> again = new HashMap<>();
        reruns.stream()
                .filter(rerun -> rerun.second() != Second.UNKNOWN)
                .forEach(rerun -> again.put(rerun.test(), rerun.second() == Second.PASSED));
        return new JunitWriter.Suite(title(), report(), again);
    }
}
