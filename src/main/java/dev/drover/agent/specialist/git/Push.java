package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.FindingsGate;
import java.io.IOException;
import java.util.Optional;

/**
 * Pushes one branch or one tag, without force. Params: {@code remote} (default origin), {@code branch} (default
 * {@code drover/<request_id>}) or {@code tag}. What the tasks before found may be in the way.
 */
final class Push implements Operation {
    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        Refusal.when(FindingsGate.obstacle(job.assignment(), "pushed"));
        var revisions = new Revisions(job.repository());
        Remote remote = Remote.of(job);
        Optional<String> tag = job.param("tag");
        if (tag.isPresent()) {
            String name = revisions.tagName(tag.get());
            String commit = revisions.commit("tag", "refs/tags/" + name);
            return outcome(remote, remote.push("refs/tags/" + name), "tag " + name, commit);
        }
        String branch = job.param("branch").orElse(job.requestBranch());
        String tip = revisions.requiredTip("branch", branch);
        return outcome(remote, remote.push("refs/heads/" + branch), "branch " + branch, tip);
    }

    private static Outcome outcome(Remote remote, Remote.Pushed pushed, String what, String commit) {
        String at = commit.substring(0, 12);
        return Outcome.completed(
                switch (pushed) {
                    case MOVED -> "Pushed the " + what + " to " + remote.name() + ", at " + at + ".";
                    case SAME -> "The " + what + " is at " + remote.name() + " already, at " + at + ".";
                });
    }
}
