package dev.drover.agent.specialist.project;

import java.nio.file.Path;
import java.util.Set;

/** Which folders hold a project's own sources, by their names. */
final class Folders {
    /** What tools have made or fetched, and copies of what others have written. */
    private static final Set<String> FOREIGN = Set.of(
            "node_modules",
            "bower_components",
            "target",
            "build",
            "dist",
            "out",
            "bin",
            "obj",
            "vendor",
            "vendored",
            "third_party",
            "third-party",
            "external",
            "venv",
            "env",
            "site-packages",
            "__pycache__",
            "coverage");

    /** What tests read, and what shows how something is used: projects in there are no part of this one. */
    private static final Set<String> SAMPLES = Set.of(
            "test",
            "tests",
            "__tests__",
            "spec",
            "it",
            "testdata",
            "test-data",
            "test_data",
            "fixtures",
            "__fixtures__",
            "resources",
            "example",
            "examples",
            "sample",
            "samples",
            "demo",
            "demos",
            "template",
            "templates",
            "fuzz",
            "docs",
            "doc");

    private static final Set<String> ALWAYS_SAMPLES = Set.of("testdata", "test-data", "fixtures", "__fixtures__");

    private Folders() {}

    static boolean mayHoldSources(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return !name.startsWith(".") && !FOREIGN.contains(name) && !ALWAYS_SAMPLES.contains(name);
    }

    /** Whether a project in it would be one of its own, below a folder that holds one. */
    static boolean mayHoldProject(Path folder, boolean belowProject) {
        return mayHoldSources(folder) && !(belowProject && SAMPLES.contains(String.valueOf(folder.getFileName())));
    }
}
