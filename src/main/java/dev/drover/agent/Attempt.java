package dev.drover.agent;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.agent.specialist.Outcome;
import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Claims;
import dev.drover.bus.DiskSpace;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.ResultStatus;
import dev.drover.process.KillPoint;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One claimed packet from claim to answer. The worker's thread runs it; a thread of its own beats the heart, and stops
 * the work when the claim is gone.
 */
final class Attempt {
    private static final Duration CLAIM_CHECK = Duration.ofMillis(250);
    private static final Duration PUBLISH_RETRY = Duration.ofSeconds(1);

    private enum Stop {
        NONE,
        CLAIM_GONE,
        HAND_BACK
    }

    private final AgentOptions options;
    private final Claims claims;
    private final Claims.Claim claim;
    private final AgentLog log;
    private final InstantSource clock;
    private final Thread owner = Thread.currentThread();
    private volatile boolean over;

    @GuardedBy("this")
    private Stop stop = Stop.NONE;

    @GuardedBy("this")
    private boolean working;

    @GuardedBy("this")
    private Optional<TaskShell> shell = Optional.empty();

    Attempt(AgentOptions options, Claims claims, Claims.Claim claim, AgentLog log, InstantSource clock) {
        this.options = options;
        this.claims = claims;
        this.claim = claim;
        this.log = log;
        this.clock = clock;
    }

    /** Does the packet and answers it. */
    void run() throws InterruptedException {
        Thread heart = Thread.ofVirtual().name("heartbeat").start(this::beat);
        try {
            Instant started = clock.instant();
            log.write("claimed", ids());
            Work.Done done = claim.packet().isEmpty()
                    ? new Work.Done(
                            Outcome.failed("bad_packet", "the packet is not what its file's name says", false),
                            Optional.empty())
                    : perform(claim.packet().get());
            if (done.outcome().status() != ResultStatus.COMPLETED) {
                endEscaped();
            }
            if (stopReason() != Stop.CLAIM_GONE) {
                publish(result(done, started));
            } else {
                log.write("dropped", Map.of("packet", claim.name().fileName(), "why", "the claim was taken back"));
            }
        } finally {
            over = true;
            heart.interrupt();
            letGo();
        }
    }

    /**
     * What is not completed may be issued again, and attempts never overlap (rule 11), so what left its session is ended
     * before that is told. Once the claim is gone, whoever took it sees to that.
     */
    private void endEscaped() {
        try {
            while (stopReason() != Stop.CLAIM_GONE
                    && !ProcessTree.endMarked(
                            options.home().root(),
                            "DROVER_PACKET_ID=" + claim.name().packetId(),
                            "DROVER_ATTEMPT=" + claim.name().attempt())) {
                log.write("trouble", Map.of("message", "processes of the command do not end, trying again"));
            }
        } catch (IllegalStateException e) {
            log.write("trouble", Map.of("message", "what the command left running cannot be looked for: " + e));
        }
    }

    /** Nothing of it runs any more: whoever took the claim away waits to see that (rule 8). */
    private void letGo() {
        try {
            AgentIdentity.deleteGroup(claim.file());
        } catch (IOException e) {
            log.write("trouble", Map.of("message", "the group file cannot be removed: " + e));
        }
    }

    /** Ends the work under way; its packet is handed back to be issued again. */
    void handBack() {
        end(Stop.HAND_BACK);
    }

    private Work.Done perform(Packet packet) {
        try {
            AgentIdentity.hold(claim.file());
            KillPoint.reach("agent.held");
            if (!Files.exists(claim.file())) {
                // Whoever removed it before it was held does not know that it begins.
                end(Stop.CLAIM_GONE);
            }
            Path folder = options.home().root().resolve(packet.taskFolder());
            awaitFolder(folder.resolve("artifacts"));
            var taskShell = new TaskShell(options, claim, packet, folder, TaskEnvironment.of(packet, folder, options));
            if (!begin(taskShell)) {
                throw new InterruptedException("stopped before it began");
            }
            try {
                return new Work(options, packet, folder, taskShell).perform();
            } finally {
                finishWork();
            }
        } catch (InterruptedException e) {
            return Work.Done.released();
        } catch (IOException | RuntimeException e) {
            if (stopReason() != Stop.NONE) {
                return Work.Done.released();
            }
            log.write("trouble", Map.of("packet", claim.name().fileName(), "message", e.toString()));
            return new Work.Done(
                    Outcome.failed(
                            "agent_error",
                            "the agent could not do it: " + e + "; see logs/agents/" + options.agentType() + "/"
                                    + options.agentId() + ".jsonl",
                            e instanceof IOException),
                    Optional.empty());
        }
    }

