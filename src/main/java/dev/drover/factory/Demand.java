package dev.drover.factory;

import java.util.Map;
import java.util.Set;

/**
 * What there is to do.
 *
 * @param out how many packets are queued or claimed, by agent type
 * @param queued the ids of those of them that no agent holds yet, by agent type; a type without any is not there
 */
public record Demand(Map<String, Integer> out, Map<String, Set<String>> queued) {
    public static final Demand NONE = new Demand(Map.of(), Map.of());

    public Demand {
        out = Map.copyOf(out);
        queued = Map.copyOf(queued);
    }
}
