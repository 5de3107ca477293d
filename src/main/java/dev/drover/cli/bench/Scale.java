package dev.drover.cli.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUp requests of one task that come before anything that is to be measured warm
 * @param burstRounds bursts that count
 * @param burstWarmUp bursts before them: the first ones bring a further agent, which is cold
 * @param backlog requests that wait in the inbox in the one case, {@code fewWaiting} in the other
 * @param window completions over which the rate with a backlog is taken
 * @param replayEvents events of the journal that a start reads
 */
record Scale(
        int startRounds,
        int warmUp,
        int latencySamples,
        int chainSamples,
        int burstRequests,
        int burstRounds,
        int burstWarmUp,
        int backlog,
        int fewWaiting,
        int window,
        int replayEvents,
        Duration idle) {
    static Scale full() {
        return new Scale(10, 100, 300, 30, 60, 3, 3, 100_000, 1_000, 2_000, 1_000_000, Duration.ofSeconds(60));
    }

    static Scale quick() {
        return new Scale(3, 50, 100, 10, 60, 3, 3, 10_000, 1_000, 1_000, 100_000, Duration.ofSeconds(15));
    }

    /** The same with as many samples of each kind, and as many warm-up requests, as are asked for at most. */
    Scale withSamples(int most) {
        return new Scale(
                Math.min(startRounds, most),
                Math.min(warmUp, most),
                Math.min(latencySamples, most),
                Math.min(chainSamples, most),
                burstRequests,
                Math.min(burstRounds, most),
                Math.min(burstWarmUp, most),
                backlog,
                fewWaiting,
                window,
                replayEvents,
                idle);
    }
}
