package dev.drover.agent.specialist.review.engine;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Files by which a project sets its linters up. */
final class Settings {
    private static final Pattern NAME = Pattern.compile(
            "\\.?(?:ruff\\.toml|shellcheckrc|golangci\\.(?:ya?ml|toml|json)|semgrep(?:ignore|\\.ya?ml)?|eslintrc(?:\\..{1,8})?"
                    + "|eslintignore|clippy\\.toml)|eslint\\.config\\..{1,4}|pyproject\\.toml|package\\.json|go\\.mod|Cargo\\.(?:toml|lock)");

    private Settings() {}

    static boolean isOne(String path) {
        return path.startsWith(".semgrep/")
                || NAME.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }

    static boolean hasEslint(Set<String> tree) {
        return tree.stream().anyMatch(name -> name.matches("eslint\\.config\\.\\w{1,3}|\\.eslintrc(?:\\.\\w{1,4})?"));
    }

    static Optional<String> semgrep(Set<String> tree) {
        if (tree.stream().anyMatch(name -> name.startsWith(".semgrep/"))) {
            return Optional.of(".semgrep");
        }
        return tree.stream().filter(name -> name.matches("\\.?semgrep\\.ya?ml")).findFirst();
    }
}
