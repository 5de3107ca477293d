package dev.drover.council;

import dev.drover.datafile.BrokenFile;
import dev.drover.datafile.DataFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The agent definitions of a home.
 *
 * @param definitions in the order of their file names
 * @param broken the files that were left out
 */
public record AgentDefinitions(List<AgentDefinition> definitions, List<BrokenFile> broken) {
    public AgentDefinitions {
        definitions = List.copyOf(definitions);
        broken = List.copyOf(broken);
    }

    /** Reads every {@code *.md} of the folder. Broken files are reported and the others load; nothing is thrown. */
    public static AgentDefinitions load(Path folder) {
        var loaded = DataFolder.load(folder, List.of(".md"), AgentDefinitionReader::read);
        var broken = new ArrayList<>(loaded.broken());
        var definitions = new ArrayList<AgentDefinition>();
        var names = new HashSet<String>();
        for (AgentDefinition definition : loaded.read()) {
            if (names.add(definition.name())) {
                definitions.add(definition);
            } else {
                broken.add(new BrokenFile(
                        definition.file(),
                        0,
                        "the name '" + definition.name() + "' is already that of an earlier file; choose another"));
            }
        }
        return new AgentDefinitions(definitions, broken);
    }

    /** The first definition of this type. */
    public Optional<AgentDefinition> ofType(String type) {
        return definitions.stream()
                .filter(definition -> definition.type().equals(type))
                .findFirst();
    }

    /**
     * The broken file that may have defined a type which has no definition: the one of that name, else the first one,
     * since a file that cannot be read does not say its type.
     */
    public Optional<BrokenFile> brokenFor(String type) {
        return ofType(type).isPresent()
                ? Optional.empty()
                : broken.stream()
                        .filter(file -> file.file().equals(type + ".md"))
                        .findFirst()
                        .or(() -> broken.stream().findFirst());
    }

    /** What each type can do by all of its definitions together; types in the order of the first definition of each. */
    public Map<String, Set<String>> capabilitiesByType() {
        var byType = new LinkedHashMap<String, Set<String>>();
        for (AgentDefinition definition : definitions) {
            byType.computeIfAbsent(definition.type(), type -> new LinkedHashSet<>())
                    .addAll(definition.capabilities());
        }
        return byType;
    }
}
