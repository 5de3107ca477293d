package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a merge would give, found without a work tree: {@code git merge-tree --write-tree}, which is the same engine that
 * {@code git merge} uses.
 *
 * @param tree the merged tree; has conflict markers in it when there are conflicts
 * @param conflicts empty when it is clean
 */
record ThreeWay(String tree, List<Conflict> conflicts) {
    private static final int CONFLICTS = 1;
    private static final int LONGEST_HASH = 64;

    /** Whoever makes a commit that nobody will see. */
    private static final Map<String, String> NOBODY = Map.of(
            "GIT_AUTHOR_NAME", "drover",
            "GIT_AUTHOR_EMAIL", "drover@localhost",
            "GIT_AUTHOR_DATE", "@0 +0000",
            "GIT_COMMITTER_NAME", "drover",
            "GIT_COMMITTER_EMAIL", "drover@localhost",
            "GIT_COMMITTER_DATE", "@0 +0000");

    ThreeWay {
        conflicts = List.copyOf(conflicts);
    }

    /** Merges two commits over the base that they have in common. */
    static ThreeWay ofCommits(Job job, String ours, String theirs) throws IOException, InterruptedException {
        Ran ran = job.noted(job.repository().git().data(List.of("merge-tree", "--write-tree", "-z", ours, theirs)));
        if (ran.exitCode() > CONFLICTS) {
            GitWords words = GitWords.of(ran);
            if (words.has("unrelated histories")) {
                throw Refusal.blocked(
                        "unrelated_histories",
                        ours + " and " + theirs + " have no commit in common"
                                + (job.repository().isShallow()
                                        ? ", since this clone is shallow. Run 'git fetch --unshallow' and retry the task."
                                        : ". Merge them by hand if that is meant, and say why."));
            }
            throw words.refusal("merge " + theirs + " with " + ours);
        }
        List<String> fields = Fields.of(ran);
        String tree = fields.isEmpty() ? "" : fields.getFirst();
        if (!tree.matches("[0-9a-f]{40," + LONGEST_HASH + "}")) {
            throw Repository.refused("merge " + theirs + " with " + ours, ran);
        }
        return new ThreeWay(tree, ran.exitCode() == 0 ? List.of() : conflicts(fields));
    }

    /** Brings the change from one tree to another onto a third. */
    static ThreeWay ofTrees(Job job, String base, String onto, String changed)
            throws IOException, InterruptedException {
        // Commits with the base as their parent, which no ref will ever name, tell any git what the base is.
        String root = unnamed(job, base, Optional.empty());
        return ofCommits(job, unnamed(job, onto, Optional.of(root)), unnamed(job, changed, Optional.of(root)));
    }

    boolean isClean() {
        return conflicts.isEmpty();
    }

    private static String unnamed(Job job, String tree, Optional<String> parent)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("commit-tree", "-m", "base of a merge"));
        parent.ifPresent(p -> command.addAll(List.of("-p", p)));
        command.add(tree);
        return Repository.requiredHash(
                "prepare the merge", job.repository().git().with(NOBODY).run(command));
    }

    /** After the tree: conflicted entries up to an empty field, then messages: number of paths, paths, type, words. */
    private static List<Conflict> conflicts(List<String> fields) {
        var conflicts = new ArrayList<Conflict>();
        int at = 1;
        while (at < fields.size() && !fields.get(at).isEmpty()) {
            at++;
        }
        at++;
        while (at < fields.size() && fields.get(at).matches("\\d{1,6}")) {
            int paths = Integer.parseInt(fields.get(at));
            int type = at + 1 + paths;
            if (type + 1 >= fields.size()) {
                break;
            }
            Conflict.of(fields.get(type), fields.subList(at + 1, type), fields.get(type + 1))
                    .ifPresent(conflicts::add);
            at = type + 2;
        }
        // The exit code has said that there are some, whatever the messages are.
        return conflicts.isEmpty() ? List.of(new Conflict("unknown", "", "git names no file")) : conflicts;
    }
}
