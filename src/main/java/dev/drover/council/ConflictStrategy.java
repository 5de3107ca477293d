package dev.drover.council;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How conflicts between concurrent tasks are resolved. */
public enum ConflictStrategy {
    PRIORITY,
    RESOURCE,
    TIME,
    /** Chosen from what worked before. */
    ADAPTIVE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static ConflictStrategy of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
