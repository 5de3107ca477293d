package dev.drover.conformance;

/** The check cannot be made on this machine; the message says why. */
final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Skipped(String why) {
        super(why, null, false, false);
    }
}
