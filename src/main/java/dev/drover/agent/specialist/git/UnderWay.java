package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a person has begun in the work tree and not ended, and so must not be taken for what they want kept. */
record UnderWay(Repository repository) {
    private static final int MOST_NAMED = 10;

    /** Operations that stage files which belong into a commit of their own; a rebase may be cherry-picking just now. */
    private static final List<Map.Entry<String, String>> STAGING = List.of(
            Map.entry("rebase-merge", "A rebase"),
            Map.entry("rebase-apply", "A rebase or 'git am'"),
            Map.entry("MERGE_HEAD", "A merge"),
            Map.entry("CHERRY_PICK_HEAD", "A cherry-pick"),
            Map.entry("REVERT_HEAD", "A revert"));

    private static final Map<String, String> MOVING_HEAD =
            Map.of("rebase-merge", "A rebase", "rebase-apply", "A rebase or 'git am'", "BISECT_START", "A bisection");

    /**
     * Refuses files that a merge or the like left unfinished: those in which it left both sides, which with the marks of
     * a conflict are nobody's text, and those that it put into the index. A commit of these would not be the merge, but
     * one side of it that has the changes of the other.
     */
    void requireFinished(Set<String> files) throws IOException, InterruptedException {
        if (files.isEmpty()) {
            return;
        }
        Set<String> unmerged = unmerged();
        unmerged.retainAll(files);
        if (!unmerged.isEmpty()) {
            throw Refusal.blocked(
                    "unmerged_files",
                    "A merge, rebase or the like that is under way in " + repository.workspace()
                            + " left conflicts in " + named(unmerged)
                            + ", so nothing was committed. End it, or give it up, and retry the task.");
        }
        for (Map.Entry<String, String> operation : STAGING) {
            if (isUnderWay(operation.getKey())) {
                Set<String> staged = staged();
                staged.retainAll(files);
                if (!staged.isEmpty()) {
                    throw Refusal.blocked(
                            "unfinished_operation",
                            operation.getValue() + " is under way in " + repository.workspace() + " and has staged "
                                    + named(staged)
                                    + ", so nothing was committed. End it, or give it up, and retry the task.");
                }
            }
        }
    }

    private Set<String> unmerged() throws IOException, InterruptedException {
        var ran = repository.git().data(List.of("ls-files", "--unmerged", "-z"));
        Repository.required("say which files have conflicts", ran);
        var unmerged = new TreeSet<String>();
        for (String entry : Git.Names.of(ran).names()) {
            unmerged.add(entry.substring(entry.indexOf('\t') + 1));
        }
        return unmerged;
    }

    private Set<String> staged() throws IOException, InterruptedException {
        var ran = repository.git().data(List.of("diff-index", "--cached", "--name-only", "-z", "HEAD"));
        Repository.required("say which files are staged", ran);
        return new TreeSet<>(Git.Names.of(ran).names());
    }

    private static String named(Set<String> files) {
        return files.stream().limit(MOST_NAMED).map(Ids::printable).collect(Collectors.joining(", "))
                + (files.size() > MOST_NAMED ? " and " + (files.size() - MOST_NAMED) + " more" : "");
    }

    private boolean isUnderWay(String sign) throws IOException, InterruptedException {
        return Files.exists(repository.gitPath(sign), LinkOption.NOFOLLOW_LINKS);
    }

    /** Refuses while what is checked out is a commit on the way to another, and not the end of anybody's work. */
    void requireSettledHead() throws IOException, InterruptedException {
        for (Map.Entry<String, String> operation : MOVING_HEAD.entrySet()) {
            if (isUnderWay(operation.getKey())) {
                throw Refusal.blocked(
                        "head_under_way",
                        operation.getValue() + " is under way in " + repository.workspace()
                                + ", so what is checked out is a commit on the way to another. End it and retry the"
                                + " task, or name the commit that is meant in the param ref of a new one.");
            }
        }
    }
}
