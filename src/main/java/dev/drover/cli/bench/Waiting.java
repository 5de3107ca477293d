package dev.drover.cli.bench;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for something with a deadline and a word on what was waited for. */
final class Waiting {
    /** Short against what is measured, long against what a look costs. */
    static final Duration OFTEN = Duration.ofNanos(250_000);

    static final Duration NOW_AND_THEN = Duration.ofMillis(50);

    private Waiting() {}

    interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * Returns once the condition holds.
     *
     * @param what is waited for, to follow "there was no"
     * @param look where a person finds out why it does not come
     * @throws DroverException when it does not come in time
     */
    static void until(Condition condition, Duration within, Duration pause, String what, Object look)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > within.toNanos()) {
                throw new DroverException("there was no " + what + " within " + within.toSeconds() + " s; see " + look);
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    }
}
