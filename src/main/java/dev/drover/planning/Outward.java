package dev.drover.planning;

import dev.drover.message.TaskSpec;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which work others see, or changes what is in the history, and is therefore done only when it is plainly commanded. */
public final class Outward {
    private static final List<String> CAPABILITIES = List.of(
            "deploy", "promote", "rollback", "merge", "push", "pull_request", "tag_version", "revert", "cherry_pick");

    /** Of a late stage, and yet it changes nothing that others have. */
    private static final Set<String> HARMLESS = Set.of("smoke_test", "bundle", "patch_series");

    private Outward() {}

    static boolean is(TaskPattern pattern) {
        boolean harmless = pattern.tasks().stream()
                .allMatch(task ->
                        task.template().capability().filter(HARMLESS::contains).isPresent());
        return (pattern.stage().reachesOut() && !harmless)
                || pattern.tasks().stream().anyMatch(task -> task.onlyIf().isEmpty() && is(task));
    }

    static boolean is(PatternTask task) {
        return task.template().capability().filter(CAPABILITIES::contains).isPresent();
    }

    /** Whether a task of a plan does. */
    static boolean is(TaskSpec task) {
        return task.capability().filter(CAPABILITIES::contains).isPresent();
    }

    /** Those of these capabilities that do not, in their order. */
    public static List<String> without(Collection<String> capabilities) {
        return capabilities.stream().filter(c -> !CAPABILITIES.contains(c)).toList();
    }

    /** All that these patterns do of it. */
    static Set<String> names(List<TaskPattern> patterns) {
        return patterns.stream()
                .filter(Outward::is)
                .flatMap(pattern -> Stream.of(name(pattern).split(", ", -1)))
                .collect(Collectors.toSet());
    }

    /** What a person calls it. */
    static String name(TaskPattern pattern) {
        String named = pattern.tasks().stream()
                .filter(task -> task.onlyIf().isEmpty() && is(task))
                .flatMap(task -> task.template().capability().stream())
                .collect(Collectors.joining(", "));
        return (named.isEmpty() ? pattern.name() : named).replace('_', ' ');
    }
}
