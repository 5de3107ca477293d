package dev.drover.report;

import java.util.Map;
import java.util.Optional;

/** What to do about a kind of finding, where its message has room for one occurrence only. */
final class Advice {
    private static final Map<String, String> BY_FAMILY = Map.of(
            "secret",
            "Treat it as known to others: revoke it where it was issued, then take it out of the code and, if it was "
                    + "pushed, out of the history. Read the new one from the environment or a secret store.",
            "test",
            "Run the test alone as the log shows it, and mend the code or, where that is right, the test.",
            "conflict",
            "Finish the merge: choose what is right between the markers and remove them.",
            "merge",
            "Finish the merge: choose what is right between the markers and remove them.");

    private Advice() {}

    static Optional<String> of(String rule) {
        int dot = rule.indexOf('.');
        return Optional.ofNullable(BY_FAMILY.get(dot < 0 ? rule : rule.substring(0, dot)));
    }
}
