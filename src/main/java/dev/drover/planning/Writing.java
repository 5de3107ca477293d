package dev.drover.planning;

import java.util.Set;

/** Which work changes the tree or its history, or leaves something that others take up. */
final class Writing {
    private static final Set<String> CAPABILITIES = Set.of(
            "code_generation",
            "bug_fixing",
            "refactoring",
            "optimization",
            "testing",
            "apply_edits",
            "rewrite",
            "documentation",
            "document_project",
            "api_docs",
            "changelog",
            "commit_changes",
            "create_branch",
            "bundle",
            "patch_series");

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
                        .filter(CAPABILITIES::contains)
                        .isPresent());
    }
}
