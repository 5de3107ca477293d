package dev.drover.agent;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;

/**
 * Whether the work on a packet has to end before it is done, and why; the first reason stays. The thread that made it
 * is the one that works. Safe for use by any thread.
 */
final class Cancellation {
    enum Reason {
        NONE,
        CLAIM_GONE,
        HAND_BACK
    }

    private final Thread owner = Thread.currentThread();

    @GuardedBy("this")
    private Reason reason = Reason.NONE;

    @GuardedBy("this")
    private boolean working;

    @GuardedBy("this")
    private Optional<TaskShell> shell = Optional.empty();

    synchronized Reason reason() {
        return reason;
    }

    /** Returns whether the work may begin; from here on its owner may be interrupted. */
    synchronized boolean begin(TaskShell taskShell) {
        shell = Optional.of(taskShell);
        working = reason == Reason.NONE;
        return working;
    }

    /** From here on the owner is not interrupted any more, so that publishing is not torn. */
    synchronized void finish() {
        working = false;
        Thread.interrupted();
    }

    /** Ends the work under way, with the command that it runs. */
    void end(Reason why) {
        Optional<TaskShell> toStop = Optional.empty();
        synchronized (this) {
            if (reason == Reason.NONE) {
                reason = why;
                toStop = working ? shell : Optional.empty();
            }
        }
        if (toStop.isPresent() && !toStop.get().stop()) {
            interrupt();
        }
    }

    /** For a specialist that is not in a command just now. */
    private synchronized void interrupt() {
        if (working) {
            owner.interrupt();
        }
    }
}
