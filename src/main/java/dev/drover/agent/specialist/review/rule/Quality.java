package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** What goes wrong by itself, sooner or later. */
public enum Quality implements KnownRule {
    SWALLOWED_EXCEPTION(
            Severity.MEDIUM,
            "The failure is caught and nothing is done, so nobody learns of it. Handle it, throw it on, or say in a comment why it does not matter."),
    SWALLOWED_INTERRUPT(
            Severity.MEDIUM, "The thread was told to stop and goes on. Set the interrupt flag again, or throw it on."),
    STRING_IDENTITY(Severity.MEDIUM, "This compares where two texts lie and not what they say. Use equals."),
    EXIT(
            Severity.MEDIUM,
            "A class that others use ends the whole program here. Throw an exception and let the caller decide."),
    EQUALS_WITHOUT_HASHCODE(
            Severity.MEDIUM,
            "equals is redefined and hashCode is not, so sets and maps do not find equal objects. Define both."),
    FINALLY_JUMP(Severity.MEDIUM, "A jump out of finally discards the exception that was under way. Move it out."),
    SAME_OPERANDS(Severity.MEDIUM, "Both sides are the same, so one of them was meant to be something else."),
    SYNTAX(
            Severity.INFO,
            "The compiler's parser does not read this file, so only rules for single lines looked at it.");

    private final RuleFacts facts;

    Quality(Severity severity, String advice) {
        facts = RuleFacts.of("quality", this, severity, advice);
    }

    @Override
    public RuleFacts facts() {
        return facts;
    }
}
