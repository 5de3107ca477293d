package dev.drover.master.core;

import dev.drover.message.Failure;
import dev.drover.message.Rerun;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What the end of an attempt means for its task: done, once more, or over. */
final class Verdict {
    /** A packet under which this many agents died is set aside. */
    static final int MAX_DEATHS = 5;

    static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    private final State state;
    private final Instant now;
    private final Consumer<Event> emit;

    Verdict(State state, Instant now, Consumer<Event> emit) {
        this.state = state;
        this.now = now;
        this.emit = emit;
    }

    void on(Input.Reported r, State.Out out) {
        switch (r.outcome().status()) {
            case COMPLETED -> end(out, TaskState.COMPLETED, Optional.empty());
            case BLOCKED -> end(out, TaskState.BLOCKED, Optional.of(error(r.outcome())));
            case CANCELLED -> end(out, TaskState.CANCELLED, Optional.of(error(r.outcome())));
            case FAILED, TIMEOUT -> failed(out, error(r.outcome()));
            case RELEASED -> handedBack(r, out);
        }
    }

    /** The first one is a stop that will not come again; an agent that hands back whatever it gets is waited for. */
    private void handedBack(Input.Reported r, State.Out out) {
        int times = task(out).handBacks() + 1;
        var back = new Input.TakenBack(
                r.packetId(), r.attempt(), Optional.of(r.agentId()), "the agent handed it back", false, true);
        on(back, out, Optional.of(times), times == 1 ? Optional.empty() : Optional.of(now.plus(backoff(times - 1))));
    }

    void on(Input.TakenBack b, State.Out out) {
        on(b, out, Optional.empty(), Optional.empty());
    }

    private void on(Input.TakenBack b, State.Out out, Optional<Integer> handBacks, Optional<Instant> notBefore) {
        Task task = task(out);
        emit.accept(new Event.PacketTakenBack(
                out.requestId(),
                out.taskId(),
                b.packetId(),
                b.attempt(),
                b.agentId(),
                b.why(),
                b.agentDied(),
                handBacks,
                notBefore));
        boolean mayHaveRun = b.agentId().isPresent();
        if (task.deaths() + (b.agentDied() ? 1 : 0) >= MAX_DEATHS) {
            end(
                    out,
                    TaskState.FAILED,
                    Optional.of(new Failure(
                            "agent_died",
                            MAX_DEATHS + " agents died under this task, the last because " + b.why()
                                    + "; the packet is in the dead letter. When the cause is gone run: drover retry "
                                    + out.requestId(),
                            false)));
        } else if (!b.safeToRepeat()) {
            end(
                    out,
                    TaskState.BLOCKED,
                    Optional.of(new Failure(
                            "still_running",
                            "attempt " + b.attempt() + " was given up (" + b.why()
                                    + "), but what it started cannot be shown to have ended; look at the workspace, then "
                                    + "run: drover retry " + out.requestId(),
                            false)));
        } else if (mayHaveRun
                && task.spec().rerun().filter(r -> r == Rerun.NEVER).isPresent()) {
            end(
                    out,
                    TaskState.BLOCKED,
                    Optional.of(new Failure(
                            "rerun_never",
                            "attempt " + b.attempt() + " did not end (" + b.why()
                                    + ") and the task must not be started twice; look at the workspace, then run: drover "
                                    + "retry " + out.requestId(),
                            false)));
        }
    }

    private void failed(State.Out out, Failure error) {
        Task task = task(out);
        int retries = task.spec().retries().orElse(state.rules().retryAttempts());
        boolean mayRerun = task.spec().rerun().filter(r -> r == Rerun.NEVER).isEmpty();
        boolean wanted = state.run(out.requestId())
                .filter(run -> run.cancelReason().isEmpty())
                .isPresent();
        if (error.retryable() && mayRerun && wanted && task.failures() < retries) {
            int failures = task.failures() + 1;
            emit.accept(new Event.TaskRetrying(
                    out.requestId(), out.taskId(), failures, now.plus(backoff(failures)), error.message()));
        } else {
            end(out, TaskState.FAILED, Optional.of(error));
        }
    }

    private Duration backoff(int times) {
        Duration first = Duration.ofMillis(state.rules().retryBackoffMillis());
        Duration wait = first.multipliedBy(1L << Math.min(times - 1, 10));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }

    private void end(State.Out out, TaskState how, Optional<Failure> why) {
        emit.accept(new Event.TaskEnded(out.requestId(), out.taskId(), how, why));
    }

    private static Failure error(Outcome outcome) {
        ResultStatus status = outcome.status();
        return outcome.error().orElseGet(() -> new Failure(status.wire(), outcome.summary(), false));
    }

    private Task task(State.Out out) {
        return state.task(out.requestId(), out.taskId());
    }
}
