package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** What a person writes while working and means to take out again. */
public enum Leftover implements KnownRule {
    TODO(Severity.INFO, "A note that something is still to be done."),
    CONSOLE_LOG(Severity.LOW, "Output for debugging; take it out or use the project's logging."),
    DEBUGGER(Severity.MEDIUM, "A break point for the debugger; take it out."),
    SYSTEM_OUT(
            Severity.LOW,
            "Output past the project's logging; take it out, unless it is meant for the user of a command."),
    DUMP(Severity.LOW, "A value is printed for debugging; take it out."),
    PRINT_STACK_TRACE(
            Severity.LOW,
            "The stack trace goes past the project's logging, and the work goes on as if nothing had happened. Log it with its cause, or throw it on."),
    FOCUSED_TEST(Severity.MEDIUM, "A focused test: all the others are silently left out. Take the focus away."),
    SKIPPED_TEST(Severity.LOW, "A test that does not run. Make it run, or say why not and until when."),
    COMMENTED_CODE(Severity.INFO, "Code that is commented out; history keeps it, so it can go."),
    UNFINISHED(Severity.LOW, "Whoever comes here gets an error: this is not written yet.");

    private final RuleFacts facts;

    Leftover(Severity severity, String advice) {
        facts = RuleFacts.of("leftover", this, severity, advice);
    }

    @Override
    public RuleFacts facts() {
        return facts;
    }
}
