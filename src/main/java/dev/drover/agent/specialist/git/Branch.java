package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Moves a branch that nobody has checked out, and only from where it was expected to be. */
final class Branch {
    private static final String DONE = " Check out another one, or name another one in the params, and retry the task.";

    private final Job job;
    private final String name;

    Branch(Job job, String name) {
        this.job = job;
        this.name = name;
    }

    /** Refuses when a person is at work on it. */
    void requireFree() throws IOException, InterruptedException {
        String ref = "refs/heads/" + name;
        Ran symbolic = job.repository().git().run("symbolic-ref", "--quiet", ref);
        if (symbolic.exitCode() == 0) {
            throw Refusal.blocked(
                    "branch_is_symbolic",
                    "The branch " + name + " is another name of " + Git.text(symbolic)
                            + ", which would be moved in its place. Remove the name (git symbolic-ref --delete " + ref
                            + ") and retry the task.");
        }
        Optional<String> use = new BranchUse(job.repository()).of(name);
        if (use.isPresent()) {
            throw Refusal.blocked(
                    "branch_checked_out",
                    "The branch " + name + " is " + use.get()
                            + ", and moving it from aside would make files there look changed." + DONE);
        }
    }

    /**
     * Refuses when git would refuse to move it: for a hook, a lock that is left, or another name in its way. It costs
     * nothing yet.
     *
     * @param from where it is now; empty when it is to be created
     */
    void requireMovable(Optional<String> from, String to) throws IOException, InterruptedException {
        Path commands = job.scratch("ref");
        String ref = "refs/heads/" + name;
        String old = from.orElse("0".repeat(to.length()));
        Files.writeString(
                commands, "start\noption no-deref\nupdate " + ref + " " + to + " " + old + "\nprepare\nabort\n");
        try {
            Repository.required(
                    "move the branch " + name,
                    job.repository().gitWithHooks().data(commands, List.of("update-ref", "--stdin")));
        } finally {
            Files.deleteIfExists(commands);
        }
    }

    /** Puts it back to where Drover had it; empty is nowhere. */
    void putBack(Optional<String> to, String from) throws IOException, InterruptedException {
        String ref = "refs/heads/" + name;
        Repository.required(
                "put the branch " + name + " back",
                job.repository()
                        .gitWithHooks()
                        .run(
                                to.isPresent()
                                        ? List.of("update-ref", "--no-deref", ref, to.get(), from)
                                        : List.of("update-ref", "--no-deref", "-d", ref, from)));
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
                        "--no-deref",
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
