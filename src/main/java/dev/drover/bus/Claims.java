package dev.drover.bus;

import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.message.Messages;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import dev.drover.message.RunFolder;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * An agent's side of the queue: claiming by rename, keeping the claim alive, answering. Confined to one thread, but for
 * {@link #heartbeat}, which any thread may call.
 */
public final class Claims {
    /** One claim in so many takes the oldest packet of any priority, so that low work is never starved (rule 7). */
    private static final int FAIR_EVERY = 8;

    /** No packet that a daemon wrote is larger: it may hold a whole message and what its dependencies came to. */
    private static final int MAX_BYTES = 64 << 20;

    private final Home home;
    private final String agentId;
    private final String agentType;
    private final InstantSource clock;
    private int taken;

    public Claims(Home home, String agentId, String agentType, InstantSource clock) {
        this.home = home;
        this.agentId = agentId;
        this.agentType = agentType;
        this.clock = clock;
    }

    private record Waiting(Path file, Priority lane, FileTime since) {}

    /** Claims the next packet; empty when there is none. */
    public Optional<Claim> next() throws IOException {
        List<Waiting> waiting = waiting();
        boolean fair = taken % FAIR_EVERY == FAIR_EVERY - 1;
        Comparator<Waiting> oldest =
                Comparator.comparing(Waiting::since).thenComparing(w -> w.file().getFileName());
        waiting.sort(fair ? oldest : Comparator.comparing(Waiting::lane).thenComparing(oldest));
        for (Waiting candidate : waiting) {
            Optional<Claim> claim = claim(candidate.file());
            if (claim.isPresent()) {
                taken++;
                return claim;
            }
        }
        return Optional.empty();
    }

    private List<Waiting> waiting() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        for (Priority lane : Priority.values()) {
            for (Path file : Folders.list(home.queue(agentType, lane))) {
                if (AttemptFile.of(file).isPresent()) {
                    since(file).ifPresent(since -> waiting.add(new Waiting(file, lane, since)));
                }
            }
        }
        return waiting;
    }

    /** When it was queued; empty when another agent was faster, and for what is no file and would only hang a reader. */
    private static Optional<FileTime> since(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(attributes)
                    .filter(BasicFileAttributes::isRegularFile)
                    .map(a -> a.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Optional<Claim> claim(Path file) throws IOException {
        Path claim = home.claimed(agentId).resolve(file.getFileName());
        Instant since;
        try {
            KillPoint.reach("agent.claim");
            Files.move(file, claim, StandardCopyOption.ATOMIC_MOVE);
            KillPoint.reach("agent.claimed");
            since = clock.instant();
            // The rename kept the time at which it was queued; the lease counts from now.
            touch(claim, since);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        AttemptFile name =
                AttemptFile.of(claim).orElseThrow(() -> new IllegalArgumentException(claim + " is not a packet"));
        return Optional.of(new Claim(claim, name, since, read(claim).filter(packet -> fits(packet, name))));
    }

    private static Optional<Packet> read(Path claim) throws IOException {
        try {
            return SmallFile.read(claim, MAX_BYTES)
                    .flatMap(bytes -> Optional.ofNullable(Json.read(bytes, Packet.class)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the packet that its name says, and names no place outside its own run folder. */
    private static boolean fits(Packet packet, AttemptFile name) {
        return name.packetId().equals(packet.packetId())
                && name.attempt() == packet.attempt()
                && packet.protocol() <= Messages.PROTOCOL
                && packet.timeoutSeconds() > 0
                && Stream.of(packet.agentType(), packet.action(), packet.priority(), packet.workspace())
                        .allMatch(Objects::nonNull)
                && Stream.of(packet.traceparent(), packet.capability(), packet.run(), packet.userRequest())
                        .allMatch(Objects::nonNull)
                && Stream.of(packet.requestId(), packet.taskId()).allMatch(id -> id != null && Ids.isValid(id))
                && RunFolder.of(packet.requestId()).equals(packet.runFolder());
    }

    /** Beats the heart of a claim (rule 8). Returns false when it is gone: taken back or cancelled. */
    public boolean heartbeat(Claim claim) throws IOException {
        try {
            touch(claim.file(), clock.instant());
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Publishes the result, then removes the claim (rule 13). Publishes nothing when the claim is gone. */
    public boolean answer(Claim claim, PacketResult result) throws IOException {
        if (!Files.exists(claim.file())) {
            return false;
        }
        KillPoint.reach("agent.answer");
        DurableFiles.publish(home.results().resolve(claim.name().fileName()), Json.bytes(result));
        KillPoint.reach("agent.answered");
        AgentIdentity.deleteGroup(claim.file());
        Files.deleteIfExists(claim.file());
        KillPoint.reach("agent.let_go");
        return true;
    }

    private static void touch(Path claim, Instant now) throws IOException {
        Files.setLastModifiedTime(claim, FileTime.from(now));
    }

    /**
     * A packet that this agent holds.
     *
     * @param since when it was claimed
     * @param packet empty when the file cannot be read as the packet that its name says
     */
    public record Claim(Path file, AttemptFile name, Instant since, Optional<Packet> packet) {}
}
