package dev.drover.report;

import dev.drover.message.Finding;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.account.TestSuites;
import dev.drover.report.account.TestSuites.TestCase;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Page;
import dev.drover.report.page.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tests: how many, which failed and what they said, which are flaky, which are slow, and what they cover. */
final class TestsSection {
    private static final int MOST_RED = 50;
    private static final int SLOWEST = 10;

    private TestsSection() {}

    static Optional<Page.Section> of(RunAccount run) {
        List<TaskAccount> tasks = run.tasks().stream()
                .filter(task -> Verdict.hasTests(task) || task.tests().isPresent())
                .toList();
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        chart(run).ifPresent(blocks::add);
        blocks.add(new Block.Bullets(tasks.stream()
                .map(task -> Inline.line(
                        new Inline.Code(task.id()), ": " + task.report().summary()))
                .toList()));
        List<TestCase> cases = tasks.stream()
                .flatMap(task -> task.tests().stream())
                .flatMap(suites -> suites.cases().stream())
                .toList();
        red(tasks, cases).ifPresent(blocks::add);
        flaky(cases).ifPresent(blocks::add);
        slowest(cases).ifPresent(blocks::add);
        Coverage.chart(run).ifPresent(blocks::add);
        for (TaskAccount task : tasks) {
            task.tests()
                    .flatMap(TestSuites::unread)
                    .ifPresent(why -> blocks.add(Block.paragraph(
                            "The test report of ", new Inline.Code(task.id()), " is incomplete: " + why)));
        }
        return Optional.of(new Page.Section("tests", "Tests", blocks));
    }

    private static Optional<Block> chart(RunAccount run) {
        long total = run.figure("tests.total").orElse(0L);
        if (total <= 0) {
            return Optional.empty();
        }
        var grid = Block.Grid.of("Tests by outcome", "Outcome", ">Tests", "");
        grid = row(grid, "passed", run.figure("tests.passed").orElse(0L), total, Tone.GOOD);
        grid = row(grid, "failed", run.figure("tests.failed").orElse(0L), total, Tone.HIGH);
        grid = row(grid, "skipped", run.figure("tests.skipped").orElse(0L), total, Tone.PLAIN);
        Optional<Long> flaky = run.figure("tests.flaky").filter(n -> n > 0);
        return Optional.of(flaky.isPresent() ? row(grid, "flaky", flaky.get(), total, Tone.MEDIUM) : grid);
    }

    private static Block.Grid row(Block.Grid grid, String outcome, long n, long total, Tone tone) {
        List<Inline.Part> parts = n <= 0 ? List.of() : List.of(new Inline.Part(0, (double) n / total, tone));
        return grid.row(
                List.of(new Inline.Badge(outcome, tone)),
                Inline.text(String.valueOf(n)),
                List.of(new Inline.Bar(parts)));
    }

    /** From the test report, and where there is none, from the findings. */
    private static Optional<Block> red(List<TaskAccount> tasks, List<TestCase> cases) {
        List<TestCase> red = cases.stream().filter(TestCase::isRed).toList();
        var grid = Block.Grid.of("Failing tests", "Test", "Place", "What it says");
        for (TestCase test : red.subList(0, Math.min(MOST_RED, red.size()))) {
            grid = grid.row(
                    Inline.code(test.fullName()),
                    Inline.code(test.file()
                            .map(file ->
                                    file + test.line().map(line -> ":" + line).orElse(""))
                            .orElse("")),
                    Inline.text(test.message().isEmpty() ? test.detail() : test.message()));
        }
        if (red.isEmpty()) {
            List<Finding> failed = tasks.stream()
                    .flatMap(task -> task.digest().stream())
                    .flatMap(digest -> digest.worst().stream())
                    .filter(finding -> finding.rule().equals("test.failed"))
                    .limit(MOST_RED)
                    .toList();
            for (Finding finding : failed) {
                int colon = finding.message().indexOf(": ");
                String name = colon < 0 ? finding.message() : finding.message().substring(0, colon);
                String says = colon < 0 ? "" : finding.message().substring(colon + 2);
                grid = grid.row(Inline.code(name), Inline.code(FindingGroups.place(finding)), Inline.text(says));
            }
        }
        return grid.rows().isEmpty() ? Optional.empty() : Optional.of(grid);
    }

    private static Optional<Block> flaky(List<TestCase> cases) {
        List<List<Inline>> flaky = cases.stream()
                .filter(TestCase::flaky)
                .limit(MOST_RED)
                .map(test -> Inline.code(test.fullName()))
                .toList();
        return flaky.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Fold(
                        Inline.line(
                                new Inline.Badge("flaky", Tone.MEDIUM),
                                " " + Words.count(flaky.size(), "test") + " failed, and passed when run again alone"),
                        true,
                        List.of(new Block.Bullets(flaky))));
    }

    private static Optional<Block> slowest(List<TestCase> cases) {
        List<TestCase> slow = cases.stream()
                .filter(test -> test.seconds() > 0)
                .sorted(Comparator.comparingDouble(TestCase::seconds).reversed())
                .limit(SLOWEST)
                .toList();
        if (slow.isEmpty()) {
            return Optional.empty();
        }
        double most = slow.getFirst().seconds();
        var grid = Block.Grid.of("The slowest tests", "Test", ">Time", "");
        for (TestCase test : slow) {
            grid = grid.row(
                    Inline.code(test.fullName()),
                    Inline.text(Words.seconds(test.seconds())),
                    List.of(new Inline.Bar(List.of(new Inline.Part(0, test.seconds() / most, Tone.INFO)))));
        }
        return Optional.of(grid);
    }
}
