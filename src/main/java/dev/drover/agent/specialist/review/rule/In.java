package dev.drover.agent.specialist.review.rule;

import java.util.function.Predicate;

/** Which files a check is about. */
final class In {
    private static final Predicate<SourceFile> PROGRAM = file -> !file.isTest();

    private In() {}

    /** Files of these kinds that are no tests. */
    static Predicate<SourceFile> program(String... extensions) {
        return PROGRAM.and(file -> file.hasExtension(extensions));
    }

    static Predicate<SourceFile> any(String... extensions) {
        return file -> file.hasExtension(extensions);
    }

    static Predicate<SourceFile> script() {
        return PROGRAM.and(SourceFile::isScript);
    }

    static Predicate<SourceFile> shell() {
        return PROGRAM.and(SourceFile::isShell);
    }

    /** All but prose and tests. */
    static Predicate<SourceFile> code() {
        return PROGRAM.and(
                file -> !file.hasExtension("md", "rst", "adoc", "txt", "html", "htm", "patch", "diff", "csv"));
    }

    /** Where commands stand: scripts, pipelines, image and make files. */
    static Predicate<SourceFile> operations() {
        return PROGRAM.and(file -> file.isShell()
                || file.hasExtension("yml", "yaml", "dockerfile", "makefile", "mk")
                || file.name().startsWith("Dockerfile"));
    }

    /** Pipelines of a code host with steps that run a script: only there does a text that is filled in become code. */
    static boolean workflow(SourceFile file) {
        return file.path().startsWith(".github/workflows/")
                && file.lines().stream().map(String::strip).anyMatch(line -> line.matches("(?:- )?run:.{0,2000}"));
    }
}
