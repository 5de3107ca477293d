package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.coding.tree.EditLogView;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What an attempt changed for good, in {@code edits.json} of its folder. An agent may die after that and before it has
 * answered; the attempt after it would look for text that is not there any more.
 *
 * @param accepted whether all acceptance commands had ended with exit code 0
 */
record Kept(boolean accepted, EditLogView files, Outcome outcome) {
    private static final int MAX_BYTES = 64 << 20;

    static Path fileOf(Assignment assignment) {
        return attemptFolder(assignment).resolve("edits.json");
    }

    private static Path attemptFolder(Assignment assignment) {
        return Objects.requireNonNull(assignment.artifacts().getParent());
    }

    /** That of the latest earlier attempt which kept changes, if every file is still as it left it. */
    static Optional<Kept> byEarlierAttempt(Assignment assignment) throws IOException {
        Path task = Objects.requireNonNull(attemptFolder(assignment).getParent());
        for (int attempt = assignment.packet().attempt() - 1; attempt > 0; attempt--) {
            Optional<Kept> kept = read(task.resolve(String.valueOf(attempt)).resolve("edits.json"));
            if (kept.isPresent()) {
                return kept.get()
                                        .files()
                                        .workspace()
                                        .equals(assignment.workspace().toString())
                                && kept.get().files().stillHolds()
                        ? kept
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Kept> read(Path file) throws IOException {
        try {
            return SafeFiles.read(file, MAX_BYTES).map(bytes -> Json.read(bytes, Kept.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
