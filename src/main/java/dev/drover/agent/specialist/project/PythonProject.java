package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python project: one of its build files, a pytest configuration, or test files.
 *
 * @param installable whether pip can install it
 * @param requirements whether there is a {@code requirements.txt}
 * @param tox whether tox is configured
 * @param pytest whether pytest is configured, or test files are written for it
 * @param pytestFiles how many test files only pytest can run
 * @param unittestFolders what {@code unittest discover} has to be started with to find all test files
 * @param scripts programs that it installs: name to function
 */
public record PythonProject(
        String buildFile,
        Optional<String> name,
        Optional<String> description,
        boolean installable,
        boolean requirements,
        boolean tox,
        boolean pytest,
        int pytestFiles,
        List<String> unittestFolders,
        Map<String, String> scripts)
        implements BuildSystem {
    private static final int MAX_BYTES = 1 << 20;

    static Optional<PythonProject> read(Path root) throws IOException {
        String pyproject =
                SafeFiles.readText(root.resolve("pyproject.toml"), MAX_BYTES).orElse("");
        String setupCfg =
                SafeFiles.readText(root.resolve("setup.cfg"), MAX_BYTES).orElse("");
        Map<String, Map<String, String>> tables = Toml.tables(pyproject);
        PythonTests tests = PythonTests.find(root);
        boolean pytest = !tests.pytest().isEmpty()
                || has(root, "pytest.ini")
                || has(root, "conftest.py")
                || has(root, "tests/conftest.py")
                || tables.keySet().stream().anyMatch(t -> t.equals("tool.pytest") || t.startsWith("tool.pytest."))
                || hasLine(setupCfg, "[tool:pytest]");
        boolean tox = has(root, "tox.ini")
                || has(root, "tox.toml")
                || hasLine(setupCfg, "[tox:tox]")
                || tables.keySet().stream().anyMatch(t -> t.equals("tool.tox") || t.startsWith("tool.tox."));
        List<String> folders = UnittestFolders.find(root, tests.unittest());
        boolean setup = has(root, "setup.py") || setupCfg.contains("[metadata]");
        Optional<String> buildFile = List.of("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt").stream()
                .filter(file -> has(root, file))
                .findFirst();
        if (buildFile.isEmpty() && !pytest && !tox && folders.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> about = tables.getOrDefault("project", tables.getOrDefault("tool.poetry", Map.of()));
        return Optional.of(new PythonProject(
                buildFile.orElse(
                        tests.pytest().isEmpty() && pytest ? "pytest configuration" : tox ? "tox.ini" : "test files"),
                text(about, "name"),
                text(about, "description"),
                setup || tables.containsKey("build-system") || tables.containsKey("project"),
                has(root, "requirements.txt"),
                tox,
                pytest,
                tests.pytest().size(),
                folders,
                Map.copyOf(tables.getOrDefault("project.scripts", Map.of()))));
    }

    @Override
    public String title() {
        return "Python";
    }

    @Override
    public List<String> buildCommands() {
        var commands = new ArrayList<String>();
        if (requirements) {
            commands.add("python3 -m pip install -r requirements.txt");
        }
        if (installable) {
            commands.add("python3 -m pip install .");
        }
        return commands;
    }

    @Override
    public List<String> testCommands() {
        if (tox) {
            return List.of("tox");
        }
        if (pytest) {
            return List.of("python3 -m pytest");
        }
        return unittestFolders.stream()
                .map(folder -> "python3 -m unittest discover -v" + (folder.equals(".") ? "" : " -s " + folder))
                .toList();
    }

    @Override
    public List<EntryPoint> entryPoints() {
        return scripts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(script -> new EntryPoint(script.getKey(), "script in pyproject.toml: " + script.getValue()))
                .toList();
    }

    private static boolean hasLine(String text, String line) {
        return text.lines().anyMatch(l -> l.strip().equals(line));
    }

    /** Whether it has tests at all. */
    public boolean hasTests() {
        return tox || pytest || !unittestFolders.isEmpty();
    }

    private static boolean has(Path root, String file) {
        return SafeFiles.isRegular(root.resolve(file)) && Files.isReadable(root.resolve(file));
    }

    private static Optional<String> text(Map<String, String> table, String key) {
        return Optional.ofNullable(table.get(key)).map(String::strip).filter(t -> !t.isEmpty());
    }
}
