package dev.drover.master.core;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.drover.audit.Anchor;
import dev.drover.message.Failure;
import dev.drover.message.Limits;
import dev.drover.message.Priority;
import dev.drover.message.RequestStatus;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What happened, as {@code logs/master.jsonl} has it. The whole state is a fold over these. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.DaemonStarted.class, name = "daemon_started"),
    @JsonSubTypes.Type(value = Event.DaemonStopped.class, name = "daemon_stopped"),
    @JsonSubTypes.Type(value = Event.RulesApplied.class, name = "rules_applied"),
    @JsonSubTypes.Type(value = Event.RequestAccepted.class, name = "request_accepted"),
    @JsonSubTypes.Type(value = Event.RequestPlanned.class, name = "request_planned"),
    @JsonSubTypes.Type(value = Event.RequestRefused.class, name = "request_refused"),
    @JsonSubTypes.Type(value = Event.RequestRepeated.class, name = "request_repeated"),
    @JsonSubTypes.Type(value = Event.RequestFiled.class, name = "request_filed"),
    @JsonSubTypes.Type(value = Event.RequestReopened.class, name = "request_reopened"),
    @JsonSubTypes.Type(value = Event.RequestCancelled.class, name = "request_cancelled"),
    @JsonSubTypes.Type(value = Event.RequestTimedOut.class, name = "request_timed_out"),
    @JsonSubTypes.Type(value = Event.RequestFinished.class, name = "request_finished"),
    @JsonSubTypes.Type(value = Event.ResultPublished.class, name = "result_published"),
    @JsonSubTypes.Type(value = Event.RequestForgotten.class, name = "request_forgotten"),
    @JsonSubTypes.Type(value = Event.RequestRemoved.class, name = "request_removed"),
    @JsonSubTypes.Type(value = Event.PacketIssued.class, name = "packet_issued"),
    @JsonSubTypes.Type(value = Event.PacketPublished.class, name = "packet_published"),
    @JsonSubTypes.Type(value = Event.PacketClaimed.class, name = "packet_claimed"),
    @JsonSubTypes.Type(value = Event.PacketTakenBack.class, name = "packet_taken_back"),
    @JsonSubTypes.Type(value = Event.PacketWithdrawn.class, name = "packet_withdrawn"),
    @JsonSubTypes.Type(value = Event.PacketGone.class, name = "packet_gone"),
    @JsonSubTypes.Type(value = Event.ResultReceived.class, name = "result_received"),
    @JsonSubTypes.Type(value = Event.ResultIgnored.class, name = "result_ignored"),
    @JsonSubTypes.Type(value = Event.TaskRetrying.class, name = "task_retrying"),
    @JsonSubTypes.Type(value = Event.TaskTakenUp.class, name = "task_taken_up"),
    @JsonSubTypes.Type(value = Event.TaskEnded.class, name = "task_ended"),
    @JsonSubTypes.Type(value = Event.ControlApplied.class, name = "control_applied"),
    @JsonSubTypes.Type(value = Event.ControlRefused.class, name = "control_refused"),
    @JsonSubTypes.Type(value = Event.AgentChanged.class, name = "agent_changed"),
    @JsonSubTypes.Type(value = Event.HeadsAnchored.class, name = "heads_anchored"),
    @JsonSubTypes.Type(value = Event.SnapshotTaken.class, name = "snapshot_taken"),
    @JsonSubTypes.Type(value = Event.Trouble.class, name = "trouble")
})
public sealed interface Event {

    record DaemonStarted(String version, long pid, String bootId) implements Event {}

    record DaemonStopped(String reason) implements Event {}

    record RulesApplied(Rules rules) implements Event {}

    /**
     * A request was taken in.
     *
     * @param digest SHA-256 of its bytes as they came
     * @param intake the ULID under which the file waits in {@code bus/runs/.intake}
     * @param file the name it was dropped under
     * @param autonomy how much may happen without a person, as the request says
     */
    record RequestAccepted(
            String requestId,
            String digest,
            String intake,
            String file,
            Priority priority,
            Optional<String> userRequest,
            Optional<String> workspace,
            Optional<String> autonomy,
            Optional<Limits> limits)
            implements Event {
        /** What a file on disk leaves out is absent however the fields are declared. */
        public RequestAccepted {
            Objects.requireNonNull(requestId, "request_id");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(intake, "intake");
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(priority, "priority");
        }
    }

    record RequestPlanned(
            String requestId,
            Optional<String> pattern,
            String reason,
            Strategy strategy,
            String strategyReason,
            List<TaskSpec> tasks)
            implements Event {
        public RequestPlanned {
            Objects.requireNonNull(requestId, "request_id");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(strategy, "strategy");
            Objects.requireNonNull(strategyReason, "strategy_reason");
            tasks = List.copyOf(tasks);
        }
    }

