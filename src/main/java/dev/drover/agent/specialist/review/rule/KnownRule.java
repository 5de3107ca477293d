package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** A rule as people know it. */
public interface KnownRule {
    /** A stable name, such as {@code risk.sql}. */
    String id();

    /** How bad what it finds is at the worst. */
    Severity severity();

    /** What is wrong and what to do, in a sentence or two. */
    String advice();

    /** The name of a constant as the last part of an id. */
    static String id(String group, Enum<?> constant) {
        return group + "." + constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
