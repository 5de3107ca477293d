package dev.drover.agent.specialist.project;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Python project: one of its build files, a pytest configuration, or test files.
 *
 * @param installable whether pip can install it
 * @param requirements whether there is a {@code requirements.txt}
 * @param tox whether tox is configured
 * @param pytest whether pytest is configured, or test files are written for it
 * @param pytestFiles how many test files only pytest can run
 * @param apart folders whose tests are run in them, by themselves
 * @param unittests how {@code unittest discover} has to be started to find all test files
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
        List<String> apart,
        List<UnittestStart> unittests,
        Map<String, String> scripts)
        implements BuildSystem {
    static Optional<PythonProject> read(PythonSetup setup, PythonTests tests) throws IOException {
        boolean pytest = setup.pytest() || !tests.pytest().isEmpty() || setup.has("tests/conftest.py");
        List<UnittestStart> unittests = UnittestStarts.find(setup.root(), tests);
        Optional<String> buildFile = List.of("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt").stream()
                .filter(setup::has)
                .findFirst();
        if (buildFile.isEmpty() && !pytest && !setup.tox() && unittests.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> tables = setup.tables();
        Map<String, String> about = tables.getOrDefault("project", tables.getOrDefault("tool.poetry", Map.of()));
        return Optional.of(new PythonProject(
                buildFile.orElse(
                        tests.pytest().isEmpty() && pytest
                                ? "pytest configuration"
                                : setup.tox() ? "tox.ini" : "test files"),
                text(about, "name"),
                text(about, "description"),
                setup.installable(),
                setup.has("requirements.txt"),
                setup.tox(),
                pytest,
                tests.pytest().size(),
                tests.apart(),
                unittests,
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
            return List.of("python3 -m pytest" + forShell(pytestArguments()));
        }
        return unittests.stream()
                .map(start -> "python3 -m unittest discover -v" + forShell(start.arguments()))
                .toList();
    }

    private static String forShell(List<String> arguments) {
        return arguments.stream()
                .map(argument -> " " + Quoted.forShell(argument))
                .collect(Collectors.joining());
    }

    /** What keeps pytest from what is run by itself. */
    public List<String> pytestArguments() {
        return apart.stream().map(folder -> "--ignore=" + folder).toList();
    }

    @Override
    public List<EntryPoint> entryPoints() {
        return scripts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(script -> new EntryPoint(script.getKey(), "script in pyproject.toml: " + script.getValue()))
                .toList();
    }

    /** Whether it has tests at all. */
    public boolean hasTests() {
        return tox || pytest || !unittests.isEmpty();
    }

    private static Optional<String> text(Map<String, String> table, String key) {
        return Optional.ofNullable(table.get(key)).map(String::strip).filter(t -> !t.isEmpty());
    }
}
