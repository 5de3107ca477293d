package dev.drover.model;

/** An answer that is no JSON object; the message says so as a sentence, for the model to read. */
public final class NoObject extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    NoObject(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
