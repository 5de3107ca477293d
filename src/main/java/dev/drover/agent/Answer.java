package dev.drover.agent;

import dev.drover.agent.specialist.Outcome;
import dev.drover.bus.Claims;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Answers one claimed packet with what its work came to. */
final class Answer {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AgentOptions options;
    private final Claims claims;
    private final Claims.Claim claim;
    private final AgentLog log;

    Answer(AgentOptions options, Claims claims, Claims.Claim claim, AgentLog log) {
        this.options = options;
        this.claims = claims;
        this.claim = claim;
        this.log = log;
    }

    /** Publishes until it succeeds: on a full disk the claim is kept, and its heartbeat with it (rule 13). */
    void publish(Work.Done done, Instant started, Instant ended) throws InterruptedException {
        PacketResult result = result(done, started, ended);
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
                TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
            }
        }
    }

    private PacketResult result(Work.Done done, Instant started, Instant ended) {
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
                o.branch(),
                Map.of(),
                done.outputTail(),
                started,
                ended,
                o.error());
    }
}
