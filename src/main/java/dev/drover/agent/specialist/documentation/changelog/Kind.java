package dev.drover.agent.specialist.documentation.changelog;

import java.util.List;
import java.util.Locale;

/** What a commit is about, in the order in which readers are told. */
enum Kind {
    BREAKING("Breaking changes", ""),
    FEATURE("Features", "feat feature"),
    FIX("Fixes", "fix bugfix hotfix"),
    SECURITY("Security", "security sec"),
    PERFORMANCE("Performance", "perf"),
    REVERT("Reverts", "revert"),
    REFACTORING("Refactoring", "refactor"),
    DOCUMENTATION("Documentation", "docs doc"),
    TEST("Tests", "test tests"),
    BUILD("Build and CI", "build ci deps"),
    CHORE("Chores", "chore style"),
    OTHER("Other", "");

    final String title;

    private final String types;

    /** The types of commits are words with spaces between them. */
    Kind(String title, String types) {
        this.title = title;
        this.types = types;
    }

    /** By the type that a conventional commit names; one that is not known is among the others. */
    static Kind of(String type) {
        for (Kind kind : values()) {
            if (List.of(kind.types.split(" ")).contains(type.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        return OTHER;
    }
}
