package dev.drover.conformance;

/** The agent did not do what the check is about; the message says what was seen and where. */
final class NotKept extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKept(String seen) {
        super(seen, null, false, false);
    }

    static void unless(boolean holds, String seen) {
        if (!holds) {
            throw new NotKept(seen);
        }
    }
}
