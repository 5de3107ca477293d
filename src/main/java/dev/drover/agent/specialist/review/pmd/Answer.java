package dev.drover.agent.specialist.review.pmd;

import java.util.List;

/**
 * What PMD has found.
 *
 * @param unread files that it could not work on
 */
public record Answer(List<Violation> violations, List<String> unread) {
    public Answer {
        violations = List.copyOf(violations);
        unread = List.copyOf(unread);
    }

    /** One violation of one rule, by its name in PMD. */
    public record Violation(String file, int line, String rule, String message) {}
}
