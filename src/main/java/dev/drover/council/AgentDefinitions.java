package dev.drover.council;

import dev.drover.datafile.BrokenFile;
import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.DataFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The agent definitions of a home.
 *
 * @param definitions in the order of their file names
 * @param broken the files that were left out
 * @param brokenOfType for the agent types that files which cannot be read were written for, the first such file
 */
public record AgentDefinitions(
        List<AgentDefinition> definitions, List<BrokenFile> broken, Map<String, BrokenFile> brokenOfType) {
    private static final String ENDING = ".md";

    public AgentDefinitions {
        definitions = List.copyOf(definitions);
        broken = List.copyOf(broken);
        brokenOfType = Collections.unmodifiableMap(new LinkedHashMap<>(brokenOfType));
    }

    /**
     * Reads every {@code *.md} of the folder. Broken files are reported and the others load; nothing is thrown. A backend
     * may be one of the coding CLIs that the folder {@code backends} beside this one has files for.
     */
    public static AgentDefinitions load(Path folder) {
        Set<String> clis = CliNames.in(folder.resolveSibling(CliNames.FOLDER));
        var claimed = new HashMap<String, Optional<String>>();
        var loaded = DataFolder.load(folder, List.of(ENDING), (file, text) -> {
            claimed.put(file, ClaimedType.of(file, text));
            return AgentDefinitionReader.read(file, text, clis);
        });
        var brokenOfType = new LinkedHashMap<String, BrokenFile>();
        for (BrokenFile file : loaded.broken()) {
            claimed.getOrDefault(file.file(), ClaimedType.ofFileName(file.file()))
                    .ifPresent(type -> brokenOfType.putIfAbsent(type, file));
        }
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
        return new AgentDefinitions(definitions, broken, brokenOfType);
    }

    /** The first definition of this type. */
    public Optional<AgentDefinition> ofType(String type) {
        return definitions.stream()
                .filter(definition -> definition.type().equals(type))
                .findFirst();
    }

    /**
     * The definition by which a task is done: the first of its type that has its capability, else the first of its type.
     */
    public Optional<AgentDefinition> forTask(String type, Optional<String> capability) {
        return definitions.stream()
                .filter(definition -> definition.type().equals(type)
                        && capability
                                .filter(definition.capabilities()::contains)
                                .isPresent())
                .findFirst()
                .or(() -> ofType(type));
    }

    /** The definition by which a task is done that names no type; the first type that has the capability does it. */
    public Optional<AgentDefinition> forCapability(String capability) {
        return capabilitiesByType().entrySet().stream()
                .filter(type -> type.getValue().contains(capability))
                .findFirst()
                .flatMap(type -> forTask(type.getKey(), Optional.of(capability)));
    }

    /** What it would be with one more file. */
    public AgentDefinitions with(AgentDefinition added) {
        return new AgentDefinitions(
                inOrderOfFiles(Stream.concat(definitions.stream(), Stream.of(added))), broken, brokenOfType);
    }

    /**
     * The same, and for files that cannot be read now what they said before, so far as its name is still free. They are
     * reported as broken all the same.
     */
    public AgentDefinitions keeping(AgentDefinitions before) {
        if (unlisted().isPresent()) {
            return new AgentDefinitions(before.definitions, broken, before.brokenOfType);
        }
        Set<String> unreadable = broken.stream().map(BrokenFile::file).collect(Collectors.toSet());
        Set<String> taken = definitions.stream().map(AgentDefinition::name).collect(Collectors.toSet());
        List<AgentDefinition> kept = before.definitions().stream()
                .filter(old -> unreadable.contains(old.file()) && !taken.contains(old.name()))
                .toList();
        Set<String> keptFiles = kept.stream().map(AgentDefinition::file).collect(Collectors.toSet());
        var stillBroken = new LinkedHashMap<>(brokenOfType);
        stillBroken.values().removeIf(file -> keptFiles.contains(file.file()));
        return new AgentDefinitions(
                inOrderOfFiles(Stream.concat(definitions.stream(), kept.stream())), broken, stillBroken);
    }

    /** The folder itself, where it cannot be listed: then it is the broken file, and there is no definition. */
    private Optional<BrokenFile> unlisted() {
        return definitions.isEmpty()
                ? broken.stream()
                        .filter(file -> !file.file().toLowerCase(Locale.ROOT).endsWith(ENDING))
                        .findFirst()
                : Optional.empty();
    }

    private static List<AgentDefinition> inOrderOfFiles(Stream<AgentDefinition> definitions) {
        return definitions.sorted(Comparator.comparing(AgentDefinition::file)).toList();
    }

    /**
     * Reads what a file of the folder would say.
     *
     * @param folder for the coding CLIs that it may name
     * @throws BrokenFileException when it could not be read there
     */
    public static AgentDefinition read(Path folder, String file, String text) throws BrokenFileException {
        return AgentDefinitionReader.read(file, text, CliNames.in(folder.resolveSibling(CliNames.FOLDER)));
    }

    /**
     * The broken file that was written for this type, whether or not another file defines the type too. Where the folder
     * cannot be listed it is the folder, for every type: nobody knows what is in it.
     */
    public Optional<BrokenFile> brokenFor(String type) {
        return Optional.ofNullable(brokenOfType.get(type)).or(this::unlisted);
    }

    /** The broken file that may have defined a type; a file that cannot be read does not always say its type. */
    public Optional<BrokenFile> perhapsBrokenFor(String type) {
        return brokenFor(type)
                .or(() -> ofType(type).isPresent()
                        ? Optional.empty()
                        : broken.stream().findFirst());
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

    /**
     * The most agents of each type that Drover starts: of several limits the smallest, and where there is none
     * {@link Integer#MAX_VALUE}. Types that only people run agents of ({@code backend: external}) are left out.
     */
    public Map<String, Integer> mostOfType() {
        var most = new HashMap<String, Integer>();
        for (AgentDefinition definition : definitions) {
            if (definition.backend() != Backend.EXTERNAL) {
                most.merge(definition.type(), definition.limits().maxAgents().orElse(Integer.MAX_VALUE), Math::min);
            }
        }
        return most;
    }
}
