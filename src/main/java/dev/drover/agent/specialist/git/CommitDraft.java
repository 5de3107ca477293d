package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A commit that is about to be made: what it changes, and Drover's own message for it. Confined to one thread. */
public final class CommitDraft {
    private static final int MAX_BYTES = 1 << 20;

    private final Job job;
    private final String before;
    private final String tree;
    private final TreeChanges changes;

    CommitDraft(Job job, String before, String tree, TreeChanges changes) {
        this.job = job;
        this.before = before;
        this.tree = tree;
        this.changes = changes;
    }

    /** Drover's own message: a conventional subject, and perhaps a body; no trailers. */
    public String message() {
        return CommitMessage.proposed(job, changes);
    }

    /** The type of that message, as in {@code chore: update a.txt}. */
    public String type() {
        return CommitMessage.type(changes.paths());
    }

    /** The files that it changes, relative to the workspace, sorted. */
    public Set<String> paths() {
        return changes.paths();
    }

    /**
     * The change of one of its files as a unified diff in which the whole file stands. Empty for what git does not take
     * for text, and for what is large.
     */
    public Optional<String> diff(String path) throws IOException, InterruptedException {
        Ran ran = job.repository()
                .git()
                .data(List.of(
                        "-c",
                        "core.bigFileThreshold=" + MAX_BYTES,
                        "diff-tree",
                        "-p",
                        "--unified=" + MAX_BYTES,
                        "--no-renames",
                        "--no-color",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--relative",
                        before,
                        tree,
                        "--",
                        ":(literal)" + path));
        try {
            Repository.required("show what has changed in " + path, ran);
            return SafeFiles.readText(ran.output(), 3 * MAX_BYTES).filter(text -> text.contains("\n@@ "));
        } finally {
            // Nobody needs what may hold a secret a second time among the outputs of the task.
            Files.deleteIfExists(ran.output());
        }
    }
}
