package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.documentation.page.Markdown;
import dev.drover.agent.specialist.documentation.source.Languages;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How code is written in a workspace: what the settings of formatters and linters state, and what is measured. */
final class Conventions {
    private static final Pattern TOOL_FILE = Pattern.compile(
            "(?:\\.editorconfig|\\.prettierrc(?:\\..+)?|prettier\\.config\\..+"
                    + "|\\.eslintrc(?:\\..+)?|eslint\\.config\\..+|biome\\.jsonc?|\\.stylelintrc(?:\\..+)?|\\.?ruff\\.toml|\\.flake8"
                    + "|\\.pylintrc|\\.?mypy\\.ini|\\.clang-format|\\.clang-tidy|\\.?rustfmt\\.toml|\\.?clippy\\.toml"
                    + "|\\.golangci\\.ya?ml|checkstyle\\.xml|\\.rubocop\\.yml|\\.swiftlint\\.yml|\\.scalafmt\\.conf|detekt\\.ya?ml"
                    + "|\\.shellcheckrc|\\.yamllint(?:\\.ya?ml)?|\\.markdownlint(?:\\..+)?|\\.pre-commit-config\\.ya?ml|phpcs\\.xml)");
    private static final Map<String, String> IN_BUILD_FILES = new LinkedHashMap<>();
    private static final Set<String> BUILD_FILES = Set.of(
            "pom.xml", "build.gradle", "build.gradle.kts", "pyproject.toml", "setup.cfg", "tox.ini", "package.json");
    private static final Pattern RULE =
            Pattern.compile("(?m)^[ \\t\"']{0,20}(max_line_length|line-length|line_length|max_width"
                    + "|printWidth|ColumnLimit|max-line-length|indent_style|indent_size|tabWidth|IndentWidth|tab_spaces)[\"']?"
                    + "[ \\t]*[:=][ \\t]*[\"']?([A-Za-z0-9_-]{1,20})");
    private static final int MAX_RULES = 20;

    static {
        IN_BUILD_FILES.put("spotless", "Spotless");
        IN_BUILD_FILES.put("errorprone", "Error Prone");
        IN_BUILD_FILES.put("checkstyle", "Checkstyle");
        IN_BUILD_FILES.put("spotbugs", "SpotBugs");
        IN_BUILD_FILES.put("maven-pmd-plugin", "PMD");
        IN_BUILD_FILES.put("ktlint", "ktlint");
        IN_BUILD_FILES.put("[tool.black", "Black");
        IN_BUILD_FILES.put("[tool.ruff", "Ruff");
        IN_BUILD_FILES.put("[tool.isort", "isort");
        IN_BUILD_FILES.put("[tool.mypy", "mypy");
        IN_BUILD_FILES.put("[flake8]", "Flake8");
        IN_BUILD_FILES.put("\"prettier\"", "Prettier");
        IN_BUILD_FILES.put("\"eslint\"", "ESLint");
    }

    private final Map<String, Set<String>> tools = new TreeMap<>();
    private final Map<String, Set<String>> rules = new TreeMap<>();
    private final Map<String, Measured> measured = new TreeMap<>();

    /** Whether a file states how code is to be written, by its name. */
    static boolean isStated(String path) {
        return TOOL_FILE.matcher(name(path)).matches();
    }

    void add(String path, String text) {
        boolean tool = isStated(path);
        if (tool) {
            tools.computeIfAbsent(path, file -> new TreeSet<>());
        }
        if (BUILD_FILES.contains(name(path))) {
            IN_BUILD_FILES.forEach((word, program) -> {
                if (text.contains(word)) {
                    tools.computeIfAbsent(path, file -> new TreeSet<>()).add(program);
                }
            });
        }
        if (tool || tools.containsKey(path)) {
            Matcher matcher = RULE.matcher(text);
            for (int i = 0; i < MAX_RULES && matcher.find(); i++) {
                rules.computeIfAbsent(path, file -> new LinkedHashSet<>())
                        .add(matcher.group(1) + " " + matcher.group(2));
            }
        }
        Languages.of(path).filter(Measured::isCode).ifPresent(language -> measured.computeIfAbsent(
                        language, l -> new Measured())
                .add(text));
    }

    /** Whether anything says how code is to be written. */
    boolean areStated() {
        return !tools.isEmpty();
    }

    String markdown() {
        var out = new StringBuilder();
        tools.forEach((file, programs) -> {
            out.append("- ").append(Markdown.code(file));
            out.append(programs.isEmpty() ? " is there" : " uses " + String.join(", ", programs));
            List<String> stated = List.copyOf(rules.getOrDefault(file, Set.of()));
            out.append(stated.isEmpty() ? "" : ": " + Markdown.text(String.join(", ", stated)))
                    .append(".\n");
        });
        measured.forEach((language, figures) -> figures.sentence().ifPresent(sentence -> out.append("- ")
                .append(language)
                .append(", measured: ")
                .append(sentence)
                .append(".\n")));
        return out.isEmpty() ? "Nothing could be seen.\n" : out.toString();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
