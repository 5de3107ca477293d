package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds one commit from an index of its own: read-tree, update-index, write-tree, commit-tree, update-ref.
 *
 * <p>These commands run none of the hooks of {@code git commit} (pre-commit, commit-msg and the like), which are made
 * for a person's checkout; only a {@code reference-transaction} hook sees, and may refuse, the new branch. Filters that
 * the repository sets for its files do run, so what is committed is what {@code git add} would have taken.
 */
final class Commit {
    private final Assignment assignment;
    private final Repository repository;
    private final Git index;
    private final List<Evidence> evidence = new ArrayList<>();

    /** @param scratch where the index is kept until the commit is made */
    Commit(Assignment assignment, Repository repository, Path scratch) {
        this.assignment = assignment;
        this.repository = repository;
        this.index = repository.git().withIndex(scratch);
    }

    /** The commands that matter, in order. */
    List<Evidence> evidence() {
        return evidence;
    }

    /** The tree of the base with the named files as they are in the workspace. */
    String writeTree(Optional<String> base, Set<String> paths) throws IOException, InterruptedException {
        required("read the tree to build on", index.run("read-tree", base.orElse("--empty")));
        for (List<String> some : Chunks.of(paths)) {
            var command = new ArrayList<>(List.of("update-index", "--add", "--remove", "--"));
            command.addAll(some);
            required("take the files in", index.run(command));
        }
        Ran ran = index.run("write-tree");
        evidence.add(ran.evidence());
        return Repository.requiredHash("write the tree", ran);
    }

    /** Whether the base holds any of the paths. */
    boolean hasAny(Optional<String> base, Set<String> paths) throws IOException, InterruptedException {
        if (base.isPresent()) {
            for (List<String> some : Chunks.of(paths)) {
                var command = new ArrayList<>(List.of("ls-tree", "-z", "--name-only", base.get(), "--"));
                some.forEach(path -> command.add("./" + path));
                if (!index.names(command).names().isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    String commitTree(String tree, Optional<String> parent, String message) throws IOException, InterruptedException {
        boolean sign = repository.setting("commit.gpgSign");
        Path file = assignment.artifacts().resolve("." + assignment.packet().packetId() + ".message");
        var command = new ArrayList<>(List.of("-c", "i18n.commitEncoding=UTF-8", "commit-tree"));
        if (sign) {
            command.add("-S");
        }
        parent.ifPresent(commit -> command.addAll(List.of("-p", commit)));
        command.addAll(List.of("-F", file.toString(), tree));
        try {
            Files.writeString(file, message);
            Ran ran = index.run(command);
            evidence.add(onTree(ran.evidence(), tree));
            if (sign && ran.exitCode() != 0) {
                throw Refusal.blocked(
                        "signing_failed",
                        "commit.gpgSign is on for " + assignment.workspace()
                                + " and git could not sign the commit: " + Git.text(ran)
                                + " Unlock the key for this session (or set commit.gpgSign to false) and retry the task.");
            }
            return Repository.requiredHash("make the commit", ran);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Points the branch at the commit, if it is still where it was. */
    void moveBranch(String branch, Optional<String> from, String to) throws IOException, InterruptedException {
        String ref = "refs/heads/" + branch;
        Ran ran = index.run(
                "update-ref",
                "-m",
                "drover: " + assignment.packet().packetId(),
                ref,
                to,
                from.orElse("0".repeat(to.length())));
        evidence.add(ran.evidence());
        if (ran.exitCode() != 0) {
            if (!repository.commit(ref).equals(from)) {
                throw Refusal.failed(
                        "branch_moved",
                        "The branch " + branch + " was moved by someone else while the commit " + to
                                + " was made for it. Trying again builds on its new tip.",
                        true);
            }
            throw Repository.refused("set the branch " + branch, ran);
        }
    }

    private static void required(String what, Ran ran) throws Refusal {
        if (ran.exitCode() != 0) {
            throw Repository.refused(what, ran);
        }
    }

    private static Evidence onTree(Evidence e, String tree) {
        return new Evidence(
                e.command(), e.exitCode(), e.durationSeconds(), e.outputSha256(), e.log(), Optional.of(tree));
    }
}
