package dev.drover.planning;

import java.util.Set;

/** Which work changes the tree or its history, or leaves something that others take up. */
final class Writing {
    /** What was tested or reviewed before one of these has to be so again. */
    static final Set<String> CODE = Set.of(
            "code_generation",
            "bug_fixing",
            "refactoring",
            "optimization",
            "testing",
            "apply_edits",
            "rewrite",
            "merge",
            "revert",
            "cherry_pick");

    /** What these write has to be committed, too. */
    static final Set<String> FILES =
            Set.of("document_project", "documentation", "api_docs", "changelog", "commit_changes");

    private static final Set<String> REPOSITORY = Set.of("create_branch", "bundle", "patch_series");

    /** Who has these reads the whole request, and so whatever no pattern knows. */
    private static final Set<String> READING = Set.of(
            "analysis",
            "design",
            "code_generation",
            "code_analysis",
            "bug_fixing",
            "refactoring",
            "optimization",
            "testing",
            "documentation");

    private Writing() {}

    static boolean readsTheRequest(String capability) {
        return READING.contains(capability);
    }

    static boolean is(TaskPattern pattern) {
        return Outward.is(pattern)
                || pattern.tasks().stream().anyMatch(task -> task.template()
                        .capability()
                        .filter(does -> CODE.contains(does) || FILES.contains(does) || REPOSITORY.contains(does))
                        .isPresent());
    }
}
