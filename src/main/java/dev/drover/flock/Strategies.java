package dev.drover.flock;

import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Which strategy a task graph is run with, and what that strategy does to its tasks. */
public final class Strategies {
    private Strategies() {}

    /** The strategy asked for, or for {@link Strategy#AUTO} the one that fits the shape of the graph. */
    public static StrategyChoice choose(Dag dag, Strategy asked) {
        int count = dag.tasks().size();
        if (asked != Strategy.AUTO) {
            return new StrategyChoice(asked, shape(dag) + ": " + asked.wire() + ", as the request asks");
        }
        if (count < 2) {
            return new StrategyChoice(Strategy.SEQUENTIAL, shape(dag) + ": sequential");
        }
        Optional<String> mutex = commonMutex(dag.tasks());
        if (dag.width() > 1 && mutex.isPresent()) {
            return new StrategyChoice(
                    Strategy.SEQUENTIAL,
                    "%d tasks that all hold the mutex '%s', so one at a time: sequential"
                            .formatted(count, mutex.get()));
        }
        if (dag.width() > 1) {
            return new StrategyChoice(Strategy.PARALLEL, shape(dag) + ": parallel");
        }
        return new StrategyChoice(Strategy.PIPELINE, count + " tasks in one chain, each feeding the next: pipeline");
    }

    /**
     * The tasks with the dependencies that the strategy adds, in the order given. A pipeline chains them in the order
     * given, or in topological order where the order given contradicts the dependencies. The other strategies add
     * nothing: run one at a time, the failure of a task must not fail one that has nothing to do with it.
     */
    public static List<TaskSpec> arrange(List<TaskSpec> tasks, Strategy strategy) {
        Dag dag = Dag.of(tasks);
        return switch (choose(dag, strategy).strategy()) {
            case PIPELINE -> chain(tasks, dag);
            case AUTO, PARALLEL, SEQUENTIAL -> dag.tasks();
        };
    }

    /** The order in which a strategy that runs one task at a time takes them. */
    public static List<TaskSpec> order(List<TaskSpec> tasks) {
        return Dag.of(tasks).topologicalOrder();
    }

    private static List<TaskSpec> chain(List<TaskSpec> tasks, Dag dag) {
        List<TaskSpec> line = followsDependencies(tasks) ? tasks : dag.topologicalOrder();
        var previous = new HashMap<String, String>();
        for (int i = 1; i < line.size(); i++) {
            previous.put(line.get(i).taskId(), line.get(i - 1).taskId());
        }
        return tasks.stream()
                .map(task -> Optional.ofNullable(previous.get(task.taskId()))
                        .map(before -> after(task, before))
                        .orElse(task))
                .toList();
    }

    private static boolean followsDependencies(List<TaskSpec> tasks) {
        var before = new LinkedHashSet<String>();
        for (TaskSpec task : tasks) {
            if (!before.containsAll(task.dependencies())) {
                return false;
            }
            before.add(task.taskId());
        }
        return true;
    }

    private static TaskSpec after(TaskSpec task, String before) {
        var dependencies = new LinkedHashSet<>(task.dependencies());
        dependencies.add(before);
        return new TaskSpec(
                task.taskId(),
                task.agentType(),
                task.capability(),
                task.action(),
                task.run(),
                task.params(),
                new ArrayList<>(dependencies),
                task.files(),
                task.timeoutSeconds(),
                task.retries(),
                task.rerun(),
                task.notBefore(),
                task.mutex(),
                task.edits(),
                task.acceptance());
    }

    private static Optional<String> commonMutex(List<TaskSpec> tasks) {
        Optional<String> first = tasks.getFirst().mutex();
        return tasks.stream().allMatch(task -> task.mutex().equals(first)) ? first : Optional.empty();
    }

    private static String shape(Dag dag) {
        int count = dag.tasks().size();
        if (count < 2) {
            return count == 1 ? "One task" : "No tasks";
        }
        return "%d tasks in %d level%s, up to %d side by side"
                .formatted(count, dag.longestChain(), dag.longestChain() == 1 ? "" : "s", dag.width());
    }
}
