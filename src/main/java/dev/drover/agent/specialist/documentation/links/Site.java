package dev.drover.agent.specialist.documentation.links;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files and folders that links of a project can lead to. */
final class Site {
    private static final int MAX_FILE_BYTES = 16 << 20;

    private final Path workspace;
    private final Set<String> files;
    private final Set<String> folders = new HashSet<>();
    private final Map<String, String> byLowerCase = new HashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<String, Optional<Long>> lines = new HashMap<>();

    Site(Path workspace, Collection<String> files) {
        this.workspace = workspace;
        this.files = Set.copyOf(files);
        folders.add("");
        for (String file : files) {
            for (int slash = file.lastIndexOf('/'); slash > 0 && folders.add(file.substring(0, slash)); ) {
                slash = file.lastIndexOf('/', slash - 1);
            }
            byName.computeIfAbsent(file.substring(file.lastIndexOf('/') + 1), name -> new HashSet<>())
                    .add(file);
        }
        this.files.forEach(file -> byLowerCase.put(file.toLowerCase(Locale.ROOT), file));
        folders.forEach(folder -> byLowerCase.putIfAbsent(folder.toLowerCase(Locale.ROOT), folder));
    }

    boolean has(String path) {
        return files.contains(path) || folders.contains(path);
    }

    boolean hasFile(String path) {
        return files.contains(path);
    }

    boolean hasFolder(String path) {
        return folders.contains(path);
    }

    /** Whether a page that a generator makes of a source beside it would be there. */
    boolean isGenerated(String path) {
        String bare = path.endsWith(".html") ? path.substring(0, path.length() - ".html".length()) : path;
        return List.of(".md", ".mdx", ".markdown", ".html", "/index.md", "/index.html", ".rst", ".adoc").stream()
                .anyMatch(ending -> files.contains(bare + ending));
    }

    /** What has the same name but for the case. */
    Optional<String> inOtherCase(String path) {
        return Optional.ofNullable(byLowerCase.get(path.toLowerCase(Locale.ROOT)));
    }

    /** The one file elsewhere that has the same name. */
    Optional<String> moved(String path) {
        Set<String> same = byName.getOrDefault(path.substring(path.lastIndexOf('/') + 1), Set.of());
        return same.size() == 1 ? Optional.of(same.iterator().next()) : Optional.empty();
    }

    /** Whether it is there, but is no content of the project: ignored, or build output. */
    boolean isLeftOut(String path) {
        return onDisk(path).filter(Files::exists).isPresent() && !isBehindLink(path);
    }

    /** Whether a link of the file system is on the way there, which is content and is not followed here. */
    boolean isBehindLink(String path) {
        for (Path part = onDisk(path).orElse(workspace); part != null && !part.equals(workspace); ) {
            if (Files.isSymbolicLink(part)) {
                return true;
            }
            part = part.getParent();
        }
        return false;
    }

    /** How many lines the file has; empty when it cannot be read. */
    Optional<Long> lines(String file) {
        return lines.computeIfAbsent(file, f -> {
            try {
                return SafeFiles.read(workspace.resolve(f), MAX_FILE_BYTES).map(Site::countLines);
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private static long countLines(byte[] bytes) {
        long count = bytes.length > 0 && bytes[bytes.length - 1] != '\n' ? 1 : 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private Optional<Path> onDisk(String path) {
        try {
            return Optional.of(workspace.resolve(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
