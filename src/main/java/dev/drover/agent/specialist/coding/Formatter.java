package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A formatter that the project has chosen and that is installed. It reads a text and writes another, so it changes no
 * file.
 *
 * @param command reads the text from its standard input
 */
record Formatter(String name, List<String> command) {
    private static final int MAX_SETTINGS_BYTES = 1 << 20;
    private static final Set<String> PRETTIER = Set.of(
            "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "css", "scss", "less", "json", "html", "vue", "md",
            "yml", "yaml");
    private static final Set<String> CLANG =
            Set.of("c", "h", "cc", "hh", "cpp", "hpp", "cxx", "hxx", "m", "mm", "proto");
    private static final List<String> PRETTIER_SETTINGS = List.of(
            ".prettierrc",
            ".prettierrc.json",
            ".prettierrc.yaml",
            ".prettierrc.yml",
            ".prettierrc.toml",
            ".prettierrc.js",
            ".prettierrc.cjs",
            ".prettierrc.mjs",
            "prettier.config.js",
            "prettier.config.cjs",
            "prettier.config.mjs");
    private static final Pattern EDITION = Pattern.compile("(?m)^\\s*edition\\s*=\\s*\"(\\d{4})\"");

    Formatter {
        command = List.copyOf(command);
    }

    /** The one for a file of the workspace. */
    static Optional<Formatter> of(Assignment assignment, String path) throws IOException, InterruptedException {
        Path workspace = assignment.workspace();
        String file = workspace.resolve(path).toString();
        String ending = path.substring(path.lastIndexOf('.') + 1);
        if (PRETTIER.contains(ending)) {
            Path program = workspace.resolve("node_modules/.bin/prettier");
            return Files.isExecutable(program) && choosesPrettier(workspace)
                    ? of("prettier", program.toString(), "--stdin-filepath", file)
                    : Optional.empty();
        }
        return switch (ending) {
            case "py" -> python(assignment, file);
            case "go" ->
                holds(workspace, "go.mod", "module") && assignment.shell().has("gofmt")
                        ? of("gofmt", "gofmt")
                        : Optional.empty();
            case "rs" -> rust(assignment);
            case "java", "kt", "groovy", "scala" -> Spotless.of(assignment, path, ending);
            default ->
                CLANG.contains(ending)
                                && SafeFiles.isRegular(workspace.resolve(".clang-format"))
                                && assignment.shell().has("clang-format")
                        ? of("clang-format", "clang-format", "--assume-filename=" + file)
                        : Optional.empty();
        };
    }

    private static Optional<Formatter> of(String name, String... command) {
        return Optional.of(new Formatter(name, List.of(command)));
    }

    private static boolean choosesPrettier(Path workspace) throws IOException {
        return PRETTIER_SETTINGS.stream().anyMatch(name -> SafeFiles.isRegular(workspace.resolve(name)))
                || holds(workspace, "package.json", "\"prettier\"");
    }

    private static Optional<Formatter> python(Assignment assignment, String file) throws IOException {
        Path workspace = assignment.workspace();
        if (holds(workspace, "pyproject.toml", "[tool.black]")
                && assignment.shell().has("black")) {
            return of("black", "black", "-q", "--stdin-filename", file, "-");
        }
        boolean ruff = holds(workspace, "pyproject.toml", "[tool.ruff.format]")
                || holds(workspace, "ruff.toml", "[format]")
                || holds(workspace, ".ruff.toml", "[format]");
        return ruff && assignment.shell().has("ruff")
                ? of("ruff", "ruff", "format", "-q", "--stdin-filename", file, "-")
                : Optional.empty();
    }

    private static Optional<Formatter> rust(Assignment assignment) throws IOException {
        Optional<String> cargo = SafeFiles.readText(assignment.workspace().resolve("Cargo.toml"), MAX_SETTINGS_BYTES);
        if (cargo.isEmpty() || !assignment.shell().has("rustfmt")) {
            return Optional.empty();
        }
        Matcher edition = EDITION.matcher(cargo.get());
        return of(
                "rustfmt",
                "rustfmt",
                "--quiet",
                "--emit",
                "stdout",
                "--edition",
                edition.find() ? edition.group(1) : "2015",
                "--config-path",
                assignment.workspace().toString());
    }

    private static boolean holds(Path workspace, String name, String text) throws IOException {
        return SafeFiles.readText(workspace.resolve(name), MAX_SETTINGS_BYTES)
                .filter(content -> content.contains(text))
                .isPresent();
    }
}
