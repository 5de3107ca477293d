package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.testing.coverage.Coverage;
import dev.drover.agent.specialist.testing.coverage.FileCoverage;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Adds to what the tests said how much of the code they ran; that nothing measures it keeps the task from being done. */
final class CoverageVerdict {
    private static final int MOST = 10;
    private static final int ENOUGH_PERCENT = 80;

    private final TestRun run;
    private final Verdict verdict;
    private final int enough;

    CoverageVerdict(Assignment assignment, TestRun run, Verdict verdict) {
        this.run = run;
        this.verdict = verdict;
        String wanted = assignment.packet().params().getOrDefault("coverage_percent", "");
        this.enough = wanted.matches("\\d{1,3}") ? Integer.parseInt(wanted) : ENOUGH_PERCENT;
    }

    Outcome outcome(Outcome tests) {
        Coverage coverage = run.coverage();
        if (coverage.isEmpty()) {
            return verdict.completed() ? notMeasured(tests, coverage) : tests;
        }
        var findings = new ArrayList<>(tests.findings());
        coverage.below(enough, MOST).forEach(file -> findings.add(low(file)));
        coverage.problems()
                .forEach(problem -> findings.add(new Finding(
                        Severity.LOW, "coverage.report", problem + ".", Optional.empty(), Optional.empty())));
        Map<String, Long> data = new HashMap<>(tests.data());
        data.put("coverage.lines.total", coverage.lines());
        data.put("coverage.lines.covered", coverage.linesRun());
        data.put("coverage.lines.percent", percent(coverage.linesRun(), coverage.lines()));
        if (coverage.branches() > 0) {
            data.put("coverage.branches.total", coverage.branches());
            data.put("coverage.branches.covered", coverage.branchesRun());
            data.put("coverage.branches.percent", percent(coverage.branchesRun(), coverage.branches()));
        }
        data.put("coverage.files", (long) coverage.files().size());
        return with(tests, tests.summary() + " " + sentence(coverage))
                .withFindings(findings)
                .withData(data);
    }

    private Outcome notMeasured(Outcome tests, Coverage coverage) {
        String advice = run.results().stream()
                .map(result -> result.runner().coverageAdvice())
                .distinct()
                .collect(Collectors.joining(" "));
        String problems =
                coverage.problems().stream().map(problem -> " " + problem + ".").collect(Collectors.joining());
        Outcome blocked = Outcome.blocked(
                "no_coverage",
                "The tests ran, but nothing measured what they cover: "
                        + (coverage.tests() == 0
                                ? "no coverage report was written by this run."
                                : "the coverage report of this run names the tests themselves only.")
                        + problems + " " + advice + " " + tests.summary());
        return blocked.withFindings(tests.findings())
                .withEvidence(tests.evidence())
                .withArtifacts(tests.artifacts())
                .withData(tests.data());
    }

    private static Outcome with(Outcome tests, String summary) {
        return tests.ending(tests.status(), summary, tests.error())
                .withFindings(List.of())
                .withData(Map.of());
    }

    private static String sentence(Coverage coverage) {
        String branches = coverage.branches() == 0
                ? ""
                : ", and " + decimal(coverage.branchesRun(), coverage.branches()) + " % of " + coverage.branches()
                        + " branches";
        return "They ran " + decimal(coverage.linesRun(), coverage.lines()) + " % of " + coverage.lines() + " lines"
                + branches + " in " + coverage.files().size()
                + (coverage.files().size() == 1 ? " file." : " files.") + leftOut(coverage);
    }

    private static String leftOut(Coverage coverage) {
        return switch (coverage.tests()) {
            case 0 -> "";
            case 1 -> " 1 file with tests is not counted.";
            default -> " " + coverage.tests() + " files with tests are not counted.";
        };
    }

    private static Finding low(FileCoverage file) {
        String branches =
                file.branches() == 0 ? "" : " and " + file.branchesRun() + " of its " + file.branches() + " branches";
        String message = file.name() + ": tests run " + file.linesRun() + " of its " + file.lines() + " lines ("
                + decimal(file.linesRun(), file.lines()) + " %)" + branches;
        return new Finding(
                Severity.INFO,
                "coverage.low",
                message,
                file.known() ? Optional.of(file.name()) : Optional.empty(),
                file.known() ? Optional.of(file.firstMissed()) : Optional.empty());
    }

    /** Rounded down, so that only what is complete has a hundred. */
    private static long percent(long part, long whole) {
        return whole == 0 ? 0 : part * 100 / whole;
    }

    private static String decimal(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f", whole == 0 ? 0 : Math.floor(part * 1000.0 / whole) / 10);
    }
}
