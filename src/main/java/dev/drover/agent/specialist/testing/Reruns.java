package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.testing.Rerun.Second;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs failed tests again, each by itself: one that passes then depends on chance, on time, or on the tests before it.
 * What it costs is bounded: so many tests at most, and half of the time that is left.
 */
final class Reruns {
    /** Most tests of one suite that are run again. */
    static final int MOST = 10;

    private static final Duration TOO_LITTLE = Duration.ofSeconds(2);

    private Reruns() {}

    /** What came of them, in order, and the commands that were run for it. */
    record Done(List<Rerun> reruns, List<Evidence> evidence) {}

    static Done of(Suite suite, TestRunner runner, TestReport report) throws IOException, InterruptedException {
        var reruns = new ArrayList<Rerun>();
        var evidence = new ArrayList<Evidence>();
        Duration keep = suite.assignment().shell().timeLeft().dividedBy(2);
        for (TestCase test : report.failures()) {
            Duration left = suite.assignment().shell().timeLeft().minus(keep);
            if (reruns.size() >= MOST || left.compareTo(TOO_LITTLE) < 0) {
                break;
            }
            try {
                runner.alone(suite.again(left), test).ifPresent(result -> {
                    reruns.add(rerun(test, result));
                    evidence.addAll(result.commands());
                });
            } catch (CommandTimedOut e) {
                break;
            }
        }
        return new Done(reruns, evidence);
    }

    private static Rerun rerun(TestCase test, RunnerResult result) {
        Optional<TestReport> report =
                result instanceof RunnerResult.Tested tested ? Optional.of(tested.report()) : Optional.empty();
        if (report.filter(r -> r.failed() == 0 && r.passed() > 0).isPresent()) {
            return new Rerun(
                    test,
                    Second.PASSED,
                    "Run again by itself it passed, so it depends on chance, on time or on the tests before it.");
        }
        if (report.filter(r -> r.failed() > 0).isPresent()) {
            return new Rerun(test, Second.FAILED, "Run again by itself it failed again.");
        }
        return new Rerun(
                test,
                Second.UNKNOWN,
                result instanceof RunnerResult.TimedOut
                        ? "Run again by itself it did not come to an end in the time that was left."
                        : "It could not be run again by itself.");
    }
}
