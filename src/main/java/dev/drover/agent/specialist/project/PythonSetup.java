package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the build files of one folder say of Python.
 *
 * @param tables those of {@code pyproject.toml}, by name
 * @param installable whether pip can install it
 * @param tox whether tox is configured
 * @param pytest whether pytest is configured for all that lies below the folder
 */
record PythonSetup(
        Path root, Map<String, Map<String, String>> tables, boolean installable, boolean tox, boolean pytest) {
    private static final int MAX_BYTES = 1 << 20;

    static PythonSetup read(Path root) throws IOException {
        String pyproject =
                SafeFiles.readText(root.resolve("pyproject.toml"), MAX_BYTES).orElse("");
        String setupCfg =
                SafeFiles.readText(root.resolve("setup.cfg"), MAX_BYTES).orElse("");
        Map<String, Map<String, String>> tables = Toml.tables(pyproject);
        return new PythonSetup(
                root,
                tables,
                has(root, "setup.py")
                        || setupCfg.contains("[metadata]")
                        || tables.containsKey("build-system")
                        || tables.containsKey("project"),
                has(root, "tox.ini")
                        || has(root, "tox.toml")
                        || hasLine(setupCfg, "[tox:tox]")
                        || hasTable(tables, "tool.tox"),
                has(root, "pytest.ini")
                        || has(root, "conftest.py")
                        || hasTable(tables, "tool.pytest")
                        || hasLine(setupCfg, "[tool:pytest]"));
    }

    /** Whether whoever set it up runs all tests below the folder from there, those of other projects too. */
    boolean gathersTests() {
        return tox || pytest;
    }

    /** Whether tests import what lies here from here, or once it is installed. */
    boolean importsFromHere() {
        return gathersTests() || installable;
    }

    boolean has(String file) {
        return has(root, file);
    }

    private static boolean has(Path root, String file) {
        return SafeFiles.isRegular(root.resolve(file)) && Files.isReadable(root.resolve(file));
    }

    private static boolean hasTable(Map<String, Map<String, String>> tables, String name) {
        return tables.keySet().stream().anyMatch(table -> table.equals(name) || table.startsWith(name + "."));
    }

    private static boolean hasLine(String text, String line) {
        return text.lines().anyMatch(l -> l.strip().equals(line));
    }

    /** Whether a folder has a build file for Python, so that its tests are run in it. */
    static boolean isProject(Path folder) {
        return List.of("pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "pytest.ini").stream()
                .anyMatch(name -> SafeFiles.isRegular(folder.resolve(name)));
    }
}
