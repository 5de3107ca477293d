package dev.drover.master.core;

import dev.drover.message.DroverException;
import dev.drover.message.Failure;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One task of an open request.
 *
 * @param attempts how often its packet was issued; the latest attempt's number
 * @param failures how often it failed; bounded by its retries
 * @param deaths how often an agent died under it
 * @param handBacks how often in a row agents have handed it back
 * @param published whether the latest packet is known to lie on the queue
 * @param agentId who claimed the latest attempt
 * @param notBefore earliest time of the next attempt
 * @param outcome what the attempt that counted came to
 */
public record Task(
        TaskSpec spec,
        TaskState state,
        int attempts,
        int failures,
        int deaths,
        int handBacks,
        boolean published,
        Optional<String> agentId,
        Optional<Instant> notBefore,
        Optional<Outcome> outcome,
        Optional<Failure> error) {

    private static final Map<TaskState, Set<TaskState>> MOVES = Map.of(
            TaskState.PENDING,
            EnumSet.of(TaskState.QUEUED, TaskState.FAILED, TaskState.BLOCKED, TaskState.CANCELLED),
            TaskState.QUEUED,
            EnumSet.of(
                    TaskState.RUNNING,
                    TaskState.PENDING,
                    TaskState.COMPLETED,
                    TaskState.FAILED,
                    TaskState.BLOCKED,
                    TaskState.CANCELLED),
            TaskState.RUNNING,
            EnumSet.of(
                    TaskState.PENDING, TaskState.COMPLETED, TaskState.FAILED, TaskState.BLOCKED, TaskState.CANCELLED),
            TaskState.BLOCKED,
            EnumSet.of(TaskState.PENDING));

    static Task fresh(TaskSpec spec) {
        return new Task(
                spec,
                TaskState.PENDING,
                0,
                0,
                0,
                0,
                false,
                Optional.empty(),
                spec.notBefore(),
                Optional.empty(),
                Optional.empty());
    }

    /** A task of a reopened request: completed work stays, everything else starts over with its next attempt. */
    static Task resumed(TaskSpec spec, TaskSnapshot was) {
        boolean done = was.state() == TaskState.COMPLETED;
        return new Task(
                spec,
                done ? TaskState.COMPLETED : TaskState.PENDING,
                was.attempts(),
                0,
                0,
                0,
                false,
                done ? was.agentId() : Optional.empty(),
                spec.notBefore(),
                done ? was.outcome() : Optional.empty(),
                Optional.empty());
    }

    public String id() {
        return spec.taskId();
    }

    public String agentType() {
        return spec.agentType()
                .orElseThrow(() -> new DroverException("task '" + id() + "' was planned without a type"));
    }

    /** Whether its packet is out: on the queue or with an agent. */
    public boolean isOut() {
        return state == TaskState.QUEUED || state == TaskState.RUNNING;
    }

    /** What an earlier attempt came to is no outcome of this one. */
    Task issued(int attempt) {
        return move(TaskState.QUEUED)
                .with(attempt, failures, deaths, false, Optional.empty(), Optional.empty(), Optional.empty(), error);
    }

    Task acknowledged() {
        return with(attempts, failures, deaths, true, agentId, notBefore, outcome, error);
    }

    Task claimed(String agent) {
        return move(TaskState.RUNNING)
                .with(attempts, failures, deaths, true, Optional.of(agent), notBefore, outcome, error);
    }

    Task reported(String agent, Outcome what) {
        return with(attempts, failures, deaths, true, Optional.of(agent), notBefore, Optional.of(what), error);
    }

    Task retrying(int newFailures, Instant when) {
        return move(TaskState.PENDING)
                .with(attempts, newFailures, deaths, false, Optional.empty(), Optional.of(when), outcome, error)
                .handedBack(0);
    }

    Task takenBack(boolean agentDied, int newHandBacks, Optional<Instant> when) {
        return move(TaskState.PENDING)
                .with(attempts, failures, deaths + (agentDied ? 1 : 0), false, Optional.empty(), when, outcome, error)
                .handedBack(newHandBacks);
    }

    /** What it was blocked for is there now. */
    Task takenUp() {
        return resumed(spec, move(TaskState.PENDING).snapshot());
    }

    Task ended(TaskState end, Optional<Failure> why) {
        return move(end).with(attempts, failures, deaths, published, agentId, notBefore, outcome, why);
    }

    TaskSnapshot snapshot() {
        return new TaskSnapshot(state, attempts, agentId, outcome);
    }

    private Task move(TaskState to) {
        if (!MOVES.getOrDefault(state, Set.of()).contains(to)) {
            throw new DroverException(
                    "task '%s' cannot go from %s to %s (attempts %d, failures %d, deaths %d)"
                            .formatted(id(), state.wire(), to.wire(), attempts, failures, deaths),
                    false,
                    Map.of("task_id", id()));
        }
        return new Task(spec, to, attempts, failures, deaths, handBacks, published, agentId, notBefore, outcome, error);
    }

    private Task handedBack(int times) {
        return new Task(spec, state, attempts, failures, deaths, times, published, agentId, notBefore, outcome, error);
    }

    private Task with(
            int newAttempts,
            int newFailures,
            int newDeaths,
            boolean nowPublished,
            Optional<String> agent,
            Optional<Instant> when,
            Optional<Outcome> what,
            Optional<Failure> why) {
        return new Task(
                spec, state, newAttempts, newFailures, newDeaths, handBacks, nowPublished, agent, when, what, why);
    }

    /**
     * Until when nothing is issued. A pause before a repetition that is longer than the longest is none: the clock was
     * set back meanwhile.
     */
    Optional<Instant> waitsUntil(Instant now) {
        return notBefore
                .filter(when -> when.isAfter(now))
                .filter(when -> notBefore.equals(spec.notBefore()) || !when.isAfter(now.plus(Verdict.LONGEST_BACKOFF)));
    }
}
