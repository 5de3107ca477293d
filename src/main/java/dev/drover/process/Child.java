package dev.drover.process;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;

/** A shell that leads a session of its own and waits at its gate: the one place where the two ways to start it meet. */
sealed interface Child permits NativeChild, JavaChild {
    /** Reads one line before it goes on, and ends when there is none: so nothing runs when its starter is gone. */
    String GATE = "IFS= read -r go || exit 125; unset go; exec </dev/null; eval \"$DROVER_COMMAND\"";

    /** The gate, behind which the command finds the user's mask for new files. */
    static String gate() {
        return Umask.prelude() + GATE;
    }

    long pid();

    /** Opens the gate. */
    void release() throws IOException;

    /** Waits at most so long for the end; the exit code, 128 and the signal's number after a signal. */
    OptionalInt await(Duration most) throws InterruptedException;

    /** One way to start it. */
    interface Starter {
        Child start(CommandSpec spec) throws IOException;
    }

    /** The fast way once it is linked; the first command of a process does not wait for that. */
    static Child start(CommandSpec spec) throws IOException {
        return NativeChild.isLinked() ? NativeChild.start(spec) : JavaChild.start(spec);
    }
}
