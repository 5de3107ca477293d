package dev.drover.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the tasks of one request are run; {@link #AUTO} is replaced by one of the others when the plan is made. */
public enum Strategy {
    /** Chosen from the shape of the task graph. */
    AUTO,
    /** Every task as soon as what it depends on is done. */
    PARALLEL,
    /** One task at a time, in dependency order. */
    SEQUENTIAL,
    /** One after the other in the order given; each is handed the result of the one before. */
    PIPELINE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Strategy of(String text) {
        return Wire.parse(Strategy.class, text);
    }
}
