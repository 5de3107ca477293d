package dev.drover.knowledge;

import dev.drover.message.Shortened;
import java.util.stream.Collectors;

/** An optimization in words, for whoever is to do the like. */
final class OptimizationText {
    private static final int MAX_PART = 1_500;
    private static final int MAX_COMMANDS = 5;

    private OptimizationText() {}

    static Piece of(String source, Lesson.Optimized lesson) {
        Lesson.Subject task = lesson.task();
        Lesson.Resolution by = lesson.optimizedBy();
        String text = "To do: " + shortened(task.action())
                + (task.files().isEmpty() ? "" : "\nFiles: " + shortened(String.join(", ", task.files())))
                + "\nDone: " + shortened(by.summary())
                + by.commit().map(commit -> " (commit " + commit + ")").orElse("")
                + by.evidence().stream()
                        .limit(MAX_COMMANDS)
                        .map(run -> "\nCommand: " + shortened(run.command()) + " (exit code " + run.exitCode()
                                + run.log().map(log -> "; log " + log).orElse("") + ")")
                        .collect(Collectors.joining());
        return Piece.of(
                        source,
                        Shortened.of("Optimized: " + task.action(), 120),
                        Shortened.of(text, Piece.MAX_TEXT),
                        Kind.LESSON)
                .from(task.workspace());
    }

    private static String shortened(String text) {
        return Shortened.of(text, MAX_PART);
    }
}
