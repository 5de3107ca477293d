package dev.drover.agent;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Claims;
import dev.drover.bus.FileQueue;
import dev.drover.bus.FolderWatch;
import dev.drover.process.ProcessId;
import dev.drover.process.RunningCommand;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The loop of a worker process: claim, do, answer, until it is told to stop or has been idle for long enough. */
final class Worker {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AgentOptions options;
    private final InstantSource clock;
    private final AgentLog log;
    private final Claims claims;
    private final Semaphore signal = new Semaphore(0);
    private long lastBeat = System.nanoTime();
    private volatile boolean stopping;
    private volatile Optional<Attempt> current = Optional.empty();

    Worker(AgentOptions options, InstantSource clock, AgentLog log) {
        this.options = options;
        this.clock = clock;
        this.log = log;
        this.claims = new Claims(options.home(), options.agentId(), options.agentType(), clock);
    }

    /** Works until it is time to end. The calling thread is the owner of everything. */
    void run() throws IOException, InterruptedException {
        ProcessId self = ProcessId.self();
        var identity = new AgentIdentity(
                options.agentId(),
                options.agentType(),
                self.pid(),
                self.start(),
                self.bootId(),
                options.version(),
                clock.instant());
        new FileQueue(options.home()).open(options.agentType());
        identity.write(options.home());
        log.write("started", Map.of("pid", self.pid()));
        try (Watch watch = watchQueue()) {
            // Not earlier: it would take the processors from all that comes before the first claim.
            RunningCommand.warmUp();
            loop();
        } finally {
            AgentIdentity.remove(options.home().claimed(options.agentId()));
        }
    }

    private interface Watch extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Without a watch the queue is looked at now and then. */
    private Watch watchQueue() {
        try {
            FolderWatch watch = FolderWatch.start(
                    "queue-watch",
                    List.of(options.home().queue(options.agentType())),
                    file -> signal.release(),
                    signal::release);
            return watch::close;
        } catch (IOException | RuntimeException e) {
            log.write(
                    "trouble",
                    Map.of(
                            "message",
                            "the queue cannot be watched (" + e + ") and is looked at every "
                                    + options.rescan().toMillis() + " ms instead"));
            return () -> {};
        }
    }

    /** Asks it to finish: a packet in work is handed back. Returns at once. */
    void stop() {
        stopping = true;
        signal.release();
        current.ifPresent(Attempt::handBack);
    }

    private void loop() throws InterruptedException {
        long idleSince = System.nanoTime();
        while (!stopping) {
            if (workOnce()) {
                idleSince = System.nanoTime();
            } else if (System.nanoTime() - idleSince >= options.idle().toNanos()) {
                log.write("idle", Map.of("seconds", options.idle().toSeconds()));
                return;
            } else {
                await(idleSince);
            }
        }
        log.write("stopped", Map.of());
    }

    private void await(long idleSince) throws InterruptedException {
        long idleLeft = options.idle().toNanos() - (System.nanoTime() - idleSince);
        if (signal.tryAcquire(Math.clamp(idleLeft, 1, options.rescan().toNanos()), TimeUnit.NANOSECONDS)) {
            // Whatever else was told meanwhile is answered by the one look that follows.
            signal.drainPermits();
        }
        beat();
    }

    /** Shows that it is alive while it has no claim that would show it. */
    private void beat() {
        if (System.nanoTime() - lastBeat < options.heartbeat().toNanos()) {
            return;
        }
        lastBeat = System.nanoTime();
        try {
            AgentIdentity.touch(options.home(), options.agentId(), clock.instant());
        } catch (IOException e) {
            log.write("trouble", Map.of("message", "the agent's own folder cannot be written: " + e));
        }
    }

    private boolean workOnce() throws InterruptedException {
        Optional<Claims.Claim> claim;
        try {
            claim = claims.next();
        } catch (IOException e) {
            log.write("trouble", Map.of("message", "the queue cannot be read: " + e));
            signal.tryAcquire(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        }
        if (claim.isEmpty()) {
            return false;
        }
        var attempt = new Attempt(options, claims, claim.get(), log, clock);
        current = Optional.of(attempt);
        if (stopping) {
            attempt.handBack();
        }
        attempt.run();
        current = Optional.empty();
        return true;
    }
}
