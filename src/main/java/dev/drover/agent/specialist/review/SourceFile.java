package dev.drover.agent.specialist.review;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text file of the workspace.
 *
 * @param path relative to the workspace, with '/'
 */
record SourceFile(String path, List<String> lines) {
    private static final Set<String> TEST_FOLDERS = Set.of("test", "tests", "__tests__", "spec", "specs", "e2e");

    SourceFile {
        lines = List.copyOf(lines);
    }

    /** The part of the name after the last dot, in lower case. */
    String extension() {
        String name = name();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean hasExtension(String... extensions) {
        return Set.of(extensions).contains(extension());
    }

    boolean isTest() {
        String name = name();
        return name.contains(".test.") || name.contains(".spec.") || name.startsWith("test_") || isBelow(TEST_FOLDERS);
    }

    boolean isBelow(Set<String> folders) {
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            if (folders.contains(parts[i])) {
                return true;
            }
        }
        return false;
    }

    boolean isScript() {
        return !lines.isEmpty() && lines.getFirst().startsWith("#!");
    }
}
