package dev.drover.planning;

import java.util.List;
import java.util.Optional;

/**
 * A decomposition pattern: how one kind of request becomes tasks.
 *
 * @param priority of two patterns that fit equally well the one with the higher priority is taken
 * @param fallback whether it is taken when no pattern fits
 * @param file the name of the file that says so
 */
record TaskPattern(
        String name,
        String description,
        int priority,
        boolean fallback,
        Match match,
        List<PatternTask> tasks,
        String file) {
    TaskPattern {
        tasks = List.copyOf(tasks);
    }

    /** Whether some task needs this capability. */
    boolean offers(String capability) {
        return tasks.stream().anyMatch(task -> task.template().capability().equals(Optional.of(capability)));
    }
}
