package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.agent.specialist.testing.result.TestReport;
import dev.drover.message.Evidence;
import dev.drover.message.Finding;
import dev.drover.message.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the results of all runners come to. Red tests are findings; that tests could not be run is a failure. */
final class Verdict {
    private static final int MAX_MESSAGE = 6000;

    private final List<SuiteResult> results;
    private final String lookedFor;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> packages = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> over = new ArrayList<>();
    private TestReport report = TestReport.NONE;
    private boolean tested;

    /**
     * @param results in the order in which they ran
     * @param reruns the commands with which failed tests were run again
     * @param lookedFor a sentence for when there were no tests
     */
    Verdict(List<SuiteResult> results, List<Evidence> reruns, String lookedFor) {
        this.results = results;
        this.lookedFor = lookedFor;
        results.forEach(this::add);
        evidence.addAll(reruns);
    }

    private void add(SuiteResult result) {
        String title = result.title();
        report = report.plus(result.report());
        evidence.addAll(result.result().commands());
        switch (result.result()) {
            case RunnerResult.Tested r -> {
                tested = true;
                sentences.add(title + ": " + counts(r.report()) + "."
                        + Sentences.again(result.reruns(), r.report().failed()));
            }
            case RunnerResult.Uncounted r -> {
                tested = true;
                sentences.add(title + " succeeded with exit code 0, but its output names no counts.");
            }
            case RunnerResult.NoTests r ->
                sentences.add(title + " found no tests." + (r.advice().isEmpty() ? "" : " " + r.advice()));
            case RunnerResult.NotRun r -> broken.add(Shortened.of(r.message(), MAX_MESSAGE));
            case RunnerResult.Missing r -> {
                String folder = result.suite().name();
                missing.add((folder.isEmpty() ? "" : "In " + folder + ": ")
                        + Outcomes.missingToolMessage(r.tool(), r.purpose()));
            }
            case RunnerResult.MissingPackages r -> {
                String folder = result.suite().name();
                packages.add((folder.isEmpty() ? "" : "In " + folder + ": ") + r.message());
            }
            case RunnerResult.TimedOut r -> over.add(r.evidence().getLast().command());
        }
    }

    /** That tests were run with which all went as it should, whatever they said. */
    boolean completed() {
        return tested && over.isEmpty() && missing.isEmpty() && packages.isEmpty() && broken.isEmpty();
    }

    TestReport report() {
        return report;
    }

    Outcome outcome() {
        return judged().withFindings(findings()).withEvidence(evidence).withData(data());
    }

    private Outcome judged() {
        if (!over.isEmpty()) {
            var others = new ArrayList<>(missing);
            others.addAll(packages);
            others.addAll(broken);
            return withTheRest(Outcomes.timeout(over.getFirst(), List.of()), " ", others);
        }
        if (!missing.isEmpty() || !packages.isEmpty()) {
            String code = missing.isEmpty() ? "missing_packages" : "missing_tool";
            var all = new ArrayList<>(missing);
            all.addAll(packages);
            return withTheRest(Outcome.blocked(code, String.join(" ", all)), " ", broken);
        }
        if (!broken.isEmpty()) {
            String message = Shortened.of(String.join("\n", broken), 2 * MAX_MESSAGE);
            return withTheRest(Outcome.failed("tests_not_run", message, false), "\n", List.of());
        }
        if (tested) {
            var all = new ArrayList<>(sentences);
            all.addAll(Sentences.more(report));
            return Outcome.completed(String.join(" ", all));
        }
        String found = sentences.isEmpty() ? "" : String.join(" ", sentences) + " ";
        return Outcome.failed("no_tests_found", "No tests were found. " + found + lookedFor, false);
    }

    /** What else went wrong, and what was done all the same, told after what kept the whole from being done. */
    private Outcome withTheRest(Outcome outcome, String separator, List<String> others) {
        var all = new ArrayList<>(List.of(outcome.summary()));
        all.addAll(others);
        if (!sentences.isEmpty()) {
            all.add("What could be run: " + String.join(" ", sentences));
        }
        report.problems().forEach(problem -> all.add(problem + "."));
        return Outcome.of(outcome.status(), String.join(separator, all), outcome.error());
    }

    private List<Finding> findings() {
        return results.stream()
                .flatMap(result -> TestFindings.of(result).stream())
                .limit(TestFindings.MOST)
                .toList();
    }

    private Map<String, Long> data() {
        return Map.of(
                "tests.total", report.total(),
                "tests.passed", report.passed(),
                "tests.failed", report.failed(),
                "tests.skipped", report.skipped(),
                "tests.flaky", results.stream().mapToLong(SuiteResult::flaky).sum());
    }

    static String counts(TestReport report) {
        return report.total() + (report.total() == 1 ? " test, " : " tests, ") + report.passed() + " passed, "
                + report.failed() + " failed, " + report.skipped() + " skipped";
    }
}
