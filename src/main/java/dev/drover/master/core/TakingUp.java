package dev.drover.master.core;

import dev.drover.message.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tasks of a request that is under way go on with a codeword that is given now: those that were blocked for it,
 * and those that ended only because they depend on one of these.
 */
final class TakingUp {
    private TakingUp() {}

    /** In an order in which each comes after what it depends on; empty when none waits for a codeword. */
    static List<Task> of(Run run) {
        Set<Task> taken = new LinkedHashSet<>();
        run.tasks().stream().filter(TakingUp::waitsForCodeword).forEach(taken::add);
        List<Task> more = new ArrayList<>(taken);
        while (!more.isEmpty()) {
            more = run.tasks().stream()
                    .filter(task -> !taken.contains(task) && wasBlockedByOthers(task))
                    .filter(task -> run.dependenciesOf(task).stream()
                            .allMatch(d -> taken.contains(d)
                                    || d.state() == TaskState.COMPLETED
                                    || !d.state().isFinal()))
                    .toList();
            taken.addAll(more);
        }
        return List.copyOf(taken);
    }

    private static boolean waitsForCodeword(Task task) {
        return endedWith(task, "codeword_needed");
    }

    private static boolean wasBlockedByOthers(Task task) {
        return endedWith(task, "dependency_blocked");
    }

    private static boolean endedWith(Task task, String code) {
        return task.state() == TaskState.BLOCKED
                && task.error().filter(e -> e.code().equals(code)).isPresent();
    }
}
