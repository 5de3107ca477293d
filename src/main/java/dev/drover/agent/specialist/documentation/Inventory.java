package dev.drover.agent.specialist.documentation;

import dev.drover.agent.specialist.project.EntryPoint;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the files of a workspace are: per top-level folder, per language, and where a program begins.
 *
 * <p>The README itself is left out, since what is written into it must not change what is written into it.
 */
final class Inventory {
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final String ROOT = "";
    private static final String OTHER = "other";

    /** Files by language, for each folder; the root has the empty name. */
    private final Map<String, Map<String, Integer>> folders = new TreeMap<>();

    private final Map<String, Size> languages = new TreeMap<>();
    private final Set<EntryPoint> entryPoints = new LinkedHashSet<>();

    /** Files and their lines. */
    record Size(int files, long lines) {
        Size plus(Size other) {
            return new Size(files + other.files, lines + other.lines);
        }
    }

    static Inventory of(Path workspace, List<String> files, String readme) throws IOException {
        var inventory = new Inventory();
        for (String file : files) {
            if (!file.equals(readme)) {
                inventory.add(workspace, file);
            }
        }
        return inventory;
    }

    private void add(Path workspace, String file) throws IOException {
        int slash = file.indexOf('/');
        String folder = slash < 0 ? ROOT : file.substring(0, slash);
        Optional<String> language = Languages.of(file);
        folders.computeIfAbsent(folder, f -> new TreeMap<>()).merge(language.orElse(OTHER), 1, Integer::sum);
        if (language.isPresent()) {
            Optional<byte[]> bytes = SafeFiles.read(workspace.resolve(file), MAX_FILE_BYTES);
            if (bytes.isPresent()) {
                String text = new String(bytes.get(), StandardCharsets.UTF_8);
                languages.merge(language.get(), new Size(1, text.lines().count()), Size::plus);
                MainFile.in(file, text).ifPresent(entryPoints::add);
            }
        }
    }

    /** Folder to what is in it, by name; the root's own files are not in it. */
    Map<String, Map<String, Integer>> folders() {
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
}
