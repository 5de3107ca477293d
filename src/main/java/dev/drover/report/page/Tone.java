package dev.drover.report.page;

import java.util.Locale;

/** What a colour says; never the only thing that says it. */
public enum Tone {
    PLAIN,
    GOOD,
    WAITING,
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    /** The name of its class in the style sheet. */
    String style() {
        return "t-" + name().toLowerCase(Locale.ROOT);
    }
}
