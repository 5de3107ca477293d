package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two trees.
 *
 * @param paths relative to the workspace, sorted
 * @param statuses as git names them: A, D, M or T, each at most once
 */
record TreeChanges(Set<String> paths, Set<String> statuses) {
    private static final String SUBMODULE = "160000";

    /** Within the workspace. */
    static TreeChanges between(Repository repository, String before, String after)
            throws IOException, InterruptedException {
        return between(repository, before, after, "--relative");
    }

    /** In the whole work tree; the paths are relative to its top. */
    static TreeChanges everywhere(Repository repository, String before, String after)
            throws IOException, InterruptedException {
        return between(repository, before, after, "--no-relative");
    }

    private static TreeChanges between(Repository repository, String before, String after, String where)
            throws IOException, InterruptedException {
        Ran ran = repository
                .git()
                .data(List.of(
                        "diff-tree",
                        "-r",
                        "-z",
                        "--name-status",
                        "--no-renames",
                        "--no-ext-diff",
                        where,
                        before,
                        after));
        Repository.required("compare two trees", ran);
        List<String> fields = Fields.of(ran);
        var paths = new TreeSet<String>();
        var statuses = new TreeSet<String>();
        for (int i = 0; i + 2 <= fields.size(); i += 2) {
            statuses.add(fields.get(i));
            paths.add(fields.get(i + 1));
        }
        return new TreeChanges(paths, statuses);
    }

    /** Submodules that the second tree has at another commit, by their paths from the top, each with that of the first. */
    static Map<String, Optional<String>> movedSubmodules(Repository repository, String before, String after)
            throws IOException, InterruptedException {
        Ran ran = repository
                .git()
                .data(List.of("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-ext-diff", before, after));
        Repository.required("compare two trees", ran);
        List<String> fields = Fields.of(ran);
        Map<String, Optional<String>> moved = new TreeMap<>();
        for (int i = 0; i + 2 <= fields.size(); i += 2) {
            // As in ":100644 160000 <hash before> <hash after> T".
            List<String> entry = List.of(fields.get(i).substring(1).split(" "));
            if (entry.get(1).equals(SUBMODULE)) {
                moved.put(
                        fields.get(i + 1),
                        entry.getFirst().equals(SUBMODULE) ? Optional.of(entry.get(2)) : Optional.empty());
            }
        }
        return moved;
    }

    /** What was done to all of them, in a word for a subject line. */
    String verb() {
        if (statuses.equals(Set.of("A"))) {
            return "add";
        }
        return statuses.equals(Set.of("D")) ? "remove" : "update";
    }
}
