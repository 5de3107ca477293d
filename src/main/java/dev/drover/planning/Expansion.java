package dev.drover.planning;

import dev.drover.flock.Strategies;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Turns the tasks of a pattern into those of a plan. */
final class Expansion {
    /** An action is read by people and by models; the whole request is in every packet besides. */
    static final int MAX_QUOTED = 2000;

    private Expansion() {}

    /** The tasks that the request wants, with its text in their actions. */
    static List<TaskSpec> of(TaskPattern pattern, String asked, RequestText text) {
        String quoted = quoted(asked.isBlank() ? pattern.description() : asked.strip());
        List<PatternTask> wanted =
                pattern.tasks().stream().filter(task -> task.isWantedBy(text)).toList();
        List<PatternTask> kept = wanted.isEmpty() ? pattern.tasks() : wanted;
        Map<String, List<String>> dependencies = dependencies(pattern, kept);
        return kept.stream()
                .map(task -> filled(task.template(), quoted, dependencies))
                .toList();
    }

    private static String quoted(String text) {
        return text.codePointCount(0, text.length()) <= MAX_QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED)) + "…";
    }

    /** What depended on a task that is left out depends on what that one depended on. */
    private static Map<String, List<String>> dependencies(TaskPattern pattern, List<PatternTask> kept) {
        var result = new HashMap<String, List<String>>();
        var ids = new LinkedHashSet<String>();
        kept.forEach(task -> ids.add(task.template().taskId()));
        List<TaskSpec> inOrder = Strategies.order(
                pattern.tasks().stream().map(PatternTask::template).toList());
        for (TaskSpec task : inOrder) {
            var own = new LinkedHashSet<String>();
            for (String dependency : task.dependencies()) {
                if (ids.contains(dependency)) {
                    own.add(dependency);
                } else {
                    own.addAll(result.getOrDefault(dependency, List.of()));
                }
            }
            result.put(task.taskId(), new ArrayList<>(own));
        }
        return result;
    }

    private static TaskSpec filled(TaskSpec template, String quoted, Map<String, List<String>> dependencies) {
        return new TaskSpec(
                template.taskId(),
                template.agentType(),
                template.capability(),
                template.action().replace(PatternTask.REQUEST, quoted),
                template.run(),
                template.params(),
                dependencies.getOrDefault(template.taskId(), List.of()),
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
