package dev.drover.agent.specialist.support;

import java.io.IOException;

/** A helper command was killed from outside, so what it left unsaid is no verdict; another attempt may find it out. */
public final class CommandKilled extends IOException {
    private static final long serialVersionUID = 1L;

    public CommandKilled(String message) {
        super(message);
    }
}
