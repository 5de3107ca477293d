package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.message.Packet;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the history of a repository. The user's branch, index and uncommitted changes stay as they are; nothing is
 * checked out, no branch or tag is deleted, and none is ever set to what does not have its old commit behind it.
 *
 * <p>{@code src/docs/git.md} says which params each capability takes, and which programs of the user's run.
 */
public final class GitSpecialist implements Specialist {
    /** What commits files to a branch, with a message that may be worded by someone else. */
    public static final String COMMIT = "commit_changes";

    private final Map<String, Operation> operations;

    public GitSpecialist() {
        this(CommitWording.OWN);
    }

    /**
     * One whose commits of files are worded by someone else.
     *
     * @param wording asked where a packet gives no message
     */
    public GitSpecialist(CommitWording wording) {
        operations = Map.of(
                "create_branch",
                new CreateBranch(),
                COMMIT,
                new CommitChanges(wording),
                "tag_version",
                new TagVersion(),
                "merge",
                new Merge(),
                "revert",
                new Replay(Replay.Way.REVERT),
                "cherry_pick",
                new Replay(Replay.Way.CHERRY_PICK),
                "bundle",
                new Bundle(),
                "patch_series",
                new PatchSeries(),
                "pull_request",
                new PullRequest(),
                "push",
                new Push());
    }

    @Override
    public boolean canDo(String capability) {
        return operations.containsKey(capability);
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        Operation operation = operation(assignment.packet())
                .orElseThrow(() -> new IllegalArgumentException(
                        assignment.packet().packetId() + " names no capability of the git specialist"));
        try {
            Job job = Job.of(assignment);
            try {
                return job.withEvidence(operation.perform(job));
            } catch (Refusal refusal) {
                return job.withEvidence(refusal.outcome());
            }
        } catch (Refusal refusal) {
            return refusal.outcome();
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private Optional<Operation> operation(Packet packet) {
        return packet.capability().map(operations::get);
    }
}
