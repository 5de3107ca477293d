package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates branches, and commits named files to them. The user's branch, index and uncommitted changes stay as they are;
 * nothing is ever pushed, checked out or deleted.
 *
 * <p>Params: {@code branch} (default {@code drover/<request_id>}) and {@code message}. How a commit is made, and which
 * hooks do not run, is said at {@link Commit}.
 */
public final class GitSpecialist implements Specialist {
    private static final String CREATE_BRANCH = "create_branch";
    private static final String COMMIT_CHANGES = "commit_changes";

    @Override
    public boolean canDo(Packet packet) {
        return packet.capability()
                .filter(List.of(CREATE_BRANCH, COMMIT_CHANGES)::contains)
                .isPresent();
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        try {
            Packet packet = assignment.packet();
            Repository repository = Repository.of(assignment);
            String branch =
                    repository.checkedBranch(packet.params().getOrDefault("branch", "drover/" + packet.requestId()));
            return packet.capability().filter(CREATE_BRANCH::equals).isPresent()
                    ? createBranch(assignment, repository, branch)
                    : commitChanges(assignment, repository, branch);
        } catch (Refusal refusal) {
            return refusal.outcome();
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private static Outcome createBranch(Assignment assignment, Repository repository, String branch)
            throws IOException, InterruptedException {
        Optional<String> tip = repository.commit("refs/heads/" + branch);
        if (tip.isPresent()) {
            return Outcome.completed("The branch " + branch + " is there already, at " + tip.get() + ".");
        }
        String head = repository
                .commit("HEAD")
                .orElseThrow(() -> Refusal.blocked(
                        "no_commit",
                        "There is no commit in " + assignment.workspace() + " that a branch could begin at. Make the"
                                + " first commit and retry the task."));
        var commit = new Commit(assignment, repository, scratch(assignment));
        commit.moveBranch(branch, Optional.empty(), head);
        return Outcome.completed("Created the branch " + branch + " at " + head + "; it is not checked out.")
                .withEvidence(commit.evidence());
    }

    private static Outcome commitChanges(Assignment assignment, Repository repository, String branch)
            throws IOException, InterruptedException {
        if (repository.isCheckedOut(branch)) {
            throw Refusal.blocked(
                    "branch_checked_out",
                    "The branch " + branch + " is checked out, and committing to it from aside would make its files"
                            + " look changed. Name another one in the param branch, and merge that.");
        }
        Path scratch = scratch(assignment);
        try {
            NamedFiles files = NamedFiles.of(assignment, repository, scratch);
            return commit(assignment, repository, branch, files, scratch);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static Outcome commit(
            Assignment assignment, Repository repository, String branch, NamedFiles files, Path scratch)
            throws IOException, InterruptedException {
        Optional<String> tip = repository.commit("refs/heads/" + branch);
        Optional<String> base = tip.isPresent() ? tip : repository.commit("HEAD");
        String leftOut = files.leftOut().isEmpty() ? "" : " Left out: " + String.join(", ", files.leftOut()) + ".";
        if (files.paths().isEmpty()) {
            return Outcome.completed("Nothing to commit: no changed file was named." + leftOut)
                    .withData(Map.of("files.committed", 0L));
        }
        var commit = new Commit(assignment, repository, scratch);
        String tree = commit.writeTree(base, files.paths());
        if (base.isPresent() && repository.tree(base.get()).equals(Optional.of(tree))) {
            return Outcome.completed("Nothing to commit: " + (tip.isPresent() ? "the branch " + branch : "HEAD")
                            + " holds the named files as they are." + leftOut)
                    .withEvidence(commit.evidence())
                    .withData(Map.of("files.committed", 0L));
        }
        repository.requireIdentity();
        String message = CommitMessage.of(assignment, files.paths(), commit.hasAny(base, files.paths()));
        String hash = commit.commitTree(tree, base, message);
        commit.moveBranch(branch, tip, hash);
        int count = files.paths().size();
        return Outcome.completed(
                        "Committed " + (count == 1 ? files.paths().iterator().next() : count + " files")
                                + " to the branch " + branch + " as " + hash.substring(0, 12)
                                + ". The checked-out branch and its index are as they were, so there the same changes still"
                                + " show as uncommitted." + leftOut)
                .withCommit(hash)
                .withEvidence(commit.evidence())
                .withData(Map.of("files.committed", (long) count));
    }

    private static Path scratch(Assignment assignment) {
        return assignment.artifacts().resolve("." + assignment.packet().packetId() + ".index");
    }
}
