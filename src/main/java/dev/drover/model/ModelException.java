package dev.drover.model;

import java.time.Duration;
import java.util.Optional;

/** Why there is no answer. The message says what happened, where, and what to do now. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it decides what to do next. */
    public enum Kind {
        /** Nobody answers there. */
        UNREACHABLE(true),
        /** The server does not have the model. */
        NO_MODEL(false),
        /** The server does not take the request as it is, or wants a key. */
        REFUSED(false),
        /** The server has too much to do. */
        BUSY(true),
        /** The server failed. */
        SERVER_FAILED(true),
        /** The answer ended in its middle. */
        BROKEN_OFF(true),
        /** A time limit has passed. */
        TOO_SLOW(true),
        /** The answer is larger than anybody would want to have. */
        TOO_LARGE(false),
        /** What came is not what the protocol says. */
        NOT_UNDERSTOOD(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Kind kind;
    private final String message;
    private final transient Optional<Duration> retryAfter;

    ModelException(Kind kind, String message) {
        this(kind, message, Optional.empty());
    }

    ModelException(Kind kind, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.message = message;
        this.retryAfter = retryAfter;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same request may succeed later. */
    public boolean isRetryable() {
        return kind.retryable;
    }

    /** How long the server asks to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
