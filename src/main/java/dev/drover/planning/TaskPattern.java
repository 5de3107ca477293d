package dev.drover.planning;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A decomposition pattern: how one kind of request becomes tasks.
 *
 * @param priority of two patterns that fit equally well the one with the higher priority is taken
 * @param fallback whether it is taken when no pattern fits
 * @param stage when its tasks are due among those of other patterns
 * @param insteadOf names of the patterns for whose combination it stands
 * @param file the name of the file that says so
 */
record TaskPattern(
        String name,
        String description,
        int priority,
        boolean fallback,
        Stage stage,
        List<String> insteadOf,
        Match match,
        List<PatternTask> tasks,
        String file) {
    TaskPattern {
        insteadOf = List.copyOf(insteadOf);
        tasks = List.copyOf(tasks);
    }

    /** Whether this is a larger kind of the same work: as the other needs, but of more tasks. */
    boolean includes(TaskPattern other) {
        return stage == other.stage
                && tasks.size() > other.tasks.size()
                && capabilities().equals(other.capabilities());
    }

    private Set<String> capabilities() {
        return tasks.stream()
                .flatMap(task -> task.template().capability().stream())
                .collect(Collectors.toSet());
    }

    /** Whether some task needs this capability. */
    boolean offers(String capability) {
        return tasks.stream().anyMatch(task -> task.template().capability().equals(Optional.of(capability)));
    }
}
