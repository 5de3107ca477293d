package dev.drover.bus;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The daemon's side of the queue folders. Safe for use by any thread; calls for one packet must come in order. */
public final class FileQueue {
    private final Home home;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();

    public FileQueue(Home home) {
        this.home = home;
    }

    /** Makes the folders of an agent type, so that its agents can watch them. */
    public void open(String agentType) throws IOException {
        for (Priority priority : Priority.values()) {
            Files.createDirectories(home.queue(agentType, priority));
        }
    }

    /** Puts a packet on the queue, durably. Publishing it again replaces it by the same bytes. */
    public void publish(Packet packet) throws IOException {
        Path folder = home.queue(packet.agentType(), packet.priority());
        if (known.add(folder)) {
            open(packet.agentType());
        }
        try {
            DurableFiles.publish(folder.resolve(packet.fileName()), Json.bytes(packet));
        } catch (NoSuchFileException e) {
            open(packet.agentType());
            DurableFiles.publish(folder.resolve(packet.fileName()), Json.bytes(packet));
        }
    }

    /**
     * Whether the packet is anywhere: on the queue, claimed, answered, or taken back. In this order, since it moves in
     * this order.
     */
    public boolean isAnywhere(Packet packet) throws IOException {
        return isAnywhere(packet.agentType(), packet.priority(), new AttemptFile(packet.packetId(), packet.attempt()));
    }

    /** The same, of a packet by its name. */
    public boolean isAnywhere(String agentType, Priority priority, AttemptFile attempt) throws IOException {
        return Files.exists(home.queue(agentType, priority).resolve(attempt.fileName()))
                || claim(attempt.fileName()).isPresent()
                || Files.exists(home.results().resolve(attempt.fileName()))
                || Files.exists(home.takenBack().resolve(attempt.fileName()));
    }

    /**
     * Removes every packet that nobody waits for, from the queue and from agents: what a daemon withdrew and ended
     * before it could do so.
     */
    public void withdrawAllBut(Predicate<AttemptFile> awaited) throws IOException {
        for (Path type : Folders.list(home.queue())) {
            for (Priority priority : Priority.values()) {
                removeAllBut(awaited, type.resolve(priority.wire()));
            }
        }
        for (Path agent : Folders.list(home.claimed())) {
            removeAllBut(awaited, agent);
        }
    }

    private static void removeAllBut(Predicate<AttemptFile> awaited, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path file : Folders.list(folder)) {
            Optional<AttemptFile> attempt = AttemptFile.of(file);
            if (attempt.isPresent() && !awaited.test(attempt.get()) && Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whether a packet of that name waits for an agent, of whichever type. */
    public boolean isQueued(String fileName) throws IOException {
        for (Path type : Folders.list(home.queue())) {
            for (Priority priority : Priority.values()) {
                if (Files.exists(type.resolve(priority.wire()).resolve(fileName))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The claim of that name, whoever holds it. */
    public Optional<Path> claim(String fileName) throws IOException {
        for (Path agent : Folders.list(home.claimed())) {
            Path claim = agent.resolve(fileName);
            if (Files.exists(claim)) {
                return Optional.of(claim);
            }
        }
        return Optional.empty();
    }

    /** Removes a packet from the queue. Returns whether it lay there: then no agent has it, nor will one. */
    public boolean remove(String agentType, Priority priority, AttemptFile attempt) throws IOException {
        return Files.deleteIfExists(home.queue(agentType, priority).resolve(attempt.fileName()));
    }

    /**
     * Renames a claim away from its agent, who from then on may not publish a result (rule 10).
     *
     * @return where it lies now; empty when the agent was faster and removed it
     */
    public Optional<Path> takeBack(Path claim) throws IOException {
        Path target = home.takenBack().resolve(claim.getFileName());
        try {
            KillPoint.reach("claim.take_back");
            Files.move(claim, target, StandardCopyOption.ATOMIC_MOVE);
            KillPoint.reach("claim.taken_back");
            return Optional.of(target);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
