package dev.drover.report;

import dev.drover.message.Severity;
import dev.drover.message.TaskState;
import dev.drover.report.FindingGroups.Found;
import dev.drover.report.FindingGroups.Group;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What needs attention: the findings, the worst first, those of one rule together, and how to mend them. */
final class FindingsSection {
    static final String ID = "findings";

    private static final int MOST_SHOWN = 500;
    private static final int MOST_OF_A_RULE = 25;
    private static final int OPEN_GROUPS = 8;

    private FindingsSection() {}

    static Optional<Page.Section> of(RunAccount run) {
        List<Block> blocks = new ArrayList<>();
        if (run.findings() > 0) {
            blocks.add(chart(run));
            groups(run, blocks);
        } else if (run.tasks().stream().anyMatch(task -> task.digest().isPresent())) {
            blocks.add(Block.paragraph(nothing(run)));
        }
        for (TaskAccount task : run.unread()) {
            blocks.add(Block.paragraph(
                    new Inline.Strong("Not known:"),
                    " what the task ",
                    new Inline.Code(task.id()),
                    " found. " + task.unread().orElse("") + "."));
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Page.Section(ID, "What needs attention", blocks));
    }

    /** Of what did not complete nobody knows what would have been found. */
    private static String nothing(RunAccount run) {
        long open = run.tasks().stream()
                .filter(task -> task.report().state() != TaskState.COMPLETED)
                .count();
        return open == 0
                ? "Nothing was found."
                : "Nothing was found by the tasks that completed; " + open + " of "
                        + run.tasks().size() + " did not.";
    }

    private static Block chart(RunAccount run) {
        Map<Severity, Long> counts = run.counts();
        double most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        var grid = Block.Grid.of("Findings by severity", "Severity", ">Findings", "");
        for (Severity severity : Severity.values()) {
            long n = counts.getOrDefault(severity, 0L);
            List<Inline.Part> parts = n == 0 ? List.of() : List.of(new Inline.Part(0, n / most, Marks.tone(severity)));
            grid = grid.row(
                    List.of(Marks.badge(severity)), Inline.text(String.valueOf(n)), List.of(new Inline.Bar(parts)));
        }
        return grid;
    }

    private static void groups(RunAccount run, List<Block> blocks) {
        int shown = 0;
        List<Group> groups = FindingGroups.of(run);
        for (int i = 0; i < groups.size() && shown < MOST_SHOWN; i++) {
            Group group = groups.get(i);
            int most = Math.min(MOST_OF_A_RULE, MOST_SHOWN - shown);
            List<Found> some =
                    group.found().subList(0, Math.min(most, group.found().size()));
            shown += some.size();
            blocks.add(
                    fold(run, group, some, i < OPEN_GROUPS && group.severity().compareTo(Severity.LOW) < 0));
        }
        long more = run.findings() - shown;
        if (more > 0) {
            blocks.add(Block.paragraph(
                    new Inline.Strong("And " + Words.count(more, "more finding") + "."),
                    " All of them are in ",
                    new Inline.Code("drover report " + run.requestId() + " --sarif FILE"),
                    " and in the results of the tasks (see ",
                    new Inline.Jump("where everything lies", PlacesSection.ID),
                    ")."));
        }
    }

    private static Block fold(RunAccount run, Group group, List<Found> some, boolean open) {
        List<Block> content = new ArrayList<>();
        Advice.of(group.rule())
                .ifPresent(text -> content.add(Block.paragraph(new Inline.Strong("To do:"), " " + text)));
        if (group.sayTheSame()) {
            content.add(
                    new Block.Paragraph(Inline.text(some.getFirst().finding().message())));
            List<List<Inline>> places = some.stream()
                    .map(found -> Inline.code(FindingGroups.place(found.finding())))
                    .filter(place -> !place.isEmpty())
                    .toList();
            if (!places.isEmpty()) {
                content.add(new Block.Bullets(places));
            }
        } else {
            var grid = Block.Grid.of("Findings of the rule " + group.rule(), "Place", "What");
            for (Found found : some) {
                grid = grid.row(
                        Inline.code(FindingGroups.place(found.finding())),
                        Inline.text(found.finding().message()));
            }
            content.add(grid);
        }
        rest(run, group, some, content);
        return new Block.Fold(
                Inline.line(
                        Marks.badge(group.severity()),
                        " ",
                        new Inline.Code(group.rule()),
                        " · " + Words.count(group.found().size(), "finding")),
                open,
                content);
    }

    private static void rest(RunAccount run, Group group, List<Found> some, List<Block> content) {
        int more = group.found().size() - some.size();
        if (more > 0) {
            Set<String> tasks = new LinkedHashSet<>();
            group.found().forEach(found -> tasks.add(found.task().id()));
            List<Inline> line = new ArrayList<>(Inline.line("And at least " + more + " more of this rule, in "));
            run.tasks().stream()
                    .filter(task -> tasks.contains(task.id()))
                    .limit(5)
                    .forEach(task -> line.addAll(Inline.line(Marks.result(task), " ")));
            content.add(new Block.Paragraph(line));
        }
    }
}
