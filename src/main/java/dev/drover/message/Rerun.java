package dev.drover.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a task may be started again after its agent died under it. */
public enum Rerun {
    ALLOWED,
    /** A person decides: the task becomes blocked instead. */
    NEVER;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Rerun of(String text) {
        return Wire.parse(Rerun.class, text);
    }
}
