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
 * @param pytest whether pytest is configured
 * @param unittestFolders what {@code unittest discover} has to be started with to find all test files
 * @param scripts programs that it installs: name to function
 */
public record PythonProject(
        String buildFile,
        Optional<String> name,
        Optional<String> description,
        boolean installable,
        boolean requirements,
        boolean pytest,
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
        boolean pytest = has(root, "pytest.ini")
                || has(root, "conftest.py")
                || has(root, "tests/conftest.py")
                || tables.keySet().stream().anyMatch(t -> t.equals("tool.pytest") || t.startsWith("tool.pytest."))
                || setupCfg.lines().anyMatch(line -> line.strip().equals("[tool:pytest]"));
        List<String> folders = UnittestFolders.find(root);
        boolean setup = has(root, "setup.py") || setupCfg.contains("[metadata]");
        Optional<String> buildFile = List.of("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt").stream()
                .filter(file -> has(root, file))
                .findFirst();
        if (buildFile.isEmpty() && !pytest && folders.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> about = tables.getOrDefault("project", tables.getOrDefault("tool.poetry", Map.of()));
        return Optional.of(new PythonProject(
                buildFile.orElse(pytest ? "pytest configuration" : "test files"),
                text(about, "name"),
                text(about, "description"),
                setup || tables.containsKey("build-system") || tables.containsKey("project"),
                has(root, "requirements.txt"),
                pytest,
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

    private static boolean has(Path root, String file) {
        return SafeFiles.isRegular(root.resolve(file)) && Files.isReadable(root.resolve(file));
    }

    private static Optional<String> text(Map<String, String> table, String key) {
        return Optional.ofNullable(table.get(key)).map(String::strip).filter(t -> !t.isEmpty());
    }
}
