package dev.drover.master;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.Leases;
import dev.drover.master.core.Input;
import dev.drover.process.ProcessId;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
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
 * Watches over claims: sees who holds what, and takes back what a dead or silent agent holds (rules 9 to 11). What the
 * processes show beats the lease in both directions. Confined to one thread, but for {@link #claimSeen}.
 */
final class Reclaimer {
    private static final Logger log = LoggerFactory.getLogger(Reclaimer.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Home home;
    private final FileQueue queue;
    private final Master master;
    private final Leases leases;
    private final LongSupplier ticker;
    private final Set<Path> troubled = new HashSet<>();
    private Set<AttemptFile> missingBefore = Set.of();

    Reclaimer(Home home, FileQueue queue, Master master, Leases leases, LongSupplier ticker) {
        this.home = home;
        this.queue = queue;
        this.master = master;
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

    /** One look at all agents and claims. */
    void look() throws IOException {
        Map<Path, FileTime> claims = new HashMap<>();
        for (Path folder : Folders.list(home.claimed())) {
            try {
                look(folder, claims);
                troubled.remove(folder);
            } catch (IOException e) {
                // One folder that cannot be read must not keep the claims of all others.
                if (troubled.add(folder)) {
                    log.warn("the claims in {} cannot be looked at; they are left until that changes", folder, e);
                }
            }
        }
        for (Path claim : leases.look(ticker.getAsLong(), claims)) {
            Optional.ofNullable(claim.getParent()).ifPresent(Reclaimer::endAgent);
            takeBack(claim, "no heartbeat for the time of a lease");
        }
        finishTakenBack();
        lookForMissing();
    }

    private void look(Path folder, Map<Path, FileTime> claims) throws IOException {
        if (Files.isDirectory(folder)) {
            Optional<AgentIdentity> identity = AgentIdentity.read(folder);
            boolean gone = identity.isPresent() && !identity.get().process().isAlive();
            for (Path claim : Folders.list(folder)) {
                if (AttemptFile.of(claim).isEmpty()) {
                    continue;
                }
                if (gone) {
                    takeBack(claim, "its agent is gone");
                } else {
                    claimSeen(claim);
                    heartbeat(claim).ifPresent(time -> claims.put(claim, time));
                }
            }
            if (gone) {
                endCommands(folder);
                AgentIdentity.remove(folder);
            }
        }
    }

    private static Optional<FileTime> heartbeat(Path claim) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(claim));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** An agent that is silent for the time of a lease hangs. It is ended, so that it cannot wake up later. */
    private static void endAgent(Path folder) {
        Optional<AgentIdentity> identity = AgentIdentity.read(folder);
        if (identity.isPresent() && !ProcessTree.end(identity.get().process(), GRACE)) {
            log.warn("agent {} does not end", identity.get().agentId());
        }
    }

    /** Rename the claim away, make sure that nothing of the attempt runs, look for a result, then tell the master. */
    private void takeBack(Path claim, String why) throws IOException {
        Optional<AttemptFile> name = AttemptFile.of(claim);
        Path folder = claim.getParent();
        if (name.isEmpty() || folder == null) {
            return;
        }
        boolean known = AgentIdentity.read(folder).isPresent();
        Optional<ProcessId> group = AgentIdentity.readGroup(folder, name.get());
        Optional<Path> taken = queue.takeBack(claim);
        if (taken.isPresent()) {
            tell(
                    taken.get(),
                    name.get(),
                    Optional.of(folder.getFileName().toString()),
                    why,
                    known && ended(name.get(), group));
        }
    }

    /** What a dead agent still ran for claims that it had lost before: cancelled ones, that nobody takes back. */
    private static void endCommands(Path folder) throws IOException {
        for (ProcessId group : AgentIdentity.groups(folder)) {
            if (!ProcessTree.end(group, GRACE)) {
                log.warn("a command of {} (process {}) does not end", folder.getFileName(), group.pid());
            }
        }
    }

    private static boolean ended(AttemptFile name, Optional<ProcessId> group) {
        boolean leaderEnded = group.isEmpty() || ProcessTree.end(group.get(), GRACE);
        return leaderEnded && ProcessTree.endMarked("DROVER_PACKET_ID=" + name.packetId());
    }

    private void tell(Path taken, AttemptFile name, Optional<String> agent, String why, boolean safe)
            throws IOException {
        if (Files.exists(home.results().resolve(name.fileName()))) {
            // It was answered before the claim was taken away; the result decides, and the claim is no longer needed.
            Files.deleteIfExists(taken);
            return;
        }
        master.submit(new Input.TakenBack(name.packetId(), name.attempt(), agent, why, agent.isPresent(), safe));
    }

    /** Claims that were renamed away by a daemon that ended before it could journal that. */
    private void finishTakenBack() throws IOException {
        Map<AttemptFile, Status.Awaited> awaited = awaited();
        for (Path taken : Folders.list(home.takenBack())) {
            Optional<AttemptFile> name = AttemptFile.of(taken);
            if (name.isPresent() && awaited.containsKey(name.get())) {
                tell(
                        taken,
                        name.get(),
                        Optional.of("unknown"),
                        "its agent was given up",
                        ended(name.get(), Optional.empty()));
            }
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
        Map<AttemptFile, Status.Awaited> stillAwaited = awaited();
        for (AttemptFile name : missing) {
            if (missingBefore.contains(name) && stillAwaited.containsKey(name)) {
                master.submit(new Input.TakenBack(
                        name.packetId(),
                        name.attempt(),
                        Optional.of("unknown"),
                        "its packet vanished without a result",
                        true,
                        ended(name, Optional.empty())));
            }
        }
        missingBefore = missing;
    }

    private Map<AttemptFile, Status.Awaited> awaited() {
        Map<AttemptFile, Status.Awaited> awaited = new HashMap<>();
        for (Status.Awaited packet : master.status().awaited()) {
            awaited.put(new AttemptFile(packet.packetId(), packet.attempt()), packet);
        }
        return awaited;
    }
}
