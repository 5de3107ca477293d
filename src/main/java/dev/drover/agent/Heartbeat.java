package dev.drover.agent;

import dev.drover.bus.Claims;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows that a claim is worked on, and tells once when the claim is gone (rule 8). Its thread is one of the operating
 * system's: a virtual one waits for its turn when others block the few that carry them.
 */
final class Heartbeat {
    private static final Duration CLAIM_CHECK = Duration.ofMillis(250);

    private final Claims claims;
    private final Claims.Claim claim;
    private final Duration interval;
    private final AgentLog log;
    private final LongSupplier nanos;
    private final Runnable gone;
    private final Thread thread;
    private volatile boolean over;

    Heartbeat(Claims claims, Claims.Claim claim, Duration interval, AgentLog log, LongSupplier nanos, Runnable gone) {
        this.claims = claims;
        this.claim = claim;
        this.interval = interval;
        this.log = log;
        this.nanos = nanos;
        this.gone = gone;
        this.thread = Thread.ofPlatform().daemon().name("heartbeat").unstarted(this::beat);
    }

    void start() {
        thread.start();
    }

    void stop() {
        over = true;
        thread.interrupt();
    }

    private void beat() {
        // The first beat comes at once: since the claim the packet was read, which takes seconds on a busy machine.
        long last = nanos.getAsLong() - interval.toNanos();
        while (!over) {
            try {
                // Twice as often as is promised: on a busy machine a thread may get no processor for seconds.
                boolean due = nanos.getAsLong() - last >= interval.dividedBy(2).toNanos();
                if (due) {
                    last = nanos.getAsLong();
                }
                boolean there = due ? claims.heartbeat(claim) : Files.exists(claim.file());
                if (!there && !over) {
                    gone.run();
                    return;
                }
                TimeUnit.NANOSECONDS.sleep(
                        Math.min(CLAIM_CHECK.toNanos(), interval.dividedBy(2).toNanos()));
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                // The lease decides whether this matters; a passing fault is over at the next beat.
                log.write("trouble", Map.of("message", "heartbeat failed: " + e));
            }
        }
    }
}