    /** It goes to the dead letter; {@code where} is the file, relative to the home, that is moved there. */
    record RequestRefused(String where, String file, Failure error) implements Event {}

    /** The same id with the same bytes: answered with the result that there is, or attached to the running request. */
    record RequestRepeated(String requestId, String intake, String file) implements Event {}

    /** Acknowledges that the request's file and plan lie in its run folder. */
    record RequestFiled(String requestId) implements Event {}

    /** A person wants the unfinished rest of an ended request done; {@code tasks} says where each one stood. */
    record RequestReopened(
            String requestId,
            int round,
            RequestAccepted accepted,
            RequestPlanned planned,
            Map<String, TaskSnapshot> tasks)
            implements Event {
        public RequestReopened {
            tasks = Map.copyOf(tasks);
        }
    }

    record RequestCancelled(String requestId, String why) implements Event {}

    record RequestTimedOut(String requestId, int maxRuntimeSeconds) implements Event {}

    record RequestFinished(String requestId, RequestStatus status, String summary) implements Event {}

    /** Acknowledges that the final result lies in the outbox. */
    record ResultPublished(String requestId) implements Event {}

    /** An ended request is past its retention: its id counts as not seen, and what is kept of it is removed. */
    record RequestForgotten(String requestId, String why) implements Event {}

    /** Acknowledges that nothing is kept any more of a forgotten request. */
    record RequestRemoved(String requestId) implements Event {}

    record PacketIssued(String requestId, String taskId, String packetId, int attempt) implements Event {}

    /** Acknowledges that the packet lies on the queue. */
    record PacketPublished(String requestId, String taskId, String packetId, int attempt) implements Event {}

    record PacketClaimed(String requestId, String taskId, String packetId, int attempt, String agentId)
            implements Event {}

    /**
     * The attempt is over without a result.
     *
     * @param agentDied whether that counts as a death of the agent under the packet
     * @param handBacks how often in a row agents have handed the task back by now; absent when this is no hand-back
     * @param notBefore earliest time of the next attempt
     */
    record PacketTakenBack(
            String requestId,
            String taskId,
            String packetId,
            int attempt,
            Optional<String> agentId,
            String why,
            boolean agentDied,
            Optional<Integer> handBacks,
            Optional<Instant> notBefore)
            implements Event {}

    /**
     * The packet is removed from the queue or from its agent: nobody wants its result any more. What runs for it may
     * take a while to end, and until {@link PacketGone} its mutex stays held and its request open.
     */
    record PacketWithdrawn(String requestId, String taskId, String packetId, int attempt, String why)
            implements Event {}

    /** Acknowledges that nothing of a withdrawn attempt is left: no file on the queue, no claim and no process. */
    record PacketGone(String requestId, String taskId, String packetId, int attempt, String how) implements Event {}

    record ResultReceived(
            String requestId, String taskId, String packetId, int attempt, String agentId, Outcome outcome)
            implements Event {}

    /**
     * A result that does not count; its file is kept in the run folder when the request is known.
     *
     * @param identity tells it from another file that may get its name: the SHA-256 of its bytes, or of inode, time and
     *     size when it is too large or not a regular file
     */
    record ResultIgnored(String file, String why, Optional<String> identity) implements Event {}

    record TaskRetrying(String requestId, String taskId, int failures, Instant notBefore, String why)
            implements Event {}

    /** A task that had ended without completing, in a request that is still under way, goes on with its next attempt. */
    record TaskTakenUp(String requestId, String taskId, String why) implements Event {}

    record TaskEnded(String requestId, String taskId, TaskState state, Optional<Failure> error) implements Event {}

    /**
     * A control message had its effect.
     *
     * @param file the ULID it was taken under, a slash, and the name it was dropped under
     */
    record ControlApplied(String file, String control, String effect) implements Event {}

    /** A control message had none; it is named as in {@link ControlApplied}. */
    record ControlRefused(String file, Failure error) implements Event {}

    /**
     * The factory did or saw something.
     *
     * @param change one of {@code spawned, adopted, retired, died, killed}
     */
    record AgentChanged(String agentId, String agentType, String change, long pid, String why) implements Event {}

    /** How far the other logs of the home had come, so that none can be written anew without this one. */
    record HeadsAnchored(List<Anchor> heads) implements Event {
        public HeadsAnchored {
            heads = List.copyOf(heads);
        }
    }

    /**
     * A snapshot of the state after {@code line} lies on disk. Only one that is named here is believed.
     *
     * @param sha256 of its file
     */
    record SnapshotTaken(long line, String sha256) implements Event {}

    /** Something went wrong that no request is at fault for; the daemon goes on. */
    record Trouble(String where, String message) implements Event {}
}
