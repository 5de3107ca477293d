package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** What has grown beyond what one can keep in mind. */
public enum Size implements KnownRule {
    UNIT(Severity.MEDIUM, "This unit is too long to be understood at once. Take parts out and name them."),
    NESTING(
            Severity.MEDIUM,
            "Nested so deeply, the cases are hard to follow. Return early, or take the inner part out."),
    PARAMETERS(
            Severity.LOW,
            "So many parameters are easily given in the wrong order. Put those that belong together into a type."),
    COMPLEXITY(Severity.MEDIUM, "So many ways through one unit are hard to test. Split it by cases."),
    FILE(Severity.LOW, "This file is too long for one subject. Split it.");

    private final RuleFacts facts;

    Size(Severity severity, String advice) {
        facts = RuleFacts.of("size", this, severity, advice);
    }

    @Override
    public RuleFacts facts() {
        return facts;
    }
}
