package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the results of all runners come to. Red tests are findings; that tests could not be run is a failure. */
final class Verdict {
    private static final int MAX_FINDINGS = 500;
    private static final int MAX_MESSAGE = 6000;

    private final Map<String, RunnerResult> results;
    private final String lookedFor;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private TestReport report = TestReport.NONE;

    /**
     * @param results by the runner's title, in the order in which they ran
     * @param lookedFor a sentence for when there were no tests
     */
    Verdict(Map<String, RunnerResult> results, String lookedFor) {
        this.results = results;
        this.lookedFor = lookedFor;
    }

    Outcome outcome() {
        Optional<Outcome> timeout = Optional.empty();
        Optional<Outcome> blocked = Optional.empty();
        Optional<Outcome> failed = Optional.empty();
        boolean tested = false;
        for (Map.Entry<String, RunnerResult> entry : results.entrySet()) {
            String title = entry.getKey();
            switch (entry.getValue()) {
                case RunnerResult.Tested r -> {
                    tested = true;
                    add(r.report(), r.evidence());
                    sentences.add(title + ": " + counts(r.report()) + ".");
                }
                case RunnerResult.Uncounted r -> {
                    tested = true;
                    evidence.addAll(r.evidence());
                    sentences.add(title + " succeeded with exit code 0, but its output names no counts.");
                }
                case RunnerResult.NoTests r -> {
                    evidence.addAll(r.evidence());
                    sentences.add(title + " found no tests.");
                }
                case RunnerResult.NotRun r -> {
                    add(r.report(), r.evidence());
                    String message = SafeFiles.shorten(r.message(), MAX_MESSAGE);
                    failed = failed.or(() -> Optional.of(Outcome.failed("tests_not_run", message, false)));
                }
                case RunnerResult.Missing r ->
                    blocked = blocked.or(() -> Optional.of(Outcomes.missingTool(r.tool(), r.purpose())));
                case RunnerResult.TimedOut r -> {
                    add(r.report(), r.evidence());
                    String command = r.evidence().getLast().command();
                    timeout = Optional.of(Outcomes.timeout(command, r.evidence()));
                }
            }
        }
        return complete(timeout.or(keep(blocked)).or(keep(failed)).orElse(tested ? completed() : noTests()));
    }

    private Outcome completed() {
        return Outcome.completed(String.join(" ", sentences));
    }

    private Outcome noTests() {
        String found = sentences.isEmpty() ? "" : String.join(" ", sentences) + " ";
        return Outcome.failed("no_tests_found", "No tests were found. " + found + lookedFor, false);
    }

    private Outcome complete(Outcome outcome) {
        List<Finding> findings = report.failures().stream()
                .limit(MAX_FINDINGS)
                .map(Verdict::finding)
                .toList();
        return outcome.withFindings(findings)
                .withEvidence(evidence)
                .withData(Map.of(
                        "tests.total", report.total(),
                        "tests.passed", report.passed(),
                        "tests.failed", report.failed(),
                        "tests.skipped", report.skipped()));
    }

    private void add(TestReport more, List<Evidence> moreEvidence) {
        report = report.plus(more);
        evidence.addAll(moreEvidence);
    }

    private static Finding finding(FailedTest test) {
        String message = test.message().isEmpty() ? test.name() : test.name() + ": " + test.message();
        return new Finding(
                Severity.HIGH,
                "test.failed",
                message,
                test.place().map(FailedTest.Place::file),
                test.place().map(FailedTest.Place::line));
    }

    private static String counts(TestReport report) {
        return report.total() + (report.total() == 1 ? " test, " : " tests, ") + report.passed() + " passed, "
                + report.failed() + " failed, " + report.skipped() + " skipped";
    }

    private static java.util.function.Supplier<Optional<Outcome>> keep(Optional<Outcome> outcome) {
        return () -> outcome;
    }
}
