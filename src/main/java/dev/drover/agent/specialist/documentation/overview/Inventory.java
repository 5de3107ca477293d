package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.documentation.source.Languages;
import dev.drover.agent.specialist.project.EntryPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the files of a workspace are together: by folder, by language, where programs begin, what they read. */
final class Inventory {
    private static final String ROOT = "";
    private static final String OTHER = "other";

    private final Map<String, Folder> folders = new TreeMap<>();
    private final Map<String, Size> languages = new TreeMap<>();
    private final Set<EntryPoint> entryPoints = new LinkedHashSet<>();
    private final Set<String> runCommands = new LinkedHashSet<>();
    private final SortedMap<String, List<Place>> settings = new TreeMap<>();

    /** Files and their lines. */
    record Size(int files, long lines) {
        Size plus(Size other) {
            return new Size(files + other.files, lines + other.lines);
        }
    }

    /** Where a setting is read. */
    record Place(String path, Setting setting) {}

    /** A row of the layout: what it is, and how many files of each language are in it. */
    static final class Folder {
        private Optional<String> readme = Optional.empty();
        private Optional<String> module = Optional.empty();
        private final Map<String, Integer> kinds = new TreeMap<>();

        Optional<String> about(String name) {
            return readme.or(() -> module).or(() -> Folders.byPlace(name));
        }

        Map<String, Integer> kinds() {
            return kinds;
        }

        private void add(String folder, String path, String language, Optional<FileFacts> facts) {
            kinds.merge(language, 1, Integer::sum);
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.equals(folder + "/" + name)) {
                module = module.or(() -> Folders.byBuildFile(name));
                readme = readme.or(() -> facts.map(FileFacts::about).filter(about -> !about.isEmpty()));
            }
        }
    }

    /**
     * Puts together what was read.
     *
     * @param files all files but the README, since what is written into it must not change what is written into it
     * @param facts of those that could be read
     */
    static Inventory of(Path workspace, List<String> files, Map<String, FileFacts> facts) {
        var inventory = new Inventory();
        for (String file : files) {
            inventory.add(workspace, file, Optional.ofNullable(facts.get(file)));
        }
        return inventory;
    }

    private void add(Path workspace, String file, Optional<FileFacts> facts) {
        Optional<String> language = Languages.of(file);
        String folder = Folders.of(file);
        folders.computeIfAbsent(folder, f -> new Folder()).add(folder, file, language.orElse(OTHER), facts);
        if (facts.isPresent()) {
            language.ifPresent(
                    known -> languages.merge(known, new Size(1, facts.get().lines()), Size::plus));
            Optional<Beginning> beginning = facts.get().beginning();
            if (!facts.get().firstLine().isEmpty() && Files.isExecutable(workspace.resolve(file))) {
                beginning = MainFile.script(file, facts.get().firstLine()).or(facts.get()::beginning);
            }
            beginning.ifPresent(program -> {
                entryPoints.add(program.point());
                if (!program.run().isEmpty()) {
                    runCommands.add(program.run());
                }
            });
            facts.get().settings().forEach(setting -> settings.computeIfAbsent(
                            setting.name(), name -> new ArrayList<>())
                    .add(new Place(file, setting)));
        }
    }

    /** By name; the root's own files are not in it. */
    SortedMap<String, Folder> folders() {
        var named = new TreeMap<>(folders);
        named.remove(ROOT);
        return named;
    }

    /** By lines, most first, then by name. */
    List<Map.Entry<String, Size>> languages() {
        var sorted = new ArrayList<>(languages.entrySet());
        sorted.sort((a, b) -> {
            int byLines = Long.compare(b.getValue().lines(), a.getValue().lines());
            return byLines != 0 ? byLines : a.getKey().compareTo(b.getKey());
        });
        return sorted;
    }

    /** Files in which a program begins, in the order of their paths. */
    List<EntryPoint> entryPoints() {
        return List.copyOf(entryPoints);
    }

    /** Shell commands that start them. */
    List<String> runCommands() {
        return List.copyOf(runCommands);
    }

    /** What is read from the environment, by name, each with its places in the order of their paths. */
    SortedMap<String, List<Place>> settings() {
        return settings;
    }
}
