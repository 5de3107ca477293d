package dev.drover.master;

import dev.drover.message.DroverException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which requests the master has seen, for those who are about to plan one (rule 5). Safe for use by any thread. */
final class SeenIds {
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

    private final Master master;

    SeenIds(Master master) {
        this.master = master;
    }

    /** Waits for the master; one that does not answer is taken for one that has not seen it, and decides later. */
    boolean contains(String requestId) {
        try {
            return master.ask(state -> state.seen(requestId).isPresent())
                    .get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DroverException("stopped before '" + requestId + "' was planned", e);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
