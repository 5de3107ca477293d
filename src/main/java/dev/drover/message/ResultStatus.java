package dev.drover.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How one attempt at a packet ended, as the agent reports it. */
public enum ResultStatus {
    COMPLETED,
    FAILED,
    /** It cannot go on without a person: a missing tool, a missing model, a decision. */
    BLOCKED,
    TIMEOUT,
    CANCELLED,
    /** Handed back unfinished by an agent that was asked to stop; it is issued again. */
    RELEASED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ResultStatus of(String text) {
        return Wire.parse(ResultStatus.class, text);
    }
}
