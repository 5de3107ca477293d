package dev.drover.master;

import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import dev.drover.message.Priority;
import dev.drover.message.TaskState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What other threads may know of the master's state, taken after each batch.
 *
 * @param open requests that are open and have not ended, by lane
 * @param working ids of those requests
 * @param out how many packets are queued or claimed, by agent type
 * @param queued the ids of those of them that no agent holds yet, by agent type
 * @param awaited the packets that are out and known to have been published
 * @param publishing requests that have ended and whose result is just being published
 * @param ending requests that were cancelled and wait for processes of theirs to end
 * @param held whether no request is opened for now: paused or draining
 */
public record Status(
        Map<Priority, Integer> open,
        Set<String> working,
        Map<String, Integer> out,
        Map<String, Set<String>> queued,
        List<Awaited> awaited,
        Set<String> publishing,
        Set<String> ending,
        boolean held,
        boolean draining) {
    static final Status NONE =
            new Status(Map.of(), Set.of(), Map.of(), Map.of(), List.of(), Set.of(), Set.of(), true, false);

    /** A packet that was published and not answered yet. */
    public record Awaited(String packetId, int attempt, String agentType, Priority priority) {}

    static Status of(State state) {
        Map<Priority, Integer> open = new EnumMap<>(Priority.class);
        Set<String> working = new HashSet<>();
        Set<String> publishing = new HashSet<>();
        for (Run run : state.open()) {
            if (run.finish().isEmpty()) {
                open.merge(run.accepted().priority(), 1, Integer::sum);
                working.add(run.id());
            } else {
                publishing.add(run.id());
            }
        }
        Set<String> ending = new HashSet<>();
        state.ending().values().forEach(left -> ending.add(left.packet().requestId()));
        Map<String, Integer> out = new HashMap<>();
        Map<String, Set<String>> queued = new HashMap<>();
        List<Awaited> awaited = new ArrayList<>();
        state.out().forEach((packetId, packet) -> {
            out.merge(packet.agentType(), 1, Integer::sum);
            Task task = state.task(packet.requestId(), packet.taskId());
            if (task.state() == TaskState.QUEUED) {
                queued.computeIfAbsent(packet.agentType(), type -> new HashSet<>())
                        .add(packetId);
            }
            if (task.published()) {
                awaited.add(new Awaited(packetId, packet.attempt(), packet.agentType(), packet.priority()));
            }
        });
        return new Status(
                Map.copyOf(open),
                Set.copyOf(working),
                Map.copyOf(out),
                Map.copyOf(queued),
                List.copyOf(awaited),
                Set.copyOf(publishing),
                Set.copyOf(ending),
                state.isPaused() || state.isDraining(),
                state.isDraining());
    }

    /** All open requests. */
    public int openTotal() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }
}
