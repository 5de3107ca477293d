package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.FindingsGate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Merges into a branch that is not checked out. Params: {@code from} (default {@code drover/<request_id>}), {@code into}
 * (default: the repository's main branch), {@code message}, and {@code fast_forward}: {@code auto}, {@code only} or
 * {@code never} (default: as the user's {@code merge.ff} says, else auto). What the tasks before found may be in the way.
 */
final class Merge implements Operation {
    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        Refusal.when(FindingsGate.obstacle(job.assignment(), "merged"));
        var revisions = new Revisions(job.repository());
        var wording = new Wording(job);
        Optional<String> named = job.param("from").isPresent() ? job.param("from") : wording.merged();
        String from = named.orElse(job.requestBranch());
        String theirs = named.isPresent() ? revisions.commit("from", from) : revisions.requiredTip("from", from);
        Optional<String> target = job.param("into").isPresent() ? job.param("into") : wording.into();
        String into = target.isPresent() ? target.get() : revisions.defaultBranch();
        String ours = revisions.requiredTip("into", into);
        if (job.repository().isAncestor(theirs, ours)) {
            var there = Outcome.completed("The branch " + into + " holds " + from + " already; nothing was merged.");
            return Trailers.commitOf(job, ours).map(there::withCommit).orElse(there);
        }
        FastForward fastForward = FastForward.of(job);
        boolean possible = job.repository().isAncestor(ours, theirs);
        if (!possible && fastForward == FastForward.ONLY) {
            throw Refusal.blocked(
                    "not_fast_forward",
                    into + " has commits that " + from + " lacks, and only a fast-forward is allowed. Merge " + into
                            + " into " + from + " first, or set the param fast_forward to auto.");
        }
        boolean forward = possible && fastForward != FastForward.NEVER;
        Optional<ThreeWay> merged = forward ? Optional.empty() : Optional.of(clean(job, from, into, ours, theirs));
        requireFree(job, from, into);
        String to = forward
                ? theirs
                : commit(job, from, into, List.of(ours, theirs), merged.get().tree());
        new Branch(job, into).move(Optional.of(ours), to);
        String at = to.substring(0, 12);
        String tested = TestedTree.sentence(job, to);
        return forward
                ? Outcome.completed("Fast-forwarded " + into + " to " + from + " at " + at + "." + tested)
                : Outcome.completed("Merged " + from + " into " + into + " as " + at + ", without conflicts." + tested)
                        .withCommit(to);
    }

    private static ThreeWay clean(Job job, String from, String into, String ours, String theirs)
            throws IOException, InterruptedException {
        ThreeWay merged = ThreeWay.ofCommits(job, ours, theirs);
        if (!merged.isClean()) {
            throw Refusal.blocked(
                    "merge_conflict",
                    "Merging " + from + " into " + into + " gives "
                            + count(merged.conflicts().size()) + ": "
                            + Conflict.named(merged.conflicts()) + ". Nothing was changed. Merge " + into + " into "
                            + from + " by hand, resolve them there, and retry the task.",
                    Conflict.findings(merged.conflicts()));
        }
        return merged;
    }

    private static void requireFree(Job job, String from, String into) throws IOException, InterruptedException {
        Optional<String> use = new BranchUse(job.repository()).of(into);
        if (use.isPresent()) {
            throw Refusal.blocked(
                    "branch_checked_out",
                    "The branch " + into + " is " + use.get() + ", and what is checked out is never changed. The merge"
                            + " has no conflicts; make it there with: " + Shown.command("git", "merge", from));
        }
    }

    private static String commit(Job job, String from, String into, List<String> parents, String tree)
            throws IOException, InterruptedException {
        String text = job.param("message").orElse("Merge " + from + " into " + into);
        return CommitWriter.of(job).write(tree, parents, Trailers.addedTo(text, job));
    }

    static String count(int conflicts) {
        return conflicts == 1 ? "a conflict" : conflicts + " conflicts";
    }
}
