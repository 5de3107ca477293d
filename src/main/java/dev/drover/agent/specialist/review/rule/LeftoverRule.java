package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a person writes while working and means to take out again. */
public final class LeftoverRule implements Rule {
    private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "scripts", "tools", "examples", "cli");
    private static final Predicate<SourceFile> TEST = SourceFile::isTest;

    static final List<LineCheck> CHECKS = List.of(
            todo("TODO"),
            todo("FIXME"),
            LineCheck.of(
                    Leftover.CONSOLE_LOG,
                    Severity.LOW,
                    In.script().and(file -> !file.isProgram() && !file.isBelow(PROGRAM_FOLDERS)),
                    "console.",
                    "\\bconsole\\.(?:log|debug|trace)\\s*\\("),
            debugger(SourceFile::isScript, "debugger", "^\\s*debugger\\s*;?\\s*$"),
            debugger(In.any("py"), "set_trace", "\\b(?:i?pdb|pudb)\\.set_trace\\s*\\("),
            debugger(In.any("py"), "breakpoint", "^\\s*breakpoint\\s*\\(\\s*\\)"),
            debugger(In.any("rb", "erb", "rake"), "binding.", "\\bbinding\\.(?:pry|irb)\\b"),
            debugger(In.any("rb", "erb", "rake"), "byebug", "^\\s*byebug\\s*$"),
            debugger(In.any("php"), "xdebug_break", "\\bxdebug_break\\s*\\("),
            LineCheck.of(
                    Leftover.SYSTEM_OUT,
                    Severity.LOW,
                    In.any("java", "kt").and(file -> ("/" + file.path()).contains("/src/main/")),
                    "System.",
                    "\\bSystem\\.(?:out|err)\\.print(?:ln|f)?\\s*\\("),
            dump(In.program("php"), "(", "(?<![\\w>:$])(?:var_dump|dd|print_r)\\s*\\(\\s*\\$(?![^;]{0,100},\\s*true)"),
            dump(In.program("rs"), "dbg!", "\\bdbg!\\s*\\("),
            dump(In.program("go"), "spew.", "\\bspew\\.Dump\\s*\\("),
            dump(
                    In.program("py"),
                    "print",
                    "^\\s*print\\s*\\(\\s*[\"'](?i:debug|here|xxx|>>>|---|###|test\\s?\\d?)[\"':\\s]"),
            dump(In.program("go"), "fmt.Print", "\\bfmt\\.Print(?:ln|f)\\s*\\(\\s*\"(?i:debug|here|xxx|>>>|###)"),
            focused("\\b(?:describe|it|test|context|suite|specify)\\.only\\s*\\(", ".only"),
            focused("^\\s*f(?:describe|it|context)\\s*\\(", "f"),
            skipped(TEST.and(SourceFile::isScript), ".skip", "\\b(?:describe|it|test|context|suite)\\.skip\\s*\\("),
            skipped(TEST.and(SourceFile::isScript), "x", "^\\s*x(?:describe|it|context|test)\\s*\\(\\s*[\"'`]"),
            skipped(TEST.and(In.any("py")), "skip", "^\\s*@(?:pytest\\.mark\\.skip|unittest\\.skip)\\b(?!if|unless)"),
            skipped(TEST.and(In.any("go")), "Skip", "^\\t\\w{1,3}\\.Skip(?:Now|f)?\\s*\\("),
            skipped(In.any("rs"), "#[ignore", "^\\s*#\\[ignore"),
            skipped(TEST.and(In.any("rb")), "x", "^\\s*x(?:describe|it|context|specify)\\b"),
            LineCheck.of(
                    Leftover.UNFINISHED,
                    Severity.LOW,
                    In.program("rs", "kt"),
                    "(",
                    "\\b(?:todo!|unimplemented!)\\s*\\(|(?<![\\w.])TODO\\s*\\(\\s*\""),
            LineCheck.of(
                    Leftover.UNFINISHED,
                    Severity.LOW,
                    In.program("java", "cs", "py", "js", "ts"),
                    "mplemented",
                    "(?i)\\b(?:throw\\s+new|raise)\\s+\\w{0,40}\\s*\\(\\s*[\"'](?:todo|not (?:yet )?implemented(?: yet)?)[\"'.!: ]"));

    @Override
    public List<Hit> check(SourceFile file) {
        return LineCheck.run(CHECKS, file);
    }

    private static LineCheck todo(String word) {
        return LineCheck.of(
                        Leftover.TODO,
                        Severity.INFO,
                        LeftoverRule::isCode,
                        word,
                        "(?://|#|/\\*|\\*|--|<!--|;|%).{0,200}?\\b(?:TODO|FIXME)\\b")
                .on(LineCheck.View.TEXT);
    }

    private static LineCheck debugger(Predicate<SourceFile> in, String hint, String pattern) {
        return LineCheck.of(Leftover.DEBUGGER, Severity.MEDIUM, in, hint, pattern);
    }

    private static LineCheck dump(Predicate<SourceFile> in, String hint, String pattern) {
        return LineCheck.of(Leftover.DUMP, Severity.LOW, in, hint, pattern);
    }

    private static LineCheck focused(String pattern, String hint) {
        return LineCheck.of(Leftover.FOCUSED_TEST, Severity.MEDIUM, TEST.and(SourceFile::isScript), hint, pattern);
    }

    private static LineCheck skipped(Predicate<SourceFile> in, String hint, String pattern) {
        return LineCheck.of(Leftover.SKIPPED_TEST, Severity.LOW, in, hint, pattern);
    }

    private static boolean isCode(SourceFile file) {
        return file.isScript()
                || file.hasExtension(
                        "java", "kt", "scala", "groovy", "py", "rb", "go", "rs", "c", "h", "cc", "cpp", "hpp", "cs",
                        "php", "swift", "sh", "bash", "sql", "lua", "pl", "html", "css", "scss", "xml", "yml", "yaml",
                        "toml");
    }
}
