package dev.drover.master;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what must be done until it succeeds: a full or read-only disk delays an effect and never drops it. */
final class Retrying {
    private static final Logger log = LoggerFactory.getLogger(Retrying.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Retrying() {}

    interface Job {
        void run() throws IOException;
    }

    static void run(String what, Job job) {
        Duration wait = FIRST;
        while (true) {
            try {
                job.run();
                return;
            } catch (IOException e) {
                log.warn("{} failed ({}); trying again in {} ms", what, e.toString(), wait.toMillis());
            }
            try {
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            } catch (InterruptedException e) {
                // The daemon ends; the journal knows that this is not done, and the next start does it.
                Thread.currentThread().interrupt();
                return;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
        }
    }
}
