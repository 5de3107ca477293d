package dev.drover.cli.home;

import java.time.Duration;

/**
 * How long a daemon is waited for that was just started. Without a snapshot that fits it reads its whole journal first.
 *
 * @param journalBytes over all files of the journal
 */
record StartPatience(long journalBytes) {
    static final Duration WORTH_A_NOTE = Duration.ofSeconds(3);

    private static final Duration AT_LEAST = Duration.ofSeconds(60);

    /** A busy machine still reads some ten times as fast. */
    private static final long BYTES_PER_SECOND = 2_000_000;

    Duration limit() {
        return AT_LEAST.plusSeconds(journalBytes / BYTES_PER_SECOND);
    }

    String note() {
        return "the daemon is still starting; its journal has " + journalBytes / 1_000_000
                + " MB, which it reads again when it finds no snapshot that fits";
    }
}
