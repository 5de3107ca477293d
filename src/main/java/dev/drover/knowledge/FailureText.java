package dev.drover.knowledge;

import dev.drover.message.Evidence;
import dev.drover.message.Sha256;
import dev.drover.message.Shortened;
import java.util.List;
import java.util.Optional;

/** A failure in words, for whoever does the like again. */
final class FailureText {
    private static final int MAX_PART = 1_500;
    private static final int MAX_COMMANDS = 5;

    private FailureText() {}

    static Piece of(String source, Lesson.Failed failed, Optional<Lesson.Resolution> resolution) {
        Optional<Lesson.Subject> task = failed.task();
        String action = task.map(Lesson.Subject::action).orElse(failed.taskId());
        String capability = task.flatMap(Lesson.Subject::capability).orElse("");
        List<String> files = task.map(Lesson.Subject::files).orElse(List.of());
        String code = failed.code().orElse("");
        var text = new StringBuilder("To do: ").append(Shortened.of(action, MAX_PART));
        line(text, "Capability: ", capability);
        line(text, "Files: ", String.join(", ", files));
        line(text, "Failed" + (code.isEmpty() ? ": " : " with " + code + ": "), failed.why());
        commands(text, failed.evidence());
        failed.outputTail().ifPresent(tail -> line(text, "Its output ended with:\n", tail));
        text.append('\n')
                .append(resolution.map(FailureText::resolved).orElse("No later attempt is known to have succeeded."));
        var likeness = new Likeness(
                capability,
                files,
                Sha256.of(
                        String.join("\0", action, capability, code, failed.why().replaceAll("\\d+", "0"))),
                resolution.isPresent(),
                String.valueOf(failed.at()));
        return new Piece(
                source,
                Shortened.of("Failed: " + action, 120),
                Shortened.of(text.toString(), Piece.MAX_TEXT),
                capability + " " + String.join(" ", files),
                Kind.LESSON,
                task.flatMap(Lesson.Subject::workspace).orElse(""),
                Optional.of(likeness));
    }

    private static void commands(StringBuilder text, List<Evidence> evidence) {
        evidence.stream()
                .filter(run -> run.exitCode() != 0)
                .limit(MAX_COMMANDS)
                .forEach(run -> line(
                        text,
                        "Command: ",
                        Shortened.of(run.command(), MAX_PART) + " (exit code " + run.exitCode()
                                + run.log().map(log -> "; log " + log).orElse("")
                                + run.outputSha256()
                                        .map(hash -> "; output " + Shortened.of(hash, 16))
                                        .orElse("")
                                + ")"));
    }

    private static String resolved(Lesson.Resolution by) {
        return "Resolved by attempt " + by.attempt() + ": " + Shortened.of(by.summary(), MAX_PART)
                + by.commit().map(commit -> " (commit " + commit + ")").orElse("");
    }

    private static void line(StringBuilder text, String before, String what) {
        if (!what.isBlank()) {
            text.append('\n').append(before).append(Shortened.of(what, MAX_PART));
        }
    }
}
