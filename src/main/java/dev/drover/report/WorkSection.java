package dev.drover.report;

import dev.drover.message.Artifact;
import dev.drover.message.TaskState;
import dev.drover.report.account.Digest;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the tasks of one trade did: in their words, in figures, and the files that they left. */
final class WorkSection {
    private static final int MOST_TASKS = 50;
    private static final int MOST_FILES = 40;
    private static final int MOST_FIGURES = 40;

    /** Figures that have a chart. */
    private static final Pattern ELSEWHERE = Pattern.compile("(tests|coverage|findings)\\.");

    private WorkSection() {}

    static Optional<Page.Section> of(RunAccount run, String id, String title, Predicate<TaskAccount> isIt) {
        List<TaskAccount> tasks = run.tasks().stream()
                .filter(task -> task.report().state() == TaskState.COMPLETED)
                .filter(isIt)
                .toList();
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        tasks.stream().limit(MOST_TASKS).forEach(task -> task(run, task, blocks));
        if (tasks.size() > MOST_TASKS) {
            blocks.add(Block.paragraph("And " + Words.count(tasks.size() - MOST_TASKS, "more task") + "."));
        }
        return Optional.of(new Page.Section(id, title, blocks));
    }

    static void task(RunAccount run, TaskAccount task, List<Block> blocks) {
        List<Inline> head =
                Inline.line(new Inline.Code(task.id()), " ", new Inline.Strong(Marks.action(run, task)), " — ");
        Marks.told(blocks, head, task.report().summary());
        task.digest().ifPresent(digest -> details(run, digest, blocks));
    }

    private static void details(RunAccount run, Digest digest, List<Block> blocks) {
        if (!digest.artifacts().isEmpty()) {
            List<List<Inline>> files = new ArrayList<>();
            for (Artifact artifact : digest.artifacts()
                    .subList(0, Math.min(MOST_FILES, digest.artifacts().size()))) {
                files.add(Inline.line(
                        artifact.name() + ": ",
                        Marks.artifact(run, artifact),
                        artifact.bytes().map(n -> " (" + Words.bytes(n) + ")").orElse("")));
            }
            if (digest.files() > files.size()) {
                files.add(Inline.text("and " + Words.count(digest.files() - files.size(), "more file")));
            }
            blocks.add(new Block.Bullets(files));
        }
        var grid = Block.Grid.of("Figures", "What", ">Figure");
        for (Map.Entry<String, Long> figure : digest.data().entrySet().stream()
                .filter(figure -> figure.getValue() != 0
                        && !ELSEWHERE.matcher(figure.getKey()).lookingAt())
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_FIGURES)
                .toList()) {
            grid = grid.row(Inline.text(figure.getKey()), Inline.text(String.valueOf(figure.getValue())));
        }
        if (!grid.rows().isEmpty()) {
            blocks.add(new Block.Fold(
                    Inline.text(Words.count(grid.rows().size(), "figure")), false, List.<Block>of(grid)));
        }
    }
}
