package dev.drover.message;

import java.util.Map;

/**
 * What Drover throws. The message says what happened, where, and what to do now; the ids concerned are
 * fields, so that a log or a caller can use them without parsing the message.
 */
public final class DroverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final transient Map<String, String> ids;

    public DroverException(String message) {
        this(message, false, Map.of());
    }

    public DroverException(String message, Throwable cause) {
        super(message, cause);
        this.retryable = false;
        this.ids = Map.of();
    }

    public DroverException(String message, boolean retryable, Map<String, String> ids) {
        super(message);
        this.retryable = retryable;
        this.ids = Map.copyOf(ids);
    }

    /** Whether the same call may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }

    /** The ids concerned, by name, such as {@code packet_id}. */
    public Map<String, String> ids() {
        return ids;
    }
}
