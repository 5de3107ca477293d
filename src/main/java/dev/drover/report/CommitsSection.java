package dev.drover.report;

import dev.drover.message.TaskState;
import dev.drover.report.account.Digest;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commits that were made, and how to look at them and take them over. */
final class CommitsSection {
    private static final int MOST = 50;
    private static final int SHORT = 12;

    private CommitsSection() {}

    static Optional<Page.Section> of(RunAccount run) {
        List<TaskAccount> tasks =
                run.tasks().stream().filter(task -> commit(task).isPresent()).toList();
        List<TaskAccount> others = run.tasks().stream()
                .filter(task -> task.type().equals("git") && task.report().state() == TaskState.COMPLETED)
                .filter(task -> commit(task).isEmpty())
                .toList();
        List<Block> blocks = new ArrayList<>();
        if (!tasks.isEmpty()) {
            commits(run, tasks, blocks);
        }
        others.stream().limit(MOST).forEach(task -> WorkSection.task(run, task, blocks));
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Page.Section("commits", "Commits and branches", blocks));
    }

    private static void commits(RunAccount run, List<TaskAccount> tasks, List<Block> blocks) {
        var grid = Block.Grid.of("Commits", "Commit", "Task", "What");
        for (TaskAccount task : tasks.subList(0, Math.min(MOST, tasks.size()))) {
            String hash = commit(task).orElse("");
            grid = grid.row(
                    Inline.code(hash.substring(0, Math.min(SHORT, hash.length()))),
                    Inline.code(task.id()),
                    Inline.text(Words.firstLine(task.report().summary())));
        }
        blocks.add(grid);
        run.asked().workspace().ifPresent(workspace -> {
            String git = "git -C " + Words.quoted(workspace) + " ";
            String last = commit(tasks.getLast()).orElse("");
            blocks.add(new Block.Bullets(List.of(
                    Inline.line("Look at it: ", new Inline.Code(git + "show --stat " + last)),
                    Inline.line(
                            "Take it over into what you have checked out: ", new Inline.Code(git + "merge " + last)))));
        });
    }

    private static Optional<String> commit(TaskAccount task) {
        return task.digest().flatMap(Digest::commit).or(() -> task.report().commit());
    }
}
