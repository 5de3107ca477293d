package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a person writes while working and means to take out again. */
final class LeftoverRule implements Rule {
    private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "scripts", "tools", "examples");

    private static final List<LineCheck> CHECKS = List.of(
            new LineCheck(
                    "leftover.todo",
                    Severity.INFO,
                    "A note that something is still to be done.",
                    LeftoverRule::isCode,
                    true,
                    Pattern.compile("(?://|#|/\\*|\\*|--|<!--|;|%).{0,200}?\\b(?:TODO|FIXME)\\b")),
            new LineCheck(
                    "leftover.console-log",
                    Severity.LOW,
                    "Output for debugging; take it out or use the project's logging.",
                    file -> isScript(file) && !file.isTest() && !file.isScript() && !file.isBelow(PROGRAM_FOLDERS),
                    false,
                    Pattern.compile("\\bconsole\\.(?:log|debug|trace)\\s*\\(")),
            new LineCheck(
                    "leftover.debugger",
                    Severity.MEDIUM,
                    "A break point for the debugger; take it out.",
                    LeftoverRule::isScript,
                    false,
                    Pattern.compile("^\\s*debugger\\s*;?\\s*(?://.*)?$")),
            new LineCheck(
                    "leftover.system-out",
                    Severity.LOW,
                    "Output past the project's logging; take it out, unless it is meant for the user of a command.",
                    file -> file.hasExtension("java", "kt") && ("/" + file.path()).contains("/src/main/"),
                    false,
                    Pattern.compile("\\bSystem\\.(?:out|err)\\.print(?:ln|f)?\\s*\\(")),
            new LineCheck(
                    "leftover.debugger",
                    Severity.MEDIUM,
                    "A break point for the debugger; take it out.",
                    file -> file.hasExtension("py"),
                    false,
                    Pattern.compile("\\bi?pdb\\.set_trace\\s*\\(|^\\s*breakpoint\\s*\\(\\s*\\)")),
            new LineCheck(
                    "leftover.debugger",
                    Severity.MEDIUM,
                    "A break point for the debugger; take it out.",
                    file -> file.hasExtension("rb", "erb", "rake"),
                    false,
                    Pattern.compile("\\bbinding\\.(?:pry|irb)\\b")),
            new LineCheck(
                    "leftover.focused-test",
                    Severity.MEDIUM,
                    "A focused test: all the others are silently left out. Take the focus away.",
                    file -> isScript(file) && file.isTest(),
                    false,
                    Pattern.compile(
                            "\\b(?:describe|it|test|context|suite|specify)\\.only\\s*\\(|^\\s*f(?:describe|it)\\s*\\(")));

    @Override
    public List<Finding> check(SourceFile file) {
        return LineCheck.run(CHECKS, file);
    }

    private static boolean isScript(SourceFile file) {
        return file.hasExtension("js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte");
    }

    private static boolean isCode(SourceFile file) {
        return isScript(file)
                || file.hasExtension(
                        "java", "kt", "scala", "groovy", "py", "rb", "go", "rs", "c", "h", "cc", "cpp", "hpp", "cs",
                        "php", "swift", "sh", "bash", "sql", "lua", "pl", "html", "css", "scss", "xml", "yml", "yaml",
                        "toml");
    }
}
