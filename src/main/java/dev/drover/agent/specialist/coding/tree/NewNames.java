package dev.drover.agent.specialist.coding.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that do not go together: a file below another file, and names that differ only in upper and lower case, of which
 * a checkout on many systems keeps one.
 */
final class NewNames {
    private final Path workspace;
    private final Set<String> gone = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    /** For each folder its names on disk and the new ones, by their lower case. */
    private final Map<Path, Map<String, Set<String>>> folders = new HashMap<>();

    NewNames(Path workspace, List<Change> changes) {
        this.workspace = workspace;
        for (Change change : changes) {
            if (change.after().isEmpty()) {
                gone.add(change.path());
            } else if (change.before().isEmpty()) {
                made.add(change.path());
            }
        }
    }

    void check() throws IOException {
        for (String path : made) {
            for (Path name = Path.of(path); name != null; name = name.getParent()) {
                Path folder = Objects.requireNonNull(workspace.resolve(name).getParent());
                String own = String.valueOf(name.getFileName());
                if (!name.toString().equals(path) && made.contains(name.toString())) {
                    throw Places.refused(path, "cannot be: " + name + " is made a file by the same task");
                }
                for (String other : namesIn(folder).computeIfAbsent(lower(own), l -> new HashSet<>())) {
                    if (!other.equals(own)) {
                        throw Places.refused(
                                path,
                                "differs only in upper and lower case from "
                                        + workspace.relativize(folder.resolve(other))
                                        + ", and many systems take both for one; choose another name");
                    }
                }
                namesIn(folder)
                        .computeIfAbsent(lower(own), l -> new HashSet<>())
                        .add(own);
            }
        }
    }

    private Map<String, Set<String>> namesIn(Path folder) throws IOException {
        Map<String, Set<String>> known = folders.get(folder);
        if (known == null) {
            known = new HashMap<>();
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    known.putAll(entries.filter(
                                    e -> !gone.contains(workspace.relativize(e).toString()))
                            .map(e -> String.valueOf(e.getFileName()))
                            .collect(Collectors.groupingBy(NewNames::lower, Collectors.toCollection(HashSet::new))));
                }
            }
            folders.put(folder, known);
        }
        return known;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
