package dev.drover.agent.specialist.documentation.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which language a file is written in, by its name. */
public final class Languages {
    private static final Map<String, String> BY_EXTENSION = new HashMap<>();
    private static final Map<String, String> BY_NAME =
            Map.of("Makefile", "Make", "GNUmakefile", "Make", "makefile", "Make", "Dockerfile", "Docker");

    static {
        add("Java", "java");
        add("Kotlin", "kt", "kts");
        add("Scala", "scala");
        add("Groovy", "groovy", "gradle");
        add("Python", "py", "pyi");
        add("JavaScript", "js", "mjs", "cjs", "jsx");
        add("TypeScript", "ts", "tsx", "mts", "cts");
        add("Vue", "vue");
        add("Go", "go");
        add("Rust", "rs");
        add("C", "c", "h");
        add("C++", "cc", "cpp", "cxx", "hpp", "hh");
        add("C#", "cs");
        add("Ruby", "rb", "rake");
        add("PHP", "php");
        add("Swift", "swift");
        add("Shell", "sh", "bash", "zsh");
        add("SQL", "sql");
        add("HTML", "html", "htm");
        add("CSS", "css", "scss", "less");
        add("Markdown", "md");
        add("reStructuredText", "rst");
        add("JSON", "json", "jsonl");
        add("YAML", "yml", "yaml");
        add("TOML", "toml");
        add("XML", "xml", "xsd", "xsl");
        add("Properties", "properties", "ini", "cfg");
        add("Make", "mk");
        add("Lua", "lua");
        add("Perl", "pl", "pm");
        add("Protocol Buffers", "proto");
        add("Terraform", "tf");
    }

    private Languages() {}

    public static Optional<String> of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String extension = dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_NAME.get(name)).or(() -> Optional.ofNullable(BY_EXTENSION.get(extension)));
    }

    /** By the line that names the interpreter of a file whose name says nothing. */
    public static Optional<String> ofInterpreter(String text) {
        if (!text.startsWith("#!")) {
            return Optional.empty();
        }
        String line = text.lines().findFirst().orElse("");
        return line.matches(".{0,99}\\b(?:ba|da|k|z)?sh\\b.*")
                ? Optional.of("Shell")
                : line.contains("python") ? Optional.of("Python") : Optional.empty();
    }

    private static void add(String language, String... extensions) {
        for (String extension : extensions) {
            BY_EXTENSION.put(extension, language);
        }
    }
}
