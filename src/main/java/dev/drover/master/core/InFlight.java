package dev.drover.master.core;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packets under way, by id: those that an answer is awaited of, and the withdrawn ones not known to be gone. */
final class InFlight {
    private final Map<String, State.Out> out = new HashMap<>();
    private final Map<String, State.Ending> ending = new LinkedHashMap<>();

    Map<String, State.Out> out() {
        return Collections.unmodifiableMap(out);
    }

    /** The packet of that attempt, when it is out. */
    Optional<State.Out> out(String packetId, int attempt) {
        return Optional.ofNullable(out.get(packetId)).filter(packet -> packet.attempt() == attempt);
    }

    Map<String, State.Ending> ending() {
        return Collections.unmodifiableMap(ending);
    }

    List<State.Ending> ending(String requestId) {
        return ending.values().stream()
                .filter(left -> left.packet().requestId().equals(requestId))
                .toList();
    }

    /** The task's latest attempt is on its way. */
    void issued(Run run, Task task) {
        out.put(
                Packets.idOf(run.id(), task.id()),
                new State.Out(
                        run.id(),
                        task.id(),
                        task.attempts(),
                        task.agentType(),
                        run.accepted().priority(),
                        task.spec().mutex()));
    }

    /** No answer to it is awaited any more. */
    void settled(String packetId) {
        out.remove(packetId);
    }

    void withdrawn(String packetId, State.Ending left) {
        ending.put(packetId, left);
    }

    void gone(String packetId, int attempt) {
        ending.computeIfPresent(packetId, (id, left) -> left.packet().attempt() == attempt ? null : left);
    }

    /** Journals of 0.1.0 end requests without having waited for their packets. */
    void requestEnded(String requestId) {
        ending.values().removeIf(left -> left.packet().requestId().equals(requestId));
    }

    void restore(Map<String, State.Ending> was) {
        ending.putAll(was);
    }
}
