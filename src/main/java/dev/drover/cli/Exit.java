package dev.drover.cli;

import dev.drover.message.RequestStatus;

/** The exit codes of commands. */
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    /** Wrong usage, or a request that was refused. */
    static final int REFUSED = 2;

    static final int PARTIAL = 3;
    static final int BLOCKED = 4;
    static final int CANCELLED = 5;
    /** No daemon runs that would have answered. */
    static final int NO_DAEMON = 6;
    /** The request completed, and what it found is bad enough for the gate to hold it back. */
    static final int HELD = 7;

    private Exit() {}

    static int of(RequestStatus status) {
        return switch (status) {
            case COMPLETED -> DONE;
            case FAILED -> FAILED;
            case PARTIAL -> PARTIAL;
            case BLOCKED -> BLOCKED;
            case CANCELLED -> CANCELLED;
        };
    }
}
