package dev.drover.agent.specialist.documentation.page;

import dev.drover.agent.specialist.Outcome;
import java.io.IOException;

/** Ends the work with an outcome other than completed. */
public final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    private Refused(Outcome outcome) {
        super(outcome.summary());
        this.outcome = outcome;
    }

    public static Refused blocked(String code, String message) {
        return new Refused(Outcome.blocked(code, message));
    }

    public static Refused failed(String code, String message, boolean retryable) {
        return new Refused(Outcome.failed(code, message, retryable));
    }

    public Outcome outcome() {
        return outcome;
    }
}
