package dev.drover.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How urgent a request is; also the name of its lane on the bus. Declared from the most to the least urgent (P0 to P3). */
public enum Priority {
    CRITICAL("P0"),
    HIGH("P1"),
    NORMAL("P2"),
    LOW("P3");

    private final String shortForm;

    Priority(String shortForm) {
        this.shortForm = shortForm;
    }

    /** The name on the wire and the name of the lane's folder. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Understands the lane's name and the short form {@code P0} to {@code P3}. */
    @JsonCreator
    public static Priority of(String text) {
        for (Priority priority : values()) {
            if (priority.name().equalsIgnoreCase(text) || priority.shortForm.equalsIgnoreCase(text)) {
                return priority;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a priority; use critical, high, normal or low (P0 to P3)");
    }
}
