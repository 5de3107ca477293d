package dev.drover.planning;

import dev.drover.council.AgentDefinitions;
import dev.drover.message.TaskSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the agent types of a home can do. */
public interface Capabilities {
    /** The agent types, in a fixed order. */
    Set<String> types();

    /** The agent type for a task that needs this capability; the first of several. */
    Optional<String> typeFor(String capability);

    /** Every capability that some type has, in a fixed order. */
    Set<String> capabilities();

    /** Those that a planner may choose which may not be trusted: nothing that others see, and no program of a person. */
    Set<String> choosable();

    /** The agent type that the task names, or else the one for its capability. */
    default Optional<String> typeFor(TaskSpec task) {
        return task.agentType().isPresent()
                ? task.agentType()
                : task.capability().flatMap(this::typeFor);
    }

    /** For agent types whose definitions cannot be read: the file, and what is wrong with it. */
    default Map<String, String> broken() {
        return Map.of();
    }

    /** What these definitions declare. */
    static Capabilities of(AgentDefinitions definitions) {
        var broken = new LinkedHashMap<String, String>();
        definitions.brokenOfType().forEach((type, file) -> broken.put(type, "council/agents/" + file));
        Map<String, Set<String>> byType = definitions.capabilitiesByType();
        var choosable = new LinkedHashSet<String>();
        byType.forEach((type, capabilities) -> capabilities.stream()
                .filter(capability -> definitions
                        .forTask(type, Optional.of(capability))
                        .filter(definition -> Outward.mayBeChosen(capability, definition))
                        .isPresent())
                .forEach(choosable::add));
        return new CapabilityTable(byType, broken, choosable);
    }
}
