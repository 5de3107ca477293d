package dev.drover.master;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.Leases;
import dev.drover.master.core.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over claims: sees who holds what, and has taken back what a dead or silent agent holds (rule 9). What the
 * processes show beats the lease in both directions. A look never waits for a process. Confined to one thread, but for
 * {@link #claimSeen}.
 */
final class Reclaimer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reclaimer.class);

    /** An agent without a claim is looked at only every so many turns: it holds nothing that could be lost. */
    private static final int IDLE_TURNS = 5;

    private final Home home;
    private final FileQueue queue;
    private final Master master;
    private final TakeBacks takeBacks;
    private final Leases leases;
    private final LongSupplier ticker;
    private final Set<Path> troubled = new HashSet<>();
    private Set<AttemptFile> missingBefore = Set.of();
    private int turns;
    private boolean anyClaim;

    Reclaimer(Home home, FileQueue queue, Master master, Effects effects, Leases leases, LongSupplier ticker) {
        this.home = home;
        this.queue = queue;
        this.master = master;
        this.takeBacks = new TakeBacks(home, queue, master, effects);
        this.leases = leases;
        this.ticker = ticker;
    }

    /** A file below {@code claimed/} was created: someone holds that packet now. */
    void claimSeen(Path file) {
        Path folder = file.getParent();
        if (folder != null && home.claimed().equals(folder.getParent())) {
            String agent = folder.getFileName().toString();
            AttemptFile.of(file)
                    .ifPresent(name -> master.submit(new Input.Claimed(name.packetId(), name.attempt(), agent)));
        }
    }

    /** One look at all claims, and now and then at agents that have none. */
    void look() throws IOException {
        look(isIdle() || turns++ % IDLE_TURNS == 0);
    }

    /** Whether the last look saw no claim, and no packet is out that could be claimed. */
    boolean isIdle() {
        return !anyClaim && master.status().awaited().isEmpty();
    }

    /** One look at all agents and claims. */
    void lookAtAll() throws IOException {
        look(true);
    }

    private void look(boolean atIdle) throws IOException {
        Map<Path, FileTime> claims = new HashMap<>();
        for (Path folder : Folders.list(home.claimed())) {
            try {
                look(folder, claims, atIdle);
                troubled.remove(folder);
            } catch (IOException e) {
                // One folder that cannot be read must not keep the claims of all others.
                if (troubled.add(folder)) {
                    log.warn("the claims in {} cannot be looked at; they are left until that changes", folder, e);
                }
            }
        }
        anyClaim = !claims.isEmpty();
        for (Path claim : leases.look(ticker.getAsLong(), claims)) {
            Optional<Path> folder = Optional.ofNullable(claim.getParent());
            folder.ifPresent(f -> AttemptFile.of(claim).ifPresent(name -> takeBacks.ofSilent(f, name)));
        }
        finishTakenBack();
        lookForMissing();
    }

    private void look(Path folder, Map<Path, FileTime> claims, boolean atIdle) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<AttemptFile> held = Folders.list(folder).stream()
                .flatMap(file -> AttemptFile.of(file).stream())
                .toList();
        if (held.isEmpty() && !atIdle) {
            return;
        }
        Optional<AgentIdentity> identity = AgentIdentity.read(folder);
        if (identity.isPresent() && !identity.get().process().isAlive()) {
            held.forEach(name -> takeBacks.ofDead(folder, name));
            if (held.isEmpty()) {
                takeBacks.tidy(folder);
            }
            return;
        }
        for (AttemptFile name : held) {
            Path claim = folder.resolve(name.fileName());
            claimSeen(claim);
            heartbeat(claim).ifPresent(time -> claims.put(claim, time));
        }
    }

    private static Optional<FileTime> heartbeat(Path claim) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(claim));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Claims that were renamed away by a daemon that ended before it could journal that. */
    private void finishTakenBack() throws IOException {
        Set<AttemptFile> awaited = awaited();
        for (Path taken : Folders.list(home.takenBack())) {
            AttemptFile.of(taken).filter(awaited::contains).ifPresent(name -> takeBacks.ofEarlier(taken, name));
        }
    }

    /** A packet that is nowhere twice in a row, and still awaited, was lost by its agent, or by a person. */
    private void lookForMissing() throws IOException {
        Set<AttemptFile> missing = new HashSet<>();
        for (Status.Awaited packet : List.copyOf(master.status().awaited())) {
            var name = new AttemptFile(packet.packetId(), packet.attempt());
            if (!queue.isAnywhere(packet.agentType(), packet.priority(), name)) {
                missing.add(name);
            }
        }
        missing.stream().filter(missingBefore::contains).forEach(takeBacks::ofVanished);
        missingBefore = missing;
    }

    private Set<AttemptFile> awaited() {
        Set<AttemptFile> awaited = new HashSet<>();
        for (Status.Awaited packet : master.status().awaited()) {
            awaited.add(new AttemptFile(packet.packetId(), packet.attempt()));
        }
        return awaited;
    }

    @Override
    public void close() {
        takeBacks.close();
    }
}
