package dev.drover.planning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Capabilities as a table.
 *
 * @param byType what each type can do; where two types share a capability the first one is chosen
 * @param broken what is wrong with the definitions that cannot be read, by the type that they were written for
 * @param choosable those that a planner may choose which may not be trusted
 */
public record CapabilityTable(Map<String, Set<String>> byType, Map<String, String> broken, Set<String> choosable)
        implements Capabilities {
    public CapabilityTable {
        var copy = new LinkedHashMap<String, Set<String>>();
        byType.forEach(
                (type, capabilities) -> copy.put(type, Collections.unmodifiableSet(new LinkedHashSet<>(capabilities))));
        byType = Collections.unmodifiableMap(copy);
        broken = Collections.unmodifiableMap(new LinkedHashMap<>(broken));
        choosable = Collections.unmodifiableSet(new LinkedHashSet<>(choosable));
    }

    /** A table of definitions that can all be read, none of which may be chosen. */
    public CapabilityTable(Map<String, Set<String>> byType) {
        this(byType, Map.of(), Set.of());
    }

    @Override
    public Set<String> types() {
        return byType.keySet();
    }

    @Override
    public Optional<String> typeFor(String capability) {
        return byType.entrySet().stream()
                .filter(entry -> entry.getValue().contains(capability))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Set<String> capabilities() {
        var all = new LinkedHashSet<String>();
        byType.values().forEach(all::addAll);
        return Collections.unmodifiableSet(all);
    }
}
