package dev.drover.agent.specialist.support;

import dev.drover.agent.specialist.Shell.Ran;
import java.io.IOException;

/** A helper command was ended because the packet's time was over; the specialist reports it as a timeout. */
public final class CommandTimedOut extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Ran ran;

    public CommandTimedOut(String command, Ran ran) {
        super(command);
        this.ran = ran;
    }

    public Ran ran() {
        return ran;
    }
}
