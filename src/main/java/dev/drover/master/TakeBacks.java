package dev.drover.master;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Home;
import dev.drover.master.core.Input;
import dev.drover.process.ProcessId;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes packets back (rules 10, 11). Ending what dead and silent agents left may take seconds, so each is taken back
 * beside the others, and one is under way for each attempt. Safe for use by any thread; nothing here waits.
 */
final class TakeBacks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TakeBacks.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Home home;
    private final FileQueue queue;
    private final Master master;
    private final Effects effects;
    private final Errands errands = new Errands("taking back");

    TakeBacks(Home home, FileQueue queue, Master master, Effects effects) {
        this.home = home;
        this.queue = queue;
        this.master = master;
        this.effects = effects;
    }

    /** A claim of an agent that is gone. */
    void ofDead(Path folder, AttemptFile name) {
        errands.start(name, () -> claim(folder, name, "its agent is gone"));
    }

    /** A claim of an agent that hangs. It is ended, so that it cannot wake up later. */
    void ofSilent(Path folder, AttemptFile name) {
        errands.start(name, () -> {
            endAgent(folder);
            claim(folder, name, "no heartbeat for the time of a lease");
        });
    }

    /** A claim that was renamed away by a daemon that ended before it could journal that. */
    void ofEarlier(Path taken, AttemptFile name) {
        errands.start(name, () -> {
            if (isAwaited(name) && Files.exists(taken)) {
                tell(
                        taken,
                        name,
                        "unknown",
                        "its agent was given up",
                        ended(name, AgentIdentity.findGroup(home, name)));
            }
        });
    }

    /** A packet that is nowhere. */
    void ofVanished(AttemptFile name) {
        errands.start(name, () -> {
            if (isAwaited(name)) {
                submit(new Input.TakenBack(
                        name.packetId(),
                        name.attempt(),
                        Optional.of("unknown"),
                        "its packet vanished without a result",
                        true,
                        ended(name, AgentIdentity.findGroup(home, name))));
            }
        });
    }

    /** Ends what a dead agent still ran for claims that it had lost before, and removes its folder. */
    void tidy(Path folder) {
        errands.start(folder, () -> {
            boolean ended = true;
            for (ProcessId group : AgentIdentity.groups(folder)) {
                if (!ProcessTree.end(group, GRACE)) {
                    ended = false;
                    log.warn("a command of {} (process {}) does not end", folder.getFileName(), group.pid());
                }
            }
            if (ended) {
                AgentIdentity.remove(folder);
            }
        });
    }

    /** Rename the claim away, make sure that nothing of the attempt runs, look for a result, then tell the master. */
    private void claim(Path folder, AttemptFile name, String why) throws IOException, InterruptedException {
        boolean known = AgentIdentity.read(folder).isPresent();
        Optional<ProcessId> group = AgentIdentity.readGroup(folder, name);
        Optional<Path> taken = queue.takeBack(folder.resolve(name.fileName()));
        if (taken.isPresent()) {
            tell(taken.get(), name, folder.getFileName().toString(), why, known && ended(name, group));
        }
    }

    private static void endAgent(Path folder) {
        Optional<AgentIdentity> identity = AgentIdentity.read(folder);
        if (identity.isPresent() && !ProcessTree.end(identity.get().process(), GRACE)) {
            log.warn("agent {} does not end", identity.get().agentId());
        }
    }

    private boolean ended(AttemptFile name, Optional<ProcessId> group) {
        boolean leaderEnded = group.isEmpty() || ProcessTree.end(group.get(), GRACE);
        return leaderEnded && ProcessTree.endMarked(home.root(), "DROVER_PACKET_ID=" + name.packetId());
    }

    private void tell(Path taken, AttemptFile name, String agent, String why, boolean safe)
            throws IOException, InterruptedException {
        if (Files.exists(home.results().resolve(name.fileName()))) {
            // It was answered before the claim was taken away; the result decides, and the claim is no longer needed.
            Files.deleteIfExists(taken);
            return;
        }
        submit(new Input.TakenBack(name.packetId(), name.attempt(), Optional.of(agent), why, true, safe));
        // When its result had counted already, nothing follows from that, and the claim would lie there for ever. What
        // does follow is queued by now, and comes before this.
        effects.clearTakenBack(name, Optional.empty());
    }

    /** Until the master has it, the attempt counts as under way: its processes are not to be taken for the next one's. */
    private void submit(Input.TakenBack back) throws InterruptedException {
        var done = new CountDownLatch(1);
        master.submit(back, done::countDown);
        done.await();
    }

    private boolean isAwaited(AttemptFile name) {
        return master.status().awaited().stream()
                .anyMatch(p -> p.packetId().equals(name.packetId()) && p.attempt() == name.attempt());
    }

    @Override
    public void close() {
        errands.close();
    }
}
