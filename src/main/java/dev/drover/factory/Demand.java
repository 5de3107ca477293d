package dev.drover.factory;

import java.util.Map;

/**
 * What there is to do.
 *
 * @param out packets that are queued or claimed, by agent type
 * @param queued those of them that no agent holds yet, by agent type
 */
public record Demand(Map<String, Integer> out, Map<String, Integer> queued) {
    public static final Demand NONE = new Demand(Map.of(), Map.of());

    public Demand {
        out = Map.copyOf(out);
        queued = Map.copyOf(queued);
    }
}
