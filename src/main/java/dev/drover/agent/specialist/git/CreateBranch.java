package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import java.io.IOException;
import java.util.Optional;

/** Creates a branch at the checked-out commit, or at the one that the param {@code from} names. */
final class CreateBranch implements Operation {
    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        Repository repository = job.repository();
        var revisions = new Revisions(repository);
        String branch = revisions.branchName(job.packet()
                .params()
                .getOrDefault("branch", new Wording(job).newBranch().orElse(job.requestBranch())));
        Optional<String> tip = revisions.tip(branch);
        if (tip.isPresent()) {
            return Outcome.completed("The branch " + branch + " is there already, at " + tip.get() + ".");
        }
        Optional<String> from = job.param("from");
        String start = from.isPresent() ? revisions.commit("from", from.get()) : head(job);
        new Branch(job, branch).move(Optional.empty(), start);
        return Outcome.completed("Created the branch " + branch + " at " + start + "; it is not checked out.");
    }

    private static String head(Job job) throws IOException, InterruptedException {
        return job.repository()
                .commit("HEAD")
                .orElseThrow(() -> Refusal.blocked(
                        "no_commit",
                        "There is no commit in " + job.assignment().workspace() + " that a branch could begin at. Make"
                                + " the first commit and retry the task."));
    }
}
