package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How it went with one runner. */
sealed interface RunnerResult {
    /** Tests ran, and the runner's exit code agrees with their results. */
    record Tested(TestReport report, List<Evidence> evidence) implements RunnerResult {}

    /** The command succeeded, but its output names no results that are understood here. */
    record Uncounted(List<Evidence> evidence) implements RunnerResult {}

    /** It could not be found out what the tests say; the report holds what is known all the same. */
    record NotRun(String message, TestReport report, List<Evidence> evidence) implements RunnerResult {}

    /** The runner found no test. */
    record NoTests(List<Evidence> evidence) implements RunnerResult {}

    /** A program is missing. */
    record Missing(String tool, String purpose) implements RunnerResult {}

    /** The packet's time was over. */
    record TimedOut(TestReport report, List<Evidence> evidence) implements RunnerResult {}

    int TAIL_LINES = 25;
    int SIGNALLED = 128;

    /** What a finished command and its report, if there is one, come to. */
    static RunnerResult of(Ran ran, Optional<TestReport> found, String hint) throws IOException {
        TestReport report = found.orElse(TestReport.NONE);
        List<Evidence> evidence = List.of(ran.evidence());
        int exit = ran.exitCode();
        if (ran.timedOut()) {
            return new TimedOut(report, evidence);
        }
        if (report.total() > 0 && exit <= SIGNALLED && (exit == 0 || report.failed() > 0)) {
            return new Tested(report, evidence);
        }
        if (exit == 0) {
            return found.isPresent() ? new NoTests(evidence) : new Uncounted(evidence);
        }
        String what = report.total() == 0
                ? "ended with exit code " + exit + " before any test had a result"
                : "ended with exit code " + exit + " although " + report.failed() + " of the " + report.total()
                        + " tests it reported failed, so it did not finish its work";
        return new NotRun(message(ran, what, hint), report, evidence);
    }

    /** A sentence with the last lines of the output below it. */
    static String message(Ran ran, String what, String hint) throws IOException {
        String output = SafeFiles.outputTail(ran.output(), 64 << 10);
        return "'" + ran.evidence().command() + "' " + what + "." + (hint.isEmpty() ? "" : " " + hint)
                + " The last lines of its output:\n" + SafeFiles.lastLines(output, TAIL_LINES);
    }
}