    /**
     * On a disk that is full or may not be written a command could only fail: the claim is kept, and nothing begins until
     * that is over (rule 13).
     */
    private void awaitFolder(Path folder) throws IOException, InterruptedException {
        Optional<String> told = Optional.empty();
        Optional<String> obstacle = obstacle(folder);
        while (obstacle.isPresent() && stopReason() == Stop.NONE) {
            if (!obstacle.equals(told)) {
                told = obstacle;
                log.write("waiting", Map.of("packet", claim.name().fileName(), "why", obstacle.get()));
            }
            TimeUnit.NANOSECONDS.sleep(PUBLISH_RETRY.toNanos());
            obstacle = obstacle(folder);
        }
    }

    private Optional<String> obstacle(Path folder) throws IOException {
        if (DiskSpace.isFull(options.home().root())) {
            return Optional.of("the disk of the home is full");
        }
        try {
            Files.createDirectories(folder);
            return Optional.empty();
        } catch (IOException e) {
            if (e instanceof AccessDeniedException
                    || !Files.isWritable(options.home().runs())
                    || DiskSpace.isFull(options.home().root())) {
                return Optional.of("its folder cannot be made: " + e);
            }
            throw e;
        }
    }

    private synchronized boolean begin(TaskShell taskShell) {
        shell = Optional.of(taskShell);
        working = stop == Stop.NONE;
        return working;
    }

    /** From here on the owner is not interrupted any more, so that publishing is not torn. */
    private synchronized void finishWork() {
        working = false;
        Thread.interrupted();
    }

    private synchronized Stop stopReason() {
        return stop;
    }

    private void end(Stop why) {
        Optional<TaskShell> toStop = Optional.empty();
        synchronized (this) {
            if (stop == Stop.NONE) {
                stop = why;
                toStop = working ? shell : Optional.empty();
            }
        }
        if (toStop.isPresent() && !toStop.get().stop()) {
            interruptWork();
        }
    }

    /** For a specialist that is not in a command just now. */
    private synchronized void interruptWork() {
        if (working) {
            owner.interrupt();
        }
    }

    private void beat() {
        long last = System.nanoTime();
        while (!over) {
            try {
                TimeUnit.NANOSECONDS.sleep(CLAIM_CHECK.toNanos());
                boolean due = System.nanoTime() - last >= options.heartbeat().toNanos();
                if (due) {
                    last = System.nanoTime();
                }
                boolean there = due ? claims.heartbeat(claim) : Files.exists(claim.file());
                if (!there && !over) {
                    end(Stop.CLAIM_GONE);
                    return;
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                // The lease decides whether this matters; a passing fault is over at the next beat.
                log.write("trouble", Map.of("message", "heartbeat failed: " + e));
            }
        }
    }

    private PacketResult result(Work.Done done, Instant started) {
        Outcome o = done.outcome();
        Optional<Packet> packet = claim.packet();
        return new PacketResult(
                1,
                claim.name().packetId(),
                packet.map(Packet::taskId).orElse("unknown"),
                packet.map(Packet::requestId).orElse("unknown"),
                options.agentId(),
                options.agentType(),
                claim.name().attempt(),
                o.status(),
                o.summary(),
                o.findings(),
                o.evidence(),
                o.artifacts(),
                o.data(),
                o.commit(),
                Map.of(),
                done.outputTail(),
                started,
                clock.instant(),
                o.error());
    }

    /** Publishes until it succeeds: on a full disk the claim is kept, and its heartbeat with it (rule 13). */
    private void publish(PacketResult result) throws InterruptedException {
        while (true) {
            try {
                boolean counted = claims.answer(claim, result);
                log.write(
                        counted ? "answered" : "dropped",
                        Map.of(
                                "packet", claim.name().fileName(),
                                "status", result.status().wire(),
                                "summary", result.summary()));
                return;
            } catch (IOException e) {
                log.write("trouble", Map.of("message", "the result cannot be published, trying again: " + e));
                TimeUnit.NANOSECONDS.sleep(PUBLISH_RETRY.toNanos());
            }
        }
    }

    private Map<String, String> ids() {
        return claim.packet()
                .map(p -> Map.of(
                        "packet", claim.name().fileName(),
                        "request_id", p.requestId(),
                        "task_id", p.taskId(),
                        "does", p.run().orElse(p.action())))
                .orElse(Map.of("packet", claim.name().fileName()));
    }
}
