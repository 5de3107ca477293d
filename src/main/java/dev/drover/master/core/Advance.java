package dev.drover.master.core;

import dev.drover.message.Failure;
import dev.drover.message.Limits;
import dev.drover.message.RequestStatus;
import dev.drover.message.Strategy;
import dev.drover.message.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Carries every open request as far as it can go now: ends what cannot go on, issues what is ready, finishes. */
final class Advance {
    private final State state;
    private final Instant now;
    private final Consumer<Event> emit;
    private final Map<String, Integer> outByType = new HashMap<>();
    private final Set<String> heldMutexes = new HashSet<>();

    Advance(State state, Instant now, Consumer<Event> emit) {
        this.state = state;
        this.now = now;
        this.emit = emit;
        for (State.Out out : state.out().values()) {
            count(out.agentType(), out.mutex());
        }
        for (State.Ending left : state.ending().values()) {
            left.packet().mutex().ifPresent(heldMutexes::add);
        }
    }

    void all() {
        List<Run> runs = new ArrayList<>(state.open());
        runs.removeIf(run -> run.finish().isPresent());
        runs.sort(Comparator.comparing((Run run) -> run.accepted().priority()).thenComparing(Run::acceptedAt));
        for (Run run : runs) {
            limitRuntime(run);
            if (run.cancelReason().isPresent()) {
                cancelRest(run);
            } else {
                endUnreachable(run);
                issueReady(run);
            }
            if (run.isAllFinal() && state.ending(run.id()).isEmpty()) {
                finish(run);
            }
        }
    }

    private void limitRuntime(Run run) {
        run.accepted().limits().flatMap(Limits::maxRuntimeSeconds).ifPresent(seconds -> {
            boolean over = !now.isBefore(run.acceptedAt().plusSeconds(seconds));
            if (over && run.cancelReason().isEmpty()) {
                emit.accept(new Event.RequestTimedOut(run.id(), seconds));
            }
        });
    }

    private void cancelRest(Run run) {
        String why = run.cancelReason().orElse("");
        for (Task task : List.copyOf(run.tasks())) {
            if (task.isOut()) {
                emit.accept(new Event.PacketWithdrawn(
                        run.id(), task.id(), Packets.idOf(run.id(), task.id()), task.attempts(), why));
            }
            if (!task.state().isFinal()) {
                end(run, task, TaskState.CANCELLED, new Failure("cancelled", why, false));
            }
        }
    }

    /** A task whose dependency did not complete ends the same way, and so does what depends on it. */
    private void endUnreachable(Run run) {
        for (Optional<Task> doomed = run.doomed(); doomed.isPresent(); doomed = run.doomed()) {
            Task dependency = run.dependenciesOf(doomed.get()).stream()
                    .filter(d -> d.state().isFinal() && d.state() != TaskState.COMPLETED)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nothing that it depends on has failed"));
            end(
                    run,
                    doomed.get(),
                    dependency.state(),
                    new Failure(
                            "dependency_" + dependency.state().wire(),
                            "it depends on '" + dependency.id() + "', which "
                                    + (dependency.state() == TaskState.FAILED
                                            ? "failed"
                                            : "is " + dependency.state().wire()),
                            false));
        }
    }

    private void issueReady(Run run) {
        if (state.isPaused()) {
            return;
        }
        for (Task task : run.unlocked()) {
            if (Readiness.of(state, run, task, now, outByType, heldMutexes) instanceof Readiness.Ready) {
                emit.accept(new Event.PacketIssued(
                        run.id(), task.id(), Packets.idOf(run.id(), task.id()), task.attempts() + 1));
                count(task.agentType(), task.spec().mutex());
            } else if (run.strategy() == Strategy.SEQUENTIAL) {
                return;
            }
        }
    }

    private void count(String agentType, Optional<String> mutex) {
        outByType.merge(agentType, 1, Integer::sum);
        mutex.ifPresent(heldMutexes::add);
    }

    private void end(Run run, Task task, TaskState how, Failure why) {
        emit.accept(new Event.TaskEnded(run.id(), task.id(), how, Optional.of(why)));
    }

    private void finish(Run run) {
        int completed = run.count(TaskState.COMPLETED);
        int total = run.tasks().size();
        RequestStatus status;
        if (completed == total) {
            status = RequestStatus.COMPLETED;
        } else if (run.cancelReason().isPresent()) {
            status = RequestStatus.CANCELLED;
        } else if (completed > 0) {
            status = RequestStatus.PARTIAL;
        } else if (run.count(TaskState.FAILED) > 0) {
            status = RequestStatus.FAILED;
        } else if (run.count(TaskState.BLOCKED) > 0) {
            status = RequestStatus.BLOCKED;
        } else {
            status = RequestStatus.CANCELLED;
        }
        emit.accept(new Event.RequestFinished(run.id(), status, Reports.summary(run, status)));
    }
}
