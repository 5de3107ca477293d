package dev.drover.master;

import dev.drover.bus.AttemptFile;
import dev.drover.master.core.Input;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What lies on disk and who works on what: everything that a crash of the daemon leaves as it is. */
final class SimulatedBus {
    /** An agent at work on an attempt; the claim may have been taken from under it. */
    record Working(AttemptFile attempt, String agent, Optional<String> mutex) {}

    final Map<String, Input.Arrived> intake = new TreeMap<>();
    final Set<String> queue = new TreeSet<>();
    final Map<String, String> claims = new TreeMap<>();
    final Set<String> takenBack = new TreeSet<>();
    final Map<String, Input.Reported> results = new TreeMap<>();
    final Map<String, Input.Reported> kept = new HashMap<>();
    final Map<String, String> outbox = new HashMap<>();

    /** By file name of the attempt. */
    final Map<String, Working> working = new LinkedHashMap<>();

    /** Results that another file of the same name replaced before they were kept. */
    final Set<String> overwritten = new HashSet<>();

    final Map<String, Input.Reported> published = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Map<String, Integer> begunByPacket = new HashMap<>();
    private int agents;

    static AttemptFile attempt(String fileName) {
        int dot = fileName.indexOf('.');
        return new AttemptFile(
                fileName.substring(0, dot), Integer.parseInt(fileName.substring(dot + 1, fileName.lastIndexOf('.'))));
    }

    static <T> T any(Set<T> from, Random random) {
        return List.copyOf(from).get(random.nextInt(from.size()));
    }

    boolean isAnywhere(String name) {
        return queue.contains(name)
                || claims.containsKey(name)
                || results.containsKey(name)
                || takenBack.contains(name);
    }

    /**
     * An agent takes a packet and begins.
     *
     * @param mutexOf the mutex of a packet, by its id
     */
    Working claim(Random random, Function<String, Optional<String>> mutexOf) {
        String name = any(queue, random);
        String agent = "agent-" + agents++;
        queue.remove(name);
        claims.put(name, agent);
        var started =
                new Working(attempt(name), agent, mutexOf.apply(attempt(name).packetId()));
        law(begun.add(name), name + " began twice");
        for (Working other : working.values()) {
            law(
                    !other.attempt().packetId().equals(started.attempt().packetId()),
                    name + " began while " + other + " was still at work");
            law(
                    started.mutex().isEmpty() || !started.mutex().equals(other.mutex()),
                    started + " began while processes of " + other + " were alive");
        }
        begunByPacket.merge(started.attempt().packetId(), 1, Integer::sum);
        working.put(name, started);
        return started;
    }

    /** Attempts whose claim was taken from under their agents, and whose processes have not ended yet. */
    List<String> dying() {
        return working.keySet().stream()
                .filter(name -> !claims.containsKey(name))
                .toList();
    }

    int begun(String packetId) {
        return begunByPacket.getOrDefault(packetId, 0);
    }

    static void law(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
