package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the changes of commits, or their reverse, onto a branch that is not checked out: all of them or none. Params:
 * {@code commits}, {@code onto} (default {@code drover/<request_id>}, which begins at HEAD when it is not there), and
 * {@code mainline} for merges: the parent, from 1, whose side is kept.
 */
final class Replay implements Operation {
    /** Which way the changes go. */
    enum Way {
        CHERRY_PICK,
        REVERT
    }

    private final Way way;

    Replay(Way way) {
        this.way = way;
    }

    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        Repository repository = job.repository();
        var revisions = new Revisions(repository);
        String onto = revisions.branchName(job.param("onto").orElse(job.requestBranch()));
        List<LoggedCommit> commits = CommitList.of(job, way == Way.CHERRY_PICK);
        Optional<String> tip = revisions.tip(onto);
        String start = tip.isPresent() ? tip.get() : revisions.commit("onto", "HEAD");
        Optional<String> earlier = Trailers.commitOf(job, start);
        if (earlier.isPresent()) {
            return Outcome.completed("An earlier attempt of this task has " + done() + " the commits on " + onto
                            + ", up to " + earlier.get().substring(0, 12) + "; nothing was added.")
                    .withCommit(earlier.get());
        }
        new Branch(job, onto).requireFree();
        var made = new ArrayList<String>();
        String at = start;
        for (LoggedCommit commit : commits) {
            String next = replayed(job, commit, onto, at);
            if (!next.equals(at)) {
                made.add(next);
            }
            at = next;
        }
        int skipped = commits.size() - made.size();
        Map<String, Long> data = Map.of("commits.made", (long) made.size(), "commits.skipped", (long) skipped);
        if (made.isEmpty()) {
            return Outcome.completed("Nothing to do: " + onto + " is already as it would be afterwards.")
                    .withData(data);
        }
        new Branch(job, onto).move(tip, at);
        return Outcome.completed(capitalised() + " " + commits(made.size()) + " on the branch " + onto + ", up to "
                        + at.substring(0, 12) + "; it is not checked out."
                        + (skipped == 0 ? "" : " Skipped " + commits(skipped) + " whose change is there already."))
                .withCommit(at)
                .withData(data);
    }

    /** The commit that stands on {@code at} with the change in it; {@code at} itself when it has the change already. */
    private String replayed(Job job, LoggedCommit commit, String onto, String at)
            throws IOException, InterruptedException {
        String parent = parentTree(job, commit);
        String own = tree(job, commit.hash());
        String current = tree(job, at);
        ThreeWay merged = way == Way.CHERRY_PICK
                ? ThreeWay.ofTrees(job, parent, current, own)
                : ThreeWay.ofTrees(job, own, current, parent);
        if (!merged.isClean()) {
            throw Refusal.blocked(
                    "merge_conflict",
                    "Commit " + commit.shortHash() + " ('" + Ids.printable(commit.subject()) + "') cannot be " + done()
                            + " on " + onto + " without "
                            + Merge.count(merged.conflicts().size()) + ": "
                            + Conflict.named(merged.conflicts()) + ". Nothing was changed. Do it by hand with: "
                            + Shown.command("git", way == Way.REVERT ? "revert" : "cherry-pick", commit.hash()),
                    Conflict.findings(merged.conflicts()));
        }
        if (merged.tree().equals(current)) {
            return at;
        }
        CommitWriter writer = CommitWriter.of(job);
        return way == Way.CHERRY_PICK
                ? writer.write(merged.tree(), List.of(at), picked(job, commit), commit)
                : writer.write(merged.tree(), List.of(at), reverted(job, commit));
    }

    private static String parentTree(Job job, LoggedCommit commit) throws IOException, InterruptedException {
        List<String> parents = commit.parents();
        if (parents.size() <= 1) {
            if (Shallow.boundary(job.repository()).contains(commit.hash())) {
                throw Shallow.refusal("Commit " + commit.shortHash());
            }
            return parents.isEmpty() ? job.repository().emptyTree() : tree(job, parents.getFirst());
        }
        int mainline = job.param("mainline")
                .filter(m -> m.matches("[1-9]"))
                .map(Integer::parseInt)
                .orElse(0);
        if (mainline < 1 || mainline > parents.size()) {
            throw Refusal.blocked(
                    "merge_commit",
                    "Commit " + commit.shortHash() + " ('" + Ids.printable(commit.subject()) + "') is a merge of "
                            + parents.size()
                            + " parents. Say in the param mainline of a new task which of them, from 1,"
                            + " is the side that the change is relative to (1 is usual).");
        }
        return tree(job, parents.get(mainline - 1));
    }

    private static String tree(Job job, String commit) throws IOException, InterruptedException {
        return job.repository()
                .tree(commit)
                .orElseThrow(() -> Refusal.failed("git_failed", "The tree of " + commit + " cannot be found.", false));
    }

    private static String picked(Job job, LoggedCommit commit) {
        String text = Trailers.without(commit.message());
        return Trailers.addedTo(
                Trailers.withLine(
                        text.isBlank() ? "Pick " + commit.shortHash() : text,
                        "(cherry picked from commit " + commit.hash() + ")"),
                job);
    }

    private static String reverted(Job job, LoggedCommit commit) {
        return Trailers.addedTo(
                "Revert \"" + commit.subject() + "\"\n\nThis reverts commit " + commit.hash() + ".", job);
    }

    private String done() {
        return way == Way.REVERT ? "reverted" : "picked";
    }

    private String capitalised() {
        return way == Way.REVERT ? "Reverted" : "Picked";
    }

    private static String commits(int count) {
        return count == 1 ? "1 commit" : count + " commits";
    }
}
