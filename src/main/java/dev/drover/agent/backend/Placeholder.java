package dev.drover.agent.backend;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a definition may have filled in, written as {@code {name}}. */
enum Placeholder {
    PROMPT,
    PROMPT_FILE,
    WORKSPACE,
    MODEL,
    ENDPOINT,
    LAST_MESSAGE_FILE,
    SCHEMA_FILE,
    TURNS,
    DOLLARS,
    HOME;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Placeholder> named(String name) {
        return Arrays.stream(values()).filter(one -> one.wire().equals(name)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Placeholder::wire).collect(Collectors.joining(", "));
    }
}
