package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Moves a branch that nobody has checked out, and only from where it was expected to be. */
final class Branch {
    private static final String DONE = " Name another one in the params, and merge that.";

    private final Job job;
    private final String name;

    Branch(Job job, String name) {
        this.job = job;
        this.name = name;
    }

    /** Refuses when a person is at work on it. */
    void requireFree() throws IOException, InterruptedException {
        Optional<String> use = new BranchUse(job.repository()).of(name);
        if (use.isPresent()) {
            throw Refusal.blocked(
                    "branch_checked_out",
                    "The branch " + name + " is " + use.get()
                            + ", and moving it from aside would make files there look changed." + DONE);
        }
    }

    /**
     * Points it at a commit that has its old one among its ancestors.
     *
     * @param from where it is now; empty when it is to be created
     */
    void move(Optional<String> from, String to) throws IOException, InterruptedException {
        // A person may have checked it out meanwhile.
        requireFree();
        String ref = "refs/heads/" + name;
        Ran ran = job.noted(job.repository()
                .gitWithHooks()
                .run(List.of(
                        "update-ref",
                        "-m",
                        "drover: " + job.packet().packetId(),
                        ref,
                        to,
                        from.orElse("0".repeat(to.length())))));
        if (ran.exitCode() != 0) {
            if (!job.repository().commit(ref).equals(from)) {
                throw Refusal.failed(
                        "branch_moved",
                        "The branch " + name + " was moved by someone else while the commit " + to
                                + " was made for it. Trying again builds on its new tip.",
                        true);
            }
            throw Repository.refused("set the branch " + name, ran);
        }
    }
}
