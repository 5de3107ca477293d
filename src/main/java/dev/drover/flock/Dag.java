package dev.drover.flock;

import dev.drover.message.DroverException;
import dev.drover.message.TaskSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * The tasks of one request as a directed acyclic graph. Immutable. Every walk is iterative, so the depth of the graph is
 * bounded by memory and not by the stack.
 */
public final class Dag {
    private final List<TaskSpec> tasks;
    private final Map<String, Integer> indexes;
    private final List<List<Integer>> dependents;
    private final int[] order;
    private final int[] levelOf;

    private Dag(List<TaskSpec> tasks, Edges edges, int[] order) {
        this.tasks = tasks;
        this.indexes = edges.indexes();
        this.dependents = edges.dependents();
        this.order = order;
        this.levelOf = new int[tasks.size()];
        for (int task : order) {
            for (int dependent : dependents.get(task)) {
                levelOf[dependent] = Math.max(levelOf[dependent], levelOf[task] + 1);
            }
        }
    }

    /** What keeps these tasks from being a graph that can be run; empty when nothing does. */
    public static List<Problem> check(List<TaskSpec> tasks) {
        return DagCheck.problems(tasks);
    }

    /**
     * The graph of these tasks.
     *
     * @throws DroverException when {@link #check} finds a problem; the message is the first one's
     */
    public static Dag of(List<TaskSpec> tasks) {
        List<Problem> problems = check(tasks);
        if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            throw new DroverException(first.message() + " (at " + first.pointer() + ")");
        }
        Edges edges = Edges.of(tasks);
        return new Dag(List.copyOf(tasks), edges, sort(edges));
    }

    public List<TaskSpec> tasks() {
        return tasks;
    }

    /** Every task after what it depends on; among those that are ready the one that was given first comes first. */
    public List<TaskSpec> topologicalOrder() {
        return Arrays.stream(order).mapToObj(tasks::get).toList();
    }

    /** The ids of all tasks that depend on this one, directly or through others, in the order given. */
    public List<String> dependents(String taskId) {
        Integer start = indexes.get(taskId);
        if (start == null) {
            throw new DroverException("There is no task '" + taskId + "' among " + indexes.keySet());
        }
        var seen = new BitSet();
        var left = new ArrayDeque<Integer>(dependents.get(start));
        while (!left.isEmpty()) {
            int next = left.pop();
            if (!seen.get(next)) {
                seen.set(next);
                left.addAll(dependents.get(next));
            }
        }
        return seen.stream().mapToObj(i -> tasks.get(i).taskId()).toList();
    }

    /** The ids level by level: a task stands one level below the deepest one that it depends on. */
    public List<List<String>> levels() {
        var levels = new ArrayList<List<String>>();
        for (int i = 0; i < longestChain(); i++) {
            levels.add(new ArrayList<>());
        }
        for (int i = 0; i < tasks.size(); i++) {
            levels.get(levelOf[i]).add(tasks.get(i).taskId());
        }
        return levels.stream().map(List::copyOf).toList();
    }

    /** How many tasks the fullest level has; 1 exactly when no two tasks could ever run side by side. */
    public int width() {
        return Arrays.stream(levelOf)
                .boxed()
                .collect(Collectors.groupingBy(level -> level, Collectors.summingInt(level -> 1)))
                .values()
                .stream()
                .max(Integer::compare)
                .orElse(0);
    }

    /** How many tasks the longest chain of dependencies has, which is also the number of levels. */
    public int longestChain() {
        return Arrays.stream(levelOf).max().orElse(-1) + 1;
    }

    /** Kahn's algorithm with the ready tasks kept in the order given; tasks on or behind a cycle are left out. */
    static int[] sort(Edges edges) {
        int[] waitingFor = edges.counts();
        var ready = new PriorityQueue<Integer>();
        for (int i = 0; i < waitingFor.length; i++) {
            if (waitingFor[i] == 0) {
                ready.add(i);
            }
        }
        var sorted = new ArrayList<Integer>();
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            sorted.add(next);
            for (int dependent : edges.dependents().get(next)) {
                waitingFor[dependent]--;
                if (waitingFor[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return sorted.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Who depends on whom, by position. Unknown ids, self-dependencies and repetitions are left out.
     *
     * @param indexes position of each id; of two tasks with the same id the first one's
     */
    record Edges(Map<String, Integer> indexes, List<List<Integer>> dependencies, List<List<Integer>> dependents) {
        static Edges of(List<TaskSpec> tasks) {
            var indexes = new LinkedHashMap<String, Integer>();
            var dependencies = new ArrayList<List<Integer>>();
            var dependents = new ArrayList<List<Integer>>();
            for (int i = 0; i < tasks.size(); i++) {
                indexes.putIfAbsent(tasks.get(i).taskId(), i);
                dependents.add(new ArrayList<>());
            }
            for (int i = 0; i < tasks.size(); i++) {
                int self = i;
                List<Integer> known = tasks.get(i).dependencies().stream()
                        .filter(indexes::containsKey)
                        .map(indexes::get)
                        .filter(other -> other != self)
                        .distinct()
                        .toList();
                dependencies.add(known);
                known.forEach(other -> dependents.get(other).add(self));
            }
            return new Edges(indexes, dependencies, dependents);
        }

        int[] counts() {
            return dependencies.stream().mapToInt(List::size).toArray();
        }
    }
}
