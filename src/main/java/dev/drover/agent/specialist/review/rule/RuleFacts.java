package dev.drover.agent.specialist.review.rule;

import com.google.errorprone.annotations.Immutable;
import dev.drover.message.Severity;
import java.util.Locale;

/**
 * What is said of a rule.
 *
 * @param id a stable name, such as {@code risk.sql}
 * @param severity how bad what it finds is at the worst
 * @param advice what is wrong and what to do, in a sentence or two
 */
@Immutable
public record RuleFacts(String id, Severity severity, String advice) implements KnownRule {
    /** Those of a constant, whose name is the last part of the id. */
    static RuleFacts of(String group, Enum<?> constant, Severity severity, String advice) {
        String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new RuleFacts(group + "." + name, severity, advice);
    }

    @Override
    public RuleFacts facts() {
        return this;
    }
}
