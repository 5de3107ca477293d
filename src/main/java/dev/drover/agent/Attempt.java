package dev.drover.agent;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.CommandKilled;
import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Claims;
import dev.drover.bus.DiskSpace;
import dev.drover.message.Packet;
import dev.drover.message.ResultStatus;
import dev.drover.process.KillPoint;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One claimed packet from claim to answer. The worker's thread runs it; a thread of its own beats the heart, and stops
 * the work when the claim is gone.
 */
final class Attempt {
    private static final Duration DISK_LOOK = Duration.ofSeconds(1);

    private final AgentOptions options;
    private final Claims claims;
    private final Claims.Claim claim;
    private final AgentLog log;
    private final InstantSource clock;
    private final Cancellation cancellation = new Cancellation();

    Attempt(AgentOptions options, Claims claims, Claims.Claim claim, AgentLog log, InstantSource clock) {
        this.options = options;
        this.claims = claims;
        this.claim = claim;
        this.log = log;
        this.clock = clock;
    }

    /** Does the packet and answers it. */
    void run() throws InterruptedException {
        var heartbeat = new Heartbeat(
                claims,
                claim,
                options.heartbeat(),
                log,
                System::nanoTime,
                () -> cancellation.end(Cancellation.Reason.CLAIM_GONE));
        heartbeat.start();
        try {
            log.write("claimed", ids());
            Work.Done done = claim.packet().isEmpty()
                    ? new Work.Done(
                            Outcome.failed("bad_packet", "the packet is not what its file's name says", false),
                            Optional.empty())
                    : perform(claim.packet().get());
            if (done.outcome().status() != ResultStatus.COMPLETED) {
                endEscaped();
            }
            if (cancellation.reason() != Cancellation.Reason.CLAIM_GONE) {
                new Answer(options, claims, claim, log).publish(done, claim.since(), clock.instant());
            } else {
                log.write("dropped", Map.of("packet", claim.name().fileName(), "why", "the claim was taken back"));
            }
        } finally {
            heartbeat.stop();
            letGo();
        }
    }

    /**
     * What is not completed may be issued again, and attempts never overlap (rule 11), so what left its session is ended
     * before that is told. Once the claim is gone, whoever took it sees to that.
     */
    private void endEscaped() {
        try {
            while (cancellation.reason() != Cancellation.Reason.CLAIM_GONE
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
        cancellation.end(Cancellation.Reason.HAND_BACK);
    }

    private Work.Done perform(Packet packet) {
        try {
            AgentIdentity.hold(claim.file());
            KillPoint.reach("agent.held");
            if (!Files.exists(claim.file())) {
                // Whoever removed it before it was held does not know that it begins.
                cancellation.end(Cancellation.Reason.CLAIM_GONE);
            }
            Path folder = options.home().root().resolve(packet.taskFolder());
            awaitFolder(folder.resolve("artifacts"));
            var taskShell = new TaskShell(options, claim, packet, folder, TaskEnvironment.of(packet, folder, options));
            if (!cancellation.begin(taskShell)) {
                throw new InterruptedException("stopped before it began");
            }
            try {
                return new Work(options, packet, folder, taskShell, clock, log).perform();
            } finally {
                cancellation.finish();
            }
        } catch (InterruptedException e) {
            return Work.Done.released();
        } catch (IOException | RuntimeException e) {
            if (cancellation.reason() != Cancellation.Reason.NONE) {
                return Work.Done.released();
            }
            log.write("trouble", Map.of("packet", claim.name().fileName(), "message", e.toString()));
            if (e instanceof CommandKilled killed) {
                return new Work.Done(
                        Outcome.failed("command_killed", killed.getMessage() + ". It is tried again.", true),
                        Optional.empty());
            }
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
        while (obstacle.isPresent() && cancellation.reason() == Cancellation.Reason.NONE) {
            if (!obstacle.equals(told)) {
                told = obstacle;
                log.write("waiting", Map.of("packet", claim.name().fileName(), "why", obstacle.get()));
            }
            TimeUnit.NANOSECONDS.sleep(DISK_LOOK.toNanos());
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
