package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** Rules that belong to no group. */
public enum Whole implements KnownRule {
    CONFLICT_MARKER(
            "conflict-marker",
            Severity.HIGH,
            "A merge conflict was left unresolved. Keep one side or both, and delete the markers."),
    SUPPRESSION_WITHOUT_REASON(
            "suppression-without-reason",
            Severity.LOW,
            "A finding is suppressed here and nobody says why. Write the reason behind the brackets.");

    private final RuleFacts facts;

    Whole(String id, Severity severity, String advice) {
        facts = new RuleFacts(id, severity, advice);
    }

    @Override
    public RuleFacts facts() {
        return facts;
    }
}
