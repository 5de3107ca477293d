package dev.drover.report;

import dev.drover.message.Evidence;
import dev.drover.report.account.Digest;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Page;
import java.util.List;
import java.util.Optional;

/** The commands that ran, how each ended, and where its output is with its hash. */
final class EvidenceSection {
    private static final int MOST = 200;

    private EvidenceSection() {}

    static Optional<Page.Section> of(RunAccount run) {
        var grid = Block.Grid.of(
                "Commands, in the order of the tasks",
                "Task",
                "Command",
                ">Exit code",
                ">Time",
                "Output",
                "SHA-256 of the output");
        long commands = 0;
        for (TaskAccount task : run.tasks()) {
            commands += task.digest().map(Digest::commands).orElse(0L);
            for (Evidence one : task.digest().map(Digest::evidence).orElse(List.of())) {
                if (grid.rows().size() < MOST) {
                    grid = grid.row(
                            Inline.code(task.id()),
                            Inline.code(one.command()),
                            Inline.text(String.valueOf(one.exitCode())),
                            Inline.text(Words.seconds(one.durationSeconds())),
                            one.log().map(log -> List.of(Marks.file(run, log))).orElse(List.of()),
                            Inline.code(one.outputSha256().orElse("")));
                }
            }
        }
        if (commands == 0) {
            return Optional.empty();
        }
        String title = Words.count(commands, "command")
                + (commands > grid.rows().size() ? ", of which " + grid.rows().size() + " are shown" : "");
        return Optional.of(new Page.Section(
                "evidence", "Evidence", List.of(new Block.Fold(Inline.text(title), false, List.<Block>of(grid)))));
    }
}
