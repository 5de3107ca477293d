package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.TestReport;
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

    /**
     * The runner found no test.
     *
     * @param advice a sentence on what to do about it, or nothing
     */
    record NoTests(String advice, List<Evidence> evidence) implements RunnerResult {}

    /** A program is missing. */
    record Missing(String tool, String purpose) implements RunnerResult {}

    /**
     * Packages of the project are not installed that its tests need.
     *
     * @param message names them and the command that installs them
     */
    record MissingPackages(String message, TestReport report, List<Evidence> evidence) implements RunnerResult {}

    /** The time was over that the packet has, or that it has for these tests. */
    record TimedOut(TestReport report, List<Evidence> evidence) implements RunnerResult {}

    /** The same with all the commands that led to it. */
    default RunnerResult with(List<Evidence> all) {
        return switch (this) {
            case Tested r -> new Tested(r.report(), all);
            case Uncounted r -> new Uncounted(all);
            case NotRun r -> new NotRun(r.message(), r.report(), all);
            case NoTests r -> new NoTests(r.advice(), all);
            case Missing r -> r;
            case MissingPackages r -> new MissingPackages(r.message(), r.report(), all);
            case TimedOut r -> new TimedOut(r.report(), all);
        };
    }

    /** The commands that led to it. */
    default List<Evidence> commands() {
        return switch (this) {
            case Tested r -> r.evidence();
            case Uncounted r -> r.evidence();
            case NotRun r -> r.evidence();
            case NoTests r -> r.evidence();
            case Missing r -> List.of();
            case MissingPackages r -> r.evidence();
            case TimedOut r -> r.evidence();
        };
    }

    /** What is known of the tests, whatever came of the whole. */
    default TestReport report() {
        return switch (this) {
            case Tested r -> r.report();
            case NotRun r -> r.report();
            case TimedOut r -> r.report();
            case MissingPackages r -> r.report();
            case Uncounted r -> TestReport.NONE;
            case NoTests r -> TestReport.NONE;
            case Missing r -> TestReport.NONE;
        };
    }

    int TAIL_LINES = 25;
    int SIGNALLED = 128;

    /** What a finished command and its report, if there is one, come to. */
    static RunnerResult of(Ran ran, Optional<TestReport> found) throws IOException {
        TestReport report = found.orElse(TestReport.NONE);
        List<Evidence> evidence = List.of(ran.evidence());
        int exit = ran.exitCode();
        if (ran.timedOut()) {
            return new TimedOut(report, evidence);
        }
        if (ran.flooded()) {
            String what = "wrote more than is kept of one command (logs.max_output_bytes), so it was ended";
            return new NotRun(message(ran, what), report, evidence);
        }
        if (exit == 0 && report.failed() > 0) {
            return new Tested(
                    report.withProblem("'" + ran.evidence().command() + "' ended with exit code 0 although "
                            + (report.failed() == 1 ? "a test" : report.failed() + " tests") + " failed"),
                    evidence);
        }
        if (report.total() > 0 && exit <= SIGNALLED && (exit == 0 || report.failed() > 0)) {
            return new Tested(report, evidence);
        }
        if (exit == 0) {
            if (!report.problems().isEmpty()) {
                return new NotRun(
                        "'" + ran.evidence().command()
                                + "' ended with exit code 0, and what it says of its tests cannot" + " be read: "
                                + String.join("; ", report.problems()) + ".",
                        report,
                        evidence);
            }
            return found.isPresent() ? new NoTests("", evidence) : new Uncounted(evidence);
        }
        String what = report.total() == 0
                ? "ended with exit code " + exit + " before any test had a result"
                : "ended with exit code " + exit + " although " + report.failed() + " of the " + report.total()
                        + " tests it reported failed, so it did not finish its work";
        return new NotRun(message(ran, what), report, evidence);
    }

    /** A sentence with the last lines of the output below it. */
    static String message(Ran ran, String what) throws IOException {
        String output = SafeFiles.outputTail(ran.output(), 64 << 10);
        return "'" + ran.evidence().command() + "' " + what + ". The last lines of its output:\n"
                + SafeFiles.lastLines(output, TAIL_LINES);
    }
}
