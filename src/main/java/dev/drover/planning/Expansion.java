package dev.drover.planning;

import dev.drover.flock.Strategies;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes from a pattern the tasks that a request wants, and puts its text into them. */
final class Expansion {
    /** An action is read by people and by models; the whole request is in every packet besides. */
    static final int MAX_QUOTED = 2000;

    private Expansion() {}

    /**
     * A task that is wanted.
     *
     * @param dependencies tasks of the same pattern that are wanted too
     * @param position in the file
     */
    record Wanted(PatternTask task, List<String> dependencies, int position) {}

    /** The tasks that the request wants, each behind what it depends on; all of the pattern's when it refuses every one. */
    static List<Wanted> wanted(TaskPattern pattern, RequestText text) {
        RequestText bidden = text.bidden(true);
        List<PatternTask> asked = pattern.tasks().stream()
                .filter(task -> task.isWantedBy(text))
                .filter(task -> !Outward.is(task) || task.onlyIf().isEmpty() || task.isWantedBy(bidden))
                .toList();
        List<PatternTask> kept = asked.isEmpty() ? pattern.tasks() : asked;
        Map<String, PatternTask> byId =
                kept.stream().collect(Collectors.toMap(task -> task.template().taskId(), task -> task));
        var dependencies = new HashMap<String, List<String>>();
        var wanted = new ArrayList<Wanted>();
        for (TaskSpec template : Strategies.order(templates(pattern.tasks()))) {
            List<String> own = bridged(template, byId.keySet(), dependencies);
            dependencies.put(template.taskId(), own);
            PatternTask task = byId.get(template.taskId());
            if (task != null) {
                wanted.add(new Wanted(task, own, pattern.tasks().indexOf(task)));
            }
        }
        return wanted;
    }

    private static List<TaskSpec> templates(List<PatternTask> tasks) {
        return tasks.stream().map(PatternTask::template).toList();
    }

    /** What depended on a task that is left out depends on what that one depended on. */
    private static List<String> bridged(TaskSpec template, Set<String> kept, Map<String, List<String>> dependencies) {
        var own = new LinkedHashSet<String>();
        for (String dependency : template.dependencies()) {
            if (kept.contains(dependency)) {
                own.add(dependency);
            } else {
                own.addAll(dependencies.getOrDefault(dependency, List.of()));
            }
        }
        return List.copyOf(own);
    }

    static String quoted(String text) {
        return text.codePointCount(0, text.length()) <= MAX_QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED)) + "…";
    }

    /** The task as it stands in the plan. */
    static TaskSpec filled(
            TaskSpec template, String id, String action, Map<String, String> params, Collection<String> dependencies) {
        return new TaskSpec(
                id,
                template.agentType(),
                template.capability(),
                action,
                template.run(),
                params,
                List.copyOf(dependencies),
                template.files(),
                template.timeoutSeconds(),
                template.retries(),
                template.rerun(),
                template.notBefore(),
                template.mutex(),
                template.edits(),
                template.acceptance());
    }
}
