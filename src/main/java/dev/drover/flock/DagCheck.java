package dev.drover.flock;

import dev.drover.message.Ids;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds what keeps a list of tasks from being a graph that can be run. */
final class DagCheck {
    /** A request with more mistakes than this is told of these; nobody reads further. */
    static final int MAX_PROBLEMS = 50;

    private static final int IDS_SHOWN = 12;

    private DagCheck() {}

    static List<Problem> problems(List<TaskSpec> tasks) {
        var edges = Dag.Edges.of(tasks);
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < tasks.size(); i++) {
            checkId(tasks, i, edges.indexes(), problems);
            checkDependencies(tasks.get(i), i, edges.indexes(), problems);
        }
        findCycles(tasks, edges, problems);
        return problems.size() <= MAX_PROBLEMS ? List.copyOf(problems) : List.copyOf(problems.subList(0, MAX_PROBLEMS));
    }

    private static void checkId(List<TaskSpec> tasks, int index, Map<String, Integer> indexes, List<Problem> problems) {
        String id = tasks.get(index).taskId();
        Integer first = indexes.get(id);
        if (first != null && first != index) {
            problems.add(new Problem(
                    "/tasks/" + index + "/task_id",
                    "duplicate_id",
                    "Task id '%s' is already that of task %d; give every task an id of its own"
                            .formatted(Ids.printable(id), first)));
        }
    }

    private static void checkDependencies(
            TaskSpec task, int index, Map<String, Integer> indexes, List<Problem> problems) {
        for (int i = 0; i < task.dependencies().size(); i++) {
            String dependency = task.dependencies().get(i);
            String pointer = "/tasks/" + index + "/dependencies/" + i;
            if (dependency.equals(task.taskId())) {
                problems.add(new Problem(
                        pointer,
                        "self_dependency",
                        "Task '%s' depends on itself and could never start; remove that dependency"
                                .formatted(Ids.printable(dependency))));
            } else if (!indexes.containsKey(dependency)) {
                problems.add(new Problem(
                        pointer,
                        "unknown_dependency",
                        "Task '%s' depends on '%s', which is no task of this request; known are %s"
                                .formatted(Ids.printable(task.taskId()), Ids.printable(dependency), shown(indexes))));
            }
        }
    }

    private static String shown(Map<String, Integer> indexes) {
        String ids =
                indexes.keySet().stream().limit(IDS_SHOWN).map(Ids::printable).collect(Collectors.joining(", "));
        return indexes.size() > IDS_SHOWN ? ids + " and " + (indexes.size() - IDS_SHOWN) + " more" : ids;
    }

    /**
     * Whatever a topological sort leaves over has a dependency that was left over too, so following those must come
     * round. Each walk marks what it saw; so cycles are reported once, and the whole costs one pass.
     */
    private static void findCycles(List<TaskSpec> tasks, Dag.Edges edges, List<Problem> problems) {
        var sorted = new BitSet();
        for (int task : Dag.sort(edges)) {
            sorted.set(task);
        }
        var seen = new BitSet();
        for (int start = sorted.nextClearBit(0); start < tasks.size(); start = sorted.nextClearBit(start + 1)) {
            var path = new ArrayList<Integer>();
            var onPath = new BitSet();
            int at = start;
            while (!seen.get(at)) {
                seen.set(at);
                onPath.set(at);
                path.add(at);
                at = unsortedDependency(edges, at, sorted);
            }
            if (onPath.get(at)) {
                problems.add(cycle(tasks, path.subList(path.indexOf(at), path.size())));
            }
        }
    }

    private static int unsortedDependency(Dag.Edges edges, int task, BitSet sorted) {
        for (int dependency : edges.dependencies().get(task)) {
            if (!sorted.get(dependency)) {
                return dependency;
            }
        }
        throw new IllegalStateException("task " + task + " was left over by the sort without a reason");
    }

    private static Problem cycle(List<TaskSpec> tasks, List<Integer> members) {
        int at = members.indexOf(members.stream().min(Integer::compare).orElseThrow());
        var turned = new ArrayList<Integer>(members.subList(at, members.size()));
        turned.addAll(members.subList(0, at));
        String names = turned.stream()
                .limit(IDS_SHOWN)
                .map(i -> Ids.printable(tasks.get(i).taskId()))
                .collect(Collectors.joining(" → "));
        String gap = turned.size() > IDS_SHOWN ? " → … (" + turned.size() + " tasks)" : "";
        TaskSpec first = tasks.get(turned.getFirst());
        String next = tasks.get(turned.get(1)).taskId();
        return new Problem(
                "/tasks/" + turned.getFirst() + "/dependencies/"
                        + first.dependencies().indexOf(next),
                "cycle",
                "The tasks wait for each other: %s%s → %s (each depends on the next); remove one of these dependencies"
                        .formatted(names, gap, Ids.printable(first.taskId())));
    }
}
