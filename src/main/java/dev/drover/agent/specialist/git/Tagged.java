package dev.drover.agent.specialist.git;

import dev.drover.message.TaskInput;
import java.io.IOException;
import java.util.Optional;

/**
 * The commit that a tag names, and what has to be said of it.
 *
 * @param sentence with a space before it; empty when the commit is the one that anybody would expect
 */
record Tagged(String commit, String sentence) {
    /** What {@code ref} names, else the last that a task before committed on top of HEAD, else HEAD. */
    static Tagged of(Job job, Revisions revisions) throws IOException, InterruptedException {
        Repository repository = job.repository();
        if (job.param("ref").isEmpty()) {
            new UnderWay(repository).requireSettledHead();
        }
        String named = revisions.commit("ref", job.param("ref").orElse("HEAD"));
        Tagged tagged = new Tagged(named, "");
        if (job.param("ref").isEmpty()) {
            for (TaskInput input : job.packet().inputs()) {
                Optional<String> made = input.commit().isPresent()
                        ? repository.commit(input.commit().get())
                        : Optional.empty();
                if (made.isPresent()
                        && !made.get().equals(tagged.commit())
                        && repository.isAncestor(tagged.commit(), made.get())) {
                    tagged = new Tagged(
                            made.get(),
                            " That is the commit of the task " + input.taskId()
                                    + ", which is not in what is checked out.");
                }
            }
        }
        return tagged.withLeftOut(job, revisions);
    }

    /** What the request committed and the tag does not hold is told, since one would think that it does. */
    private Tagged withLeftOut(Job job, Revisions revisions) throws IOException, InterruptedException {
        Optional<String> tip = revisions.tip(job.requestBranch());
        if (tip.isEmpty() || job.repository().isAncestor(tip.get(), commit)) {
            return this;
        }
        return new Tagged(
                commit,
                sentence + " What this request committed to " + job.requestBranch() + " is not in it ("
                        + tip.get().substring(0, 12) + "); to tag that, send the param ref.");
    }
}
