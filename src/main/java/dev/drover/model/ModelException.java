package dev.drover.model;

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
        NOT_UNDERSTOOD
    }

    private final Kind kind;
    private final String message;

    ModelException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Kind kind() {
        return kind;
    }
}
