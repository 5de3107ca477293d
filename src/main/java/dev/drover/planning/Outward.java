package dev.drover.planning;

import dev.drover.council.AgentDefinition;
import dev.drover.council.Backend;
import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which work others see, or changes what is in the history, and is therefore done only when it is plainly commanded. */
final class Outward {
    private static final List<String> CAPABILITIES = List.of(
            "deploy", "promote", "rollback", "merge", "push", "pull_request", "tag_version", "revert", "cherry_pick");

    /** Of a late stage, and yet it changes nothing that others have. */
    private static final Set<String> HARMLESS = Set.of("smoke_test", "bundle", "patch_series");

    /** What comes with Drover and does not, or takes more to be told than a plan in words says. */
    private static final Set<String> SHIPPED = Stream.concat(
                    CAPABILITIES.stream(),
                    Stream.of(
                            "build", "smoke_test", "create_branch", "bundle", "patch_series", "apply_edits", "rewrite"))
            .collect(Collectors.toUnmodifiableSet());

    /** What comes with Drover and stays in the workspace or on the branch of the request. */
    private static final Set<String> AT_HOME = Set.of(
            "analysis",
            "design",
            "code_generation",
            "refactoring",
            "bug_fixing",
            "optimization",
            "testing",
            "run_tests",
            "coverage",
            "review_code",
            "review_changes",
            "security_review",
            "scan_secrets",
            "code_analysis",
            "documentation",
            "document_project",
            "api_docs",
            "missing_docs",
            "check_links",
            "changelog",
            "commit_changes");

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

    /** Whether a task of a plan is one that a planner that may not be trusted cannot choose, so that it would be missing. */
    static boolean isByPatternOnly(TaskSpec task) {
        return task.capability().filter(SHIPPED::contains).isPresent();
    }

    /**
     * Whether a planner that may not be trusted may choose it: what is known to stay at home, and what people have added,
     * unless a program of theirs does it, of which nobody knows what it does.
     */
    static boolean mayBeChosen(String capability, AgentDefinition definition) {
        boolean unknownProgram = definition.command().isPresent() || definition.backend() != Backend.BUILTIN;
        return AT_HOME.contains(capability) || (!SHIPPED.contains(capability) && !unknownProgram);
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
