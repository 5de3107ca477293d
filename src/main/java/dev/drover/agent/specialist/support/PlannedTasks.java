package dev.drover.agent.specialist.support;

import dev.drover.message.Ids;
import dev.drover.message.TaskSpec;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The tasks of a run as its plan states them, and which of them come before which. */
record PlannedTasks(List<TaskSpec> tasks) {
    PlannedTasks {
        tasks = List.copyOf(Objects.requireNonNull(tasks, "tasks"));
        tasks.forEach(task -> Ids.require("task_id", task.taskId()));
    }

    /** What a task looks at; two that are the same in this look at the same thing. */
    private record Look(
            Optional<String> agentType,
            Optional<String> capability,
            Optional<String> run,
            List<String> files,
            Map<String, String> params) {
        static Look of(TaskSpec task) {
            return new Look(task.agentType(), task.capability(), task.run(), task.files(), task.params());
        }
    }

    /**
     * The ids of these tasks and all that they depend on, but for those after which another of them looked at the same again: tests
     * that failed before a change do not count when they were run again behind it.
     *
     * @throws TasksBefore.Unreadable one of them is not in the plan
     */
    List<String> before(Collection<String> last) throws TasksBefore.Unreadable {
        Map<String, TaskSpec> byId = new HashMap<>();
        tasks.forEach(task -> byId.put(task.taskId(), task));
        Set<String> all = reached(byId, last, id -> true);
        Map<Look, Set<String>> looks = new HashMap<>();
        for (String id : all) {
            TaskSpec task = Objects.requireNonNull(byId.get(id));
            if (task.capability().isPresent()) {
                looks.computeIfAbsent(Look.of(task), look -> new HashSet<>()).add(id);
            }
        }
        Set<String> lookedAtAgain = new HashSet<>();
        for (Set<String> alike : looks.values()) {
            for (String id : alike.size() > 1 ? alike : Set.<String>of()) {
                List<String> from = Objects.requireNonNull(byId.get(id)).dependencies();
                // One of them that is met goes on from there itself, so a long row of them is not walked once for each.
                Set<String> before = reached(byId, from, met -> !alike.contains(met));
                before.retainAll(alike);
                lookedAtAgain.addAll(before);
            }
        }
        return all.stream().filter(id -> !lookedAtAgain.contains(id)).toList();
    }

    private static Set<String> reached(Map<String, TaskSpec> byId, Collection<String> from, Predicate<String> goesOn)
            throws TasksBefore.Unreadable {
        Set<String> reached = new LinkedHashSet<>(from);
        Deque<String> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            String id = next.remove();
            TaskSpec task = byId.get(id);
            if (task == null) {
                throw new TasksBefore.Unreadable(
                        "the task " + Ids.printable(id) + " is not in the plan of the request");
            }
            if (goesOn.test(id)) {
                task.dependencies().stream().filter(reached::add).forEach(next::add);
            }
        }
        return reached;
    }
}
