package dev.drover.conformance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much an agent owes a rule. */
public enum Level {
    /** The daemon and the other agents rely on it. */
    REQUIRED,
    /** The flock is better for it, and can do without. */
    RECOMMENDED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
