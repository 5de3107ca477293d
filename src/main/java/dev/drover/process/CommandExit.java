package dev.drover.process;

import java.time.Duration;

/** How a command ended. The exit code is 128 and the signal's number when a signal ended it. */
public record CommandExit(Reason reason, int exitCode, Duration duration) {
    /** Why it is over. */
    public enum Reason {
        EXITED,
        TIMED_OUT,
        /** Its output grew beyond the limit. */
        TOO_MUCH_OUTPUT,
        /** The caller asked for it. */
        STOPPED
    }
}
