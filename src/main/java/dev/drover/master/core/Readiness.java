package dev.drover.master.core;

import dev.drover.message.Limits;
import dev.drover.message.Strategy;
import dev.drover.message.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a task may start now, and what it waits for when it may not. */
public sealed interface Readiness {

    record Ready() implements Readiness {}

    /** Not pending: nothing to decide. */
    record Settled(TaskState state) implements Readiness {}

    record Waits(String forWhat) implements Readiness {}

    /** For a reader with a state of its own, such as {@code drover explain}. */
    static Readiness of(State state, Run run, Task task, Instant now) {
        Map<String, Integer> outByType = new HashMap<>();
        Set<String> held = new HashSet<>();
        for (State.Out out : state.out().values()) {
            outByType.merge(out.agentType(), 1, Integer::sum);
            out.mutex().ifPresent(held::add);
        }
        for (State.Ending left : state.ending().values()) {
            left.packet().mutex().ifPresent(held::add);
        }
        return of(state, run, task, now, outByType, held);
    }

    static Readiness of(
            State state, Run run, Task task, Instant now, Map<String, Integer> outByType, Set<String> heldMutexes) {
        if (task.state() != TaskState.PENDING) {
            return new Settled(task.state());
        }
        List<String> open = run.dependenciesOf(task).stream()
                .filter(d -> d.state() != TaskState.COMPLETED)
                .map(d -> "'" + d.id() + "' (" + d.state().wire() + ")")
                .toList();
        if (!open.isEmpty()) {
            return new Waits("what it depends on: " + String.join(", ", open));
        }
        if (task.waitsUntil(now).isPresent()) {
            return new Waits("its time, " + task.notBefore().get());
        }
        if (state.isPaused()) {
            return new Waits("the daemon is paused; run: drover resume");
        }
        if (run.strategy() == Strategy.SEQUENTIAL && run.out() > 0) {
            return new Waits("the task before it: the strategy is sequential");
        }
        int maxAgents = run.accepted().limits().flatMap(Limits::maxAgents).orElse(Integer.MAX_VALUE);
        if (run.out() >= maxAgents) {
            return new Waits("a place: the request is limited to " + maxAgents + " agents");
        }
        if (task.spec().mutex().filter(heldMutexes::contains).isPresent()) {
            return new Waits("the mutex '" + task.spec().mutex().get() + "', which "
                    + holder(state, task.spec().mutex()));
        }
        int most = state.rules().maxOutstandingPerType();
        if (outByType.getOrDefault(task.agentType(), 0) >= most) {
            return new Waits("a place on the queue: " + most + " packets for " + task.agentType() + " are out");
        }
        return new Ready();
    }

    private static String holder(State state, Optional<String> mutex) {
        return state.ending().values().stream()
                .map(State.Ending::packet)
                .filter(left -> left.mutex().equals(mutex))
                .findFirst()
                .map(left -> "task '" + left.taskId() + "' of request '" + left.requestId()
                        + "' holds until its processes have ended")
                .orElse("another task holds");
    }
}
