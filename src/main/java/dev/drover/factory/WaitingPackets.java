package dev.drover.factory;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Since when packets wait for an agent, as far as it was seen. Confined to one thread. */
final class WaitingPackets {
    private final Map<String, Long> since = new HashMap<>();

    /** Takes in what waits now; {@code now} is that of a ticker, in nanoseconds. */
    void look(Demand demand, long now) {
        Map<String, Long> before = Map.copyOf(since);
        since.clear();
        demand.queued().values().forEach(ids -> ids.forEach(id -> since.put(id, before.getOrDefault(id, now))));
    }

    /** The types of which a packet that waits in {@code demand} was already seen to wait so long ago. */
    Set<String> types(Demand demand, long now, long atLeastNanos) {
        Set<String> types = new TreeSet<>();
        demand.queued().forEach((type, ids) -> {
            if (ids.stream().anyMatch(id -> now - since.getOrDefault(id, now) >= atLeastNanos)) {
                types.add(type);
            }
        });
        return types;
    }
}
