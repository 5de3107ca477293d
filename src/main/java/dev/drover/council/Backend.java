package dev.drover.council;

import java.util.Locale;

/** What does the work of an agent type. */
public enum Backend {
    /** Drover's own specialist, and for what needs a mind the definition's command or a model. */
    BUILTIN,
    /** The definition's command, for every task of the type. */
    COMMAND,
    /** A program that people run themselves; the factory spawns nothing. */
    EXTERNAL;

    /** The name in an agent definition. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
