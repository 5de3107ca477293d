package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** A rule as people know it. */
public interface KnownRule {
    /** What is said of it everywhere. */
    RuleFacts facts();

    /** A stable name, such as {@code risk.sql}. */
    default String id() {
        return facts().id();
    }

    /** How bad what it finds is at the worst. */
    default Severity severity() {
        return facts().severity();
    }

    /** What is wrong and what to do, in a sentence or two. */
    default String advice() {
        return facts().advice();
    }
}
