package dev.drover.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a request ended. */
public enum RequestStatus {
    COMPLETED,
    /** Some tasks completed, others did not. */
    PARTIAL,
    FAILED,
    BLOCKED,
    CANCELLED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static RequestStatus of(String text) {
        return Wire.parse(RequestStatus.class, text);
    }
}
