package dev.drover.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where one task of a request stands. */
public enum TaskState {
    /** Waits for its dependencies, its time or a free place. */
    PENDING,
    /** Its packet is on the queue, or claimed but not yet seen as claimed. */
    QUEUED,
    /** An agent holds its packet. */
    RUNNING,
    COMPLETED,
    FAILED,
    BLOCKED,
    CANCELLED;

    /** Whether the task has come to its end. */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == BLOCKED || this == CANCELLED;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static TaskState of(String text) {
        return Wire.parse(TaskState.class, text);
    }
}
