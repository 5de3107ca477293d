package dev.drover.model;

import java.time.Duration;

/** Why there is no answer. The message says what happened, where, and what to do now. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it decides what to do next. */
    public enum Kind {
        /** Nobody answers there. */
        UNREACHABLE,
        /** The server does not have the model. */
        NO_MODEL,
        /** The server does not take the request as it is, or wants a key. */
        REFUSED,
        /** The server has too much to do. */
        BUSY,
        /** The server failed. */
        SERVER_FAILED,
        /** The answer ended in its middle. */
        BROKEN_OFF,
        /** A time limit has passed. */
        TOO_SLOW,
        /** The answer is larger than anybody would want to have. */
        TOO_LARGE,
        /** What came is not what the protocol says. */
        NOT_UNDERSTOOD,
        /** A limit on what may be used was reached, so nobody was asked. */
        OVER_LIMIT;

        /** Whether a model may have read the question, although no answer of it counts. */
        public boolean mayHaveCost() {
            return switch (this) {
                case BROKEN_OFF, TOO_SLOW, TOO_LARGE, NOT_UNDERSTOOD -> true;
                case UNREACHABLE, NO_MODEL, REFUSED, BUSY, SERVER_FAILED, OVER_LIMIT -> false;
            };
        }
    }

    private final Kind kind;
    private final String message;
    private final boolean passing;
    private final Duration retryAfter;

    /** What the same question would meet again. */
    ModelException(Kind kind, String message) {
        this(kind, message, false, Duration.ZERO);
    }

    private ModelException(Kind kind, String message, boolean passing, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.message = message;
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    /** What may be over a little later. */
    static ModelException passing(Kind kind, String message, Duration retryAfter) {
        return new ModelException(kind, message, true, retryAfter);
    }

    /**
     * For a question that may not be asked any more.
     *
     * @param limit which limit forbids it, as a part of a sentence
     */
    public static ModelException overLimit(String limit) {
        return new ModelException(Kind.OVER_LIMIT, limit);
    }

    /** The same with more to say. */
    ModelException and(String more) {
        var longer = new ModelException(kind, message + more, passing, retryAfter);
        longer.initCause(this);
        return longer;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same question may find an answer a little later. */
    public boolean isPassing() {
        return passing;
    }

    /** How long the server wants to be left alone; zero when it does not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
