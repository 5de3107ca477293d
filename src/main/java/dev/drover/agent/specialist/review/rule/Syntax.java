package dev.drover.agent.specialist.review.rule;

import java.util.Set;

/**
 * How a language writes comments and strings, as far as telling them from code takes.
 *
 * @param lineComments what begins a comment that ends with the line
 * @param blockComments whether there are comments between {@code /*} and its counterpart
 * @param quotes what opens and closes a string that ends with the line at the latest
 * @param longQuotes what opens and closes a string of many lines
 */
record Syntax(Set<String> lineComments, boolean blockComments, String quotes, Set<String> longQuotes) {
    private static final Syntax NONE = new Syntax(Set.of(), false, "", Set.of());
    private static final Syntax C = new Syntax(Set.of("//"), true, "\"'", Set.of());
    private static final Syntax JAVA = new Syntax(Set.of("//"), true, "\"'", Set.of("\"\"\""));
    private static final Syntax RUST = new Syntax(Set.of("//"), true, "\"", Set.of());
    private static final Syntax SCRIPT = new Syntax(Set.of("//"), true, "\"'", Set.of("`"));
    private static final Syntax PHP = new Syntax(Set.of("//", "#"), true, "\"'", Set.of());
    private static final Syntax PYTHON = new Syntax(Set.of("#"), false, "\"'", Set.of("\"\"\"", "'''"));
    private static final Syntax HASH = new Syntax(Set.of("#"), false, "\"'", Set.of());
    private static final Syntax DASH = new Syntax(Set.of("--"), true, "\"'", Set.of());

    boolean documentsInStrings() {
        return longQuotes.contains("'''");
    }

    static Syntax of(SourceFile file) {
        if (file.isScript()) {
            return SCRIPT;
        }
        return switch (file.extension()) {
            case "java", "kt", "kts", "scala", "groovy", "swift", "cs" -> JAVA;
            case "c", "h", "cc", "cpp", "cxx", "hpp", "dart" -> C;
            case "go" -> SCRIPT;
            case "rs" -> RUST;
            case "php" -> PHP;
            case "py", "pyi" -> PYTHON;
            case "rb", "rake", "gemspec", "yml", "yaml", "toml", "tf", "dockerfile", "makefile", "pl" -> HASH;
            case "sql", "lua" -> DASH;
            default -> file.isShell() ? HASH : NONE;
        };
    }
}
