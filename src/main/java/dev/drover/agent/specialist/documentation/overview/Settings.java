package dev.drover.agent.specialist.documentation.overview;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds where a file reads the environment, by the calls that its language has for it. */
final class Settings {
    private static final int MAX_LINE = 4000;
    private static final String NAME = "([A-Za-z_][A-Za-z0-9_]{0,99}+)";
    private static final String QUOTED = "[\"']" + NAME + "[\"']";
    private static final String VALUE =
            "(?:\"([^\"\\\\]{0,200}+)\"|'([^'\\\\]{0,200}+)'|(-?[0-9][0-9._]{0,30}+|[Tt]rue|[Ff]alse)\\b)";
    private static final String NOT_SET = "(?!\\s{0,9}=[^=])";

    private static final List<Pattern> JVM = patterns(
            "\\bgetenv\\(\\s{0,9}\"" + NAME + "\"\\s{0,9}\\)(?:\\s{0,9}\\)?(?:\\.orElse\\(|\\?:|,)\\s{0,9}" + VALUE
                    + ")?",
            "\\bgetenv\\(\\)\\.(?:get|getOrDefault|containsKey)\\(\\s{0,9}\"" + NAME + "\"(?:\\s{0,9},\\s{0,9}" + VALUE
                    + ")?");
    private static final List<Pattern> PYTHON = patterns(
            "\\b(?:environ\\.get|getenv)\\(\\s{0,9}" + QUOTED + "(?:\\s{0,9},\\s{0,9}" + VALUE + ")?",
            "\\benviron\\[" + QUOTED + "\\]" + NOT_SET);
    private static final List<Pattern> JAVASCRIPT = patterns(
            "\\b(?:process|import\\.meta)\\.env\\." + NAME + "(?:\\s{0,9}(?:\\|\\||\\?\\?)\\s{0,9}" + VALUE + ")?"
                    + NOT_SET,
            "\\bprocess\\.env\\[" + QUOTED + "\\](?:\\s{0,9}(?:\\|\\||\\?\\?)\\s{0,9}" + VALUE + ")?" + NOT_SET,
            "\\bDeno\\.env\\.get\\(" + QUOTED + "\\)(?:\\s{0,9}(?:\\|\\||\\?\\?)\\s{0,9}" + VALUE + ")?");
    private static final List<Pattern> GO = patterns("\\bos\\.(?:Getenv|LookupEnv)\\(\"" + NAME + "\"\\)");
    private static final List<Pattern> RUST = patterns(
            "\\benv::var(?:_os)?\\(\"" + NAME + "\"\\)(?:\\.unwrap_or(?:_else)?\\((?:\\|_\\|)?\\s{0,9}" + VALUE + ")?");
    private static final List<Pattern> RUBY = patterns(
            "\\bENV\\.fetch\\(" + QUOTED + "(?:\\s{0,9},\\s{0,9}" + VALUE + ")?",
            "\\bENV\\[" + QUOTED + "\\](?:\\s{0,9}\\|\\|\\s{0,9}" + VALUE + ")?" + NOT_SET);
    private static final List<Pattern> SHELL = patterns("\\$\\{([A-Z][A-Z0-9_]{1,99}+):?[-=?]()([^}$`]{0,200}+)\\}");
    private static final List<Pattern> OTHER = patterns(
            "\\b(?:getenv|GetEnvironmentVariable)\\(" + QUOTED + "\\)", "\\$_ENV\\[" + QUOTED + "\\]" + NOT_SET);

    private static final Map<String, List<Pattern>> BY_LANGUAGE = Map.ofEntries(
            Map.entry("Java", JVM),
            Map.entry("Kotlin", JVM),
            Map.entry("Scala", JVM),
            Map.entry("Groovy", JVM),
            Map.entry("Python", PYTHON),
            Map.entry("JavaScript", JAVASCRIPT),
            Map.entry("TypeScript", JAVASCRIPT),
            Map.entry("Vue", JAVASCRIPT),
            Map.entry("Go", GO),
            Map.entry("Rust", RUST),
            Map.entry("Ruby", RUBY),
            Map.entry("Shell", SHELL),
            Map.entry("C", OTHER),
            Map.entry("C++", OTHER),
            Map.entry("PHP", OTHER),
            Map.entry("C#", OTHER));

    /** What every process has, and nobody sets for one program. */
    private static final Set<String> USUAL = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "PWD",
            "OLDPWD",
            "TERM",
            "TMPDIR",
            "TEMP",
            "TMP",
            "LANG",
            "IFS",
            "LC_ALL",
            "HOSTNAME",
            "BASH_SOURCE",
            "RANDOM",
            "OPTARG",
            "OPTIND");

    private static final Pattern SHELL_ASSIGNMENT = Pattern.compile(
            "^[ \\t]*+(?:(?:local|readonly|export|declare|typeset)[ \\t]++)?([A-Z][A-Z0-9_]{1,99}+)=(?!\"?\\$\\{\\1[:}?=-])");

    private Settings() {}

    static List<Setting> in(String language, String text) {
        List<Pattern> patterns = BY_LANGUAGE.getOrDefault(language, List.of());
        if (patterns.isEmpty()) {
            return List.of();
        }
        List<String> lines = text.lines().toList();
        Set<String> own = language.equals("Shell") ? assigned(lines) : Set.of();
        var found = new ArrayList<Setting>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() <= MAX_LINE && !isComment(line.strip(), language)) {
                for (Pattern pattern : patterns) {
                    Matcher matcher = pattern.matcher(line);
                    while (matcher.find()) {
                        String name = matcher.group(1);
                        if (!USUAL.contains(name) && !own.contains(name)) {
                            found.add(new Setting(name, fallback(matcher), i + 1));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static String fallback(Matcher matcher) {
        return Stream.of(2, 3, 4)
                .filter(group -> group <= matcher.groupCount())
                .flatMap(group -> Optional.ofNullable(matcher.group(group)).stream())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What a script sets itself, other than from what it was given, is not read from outside. */
    private static Set<String> assigned(List<String> lines) {
        var names = new HashSet<String>();
        for (String line : lines) {
            Matcher matcher = SHELL_ASSIGNMENT.matcher(line);
            if (line.length() <= MAX_LINE && matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static boolean isComment(String line, String language) {
        return Set.of("Python", "Ruby", "Shell").contains(language)
                ? line.startsWith("#")
                : line.startsWith("//") || line.startsWith("*") || line.startsWith("/*");
    }

    private static List<Pattern> patterns(String... expressions) {
        return Stream.of(expressions).map(Pattern::compile).toList();
    }
}
