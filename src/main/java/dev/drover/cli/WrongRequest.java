package dev.drover.cli;

/** A request that is not worth dropping. The message says what is wrong with it, a line each. */
final class WrongRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongRequest(String message) {
        super(message);
    }
}
