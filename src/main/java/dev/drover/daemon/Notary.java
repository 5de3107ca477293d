package dev.drover.daemon;

import dev.drover.audit.Anchor;
import dev.drover.audit.Checkpoint;
import dev.drover.audit.Checkpoints;
import dev.drover.audit.Head;
import dev.drover.bus.Home;
import dev.drover.council.CouncilKey;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Recorded;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vouches for the logs: now and then, when a file of the journal is full, and at the end, it has the heads of the agent
 * logs written into the journal, that of the journal into the agent logs, and signs them all. {@link #after} may be
 * called from any thread; everything else by one.
 */
final class Notary {
    private static final Logger log = LoggerFactory.getLogger(Notary.class);
    private static final String MASTER = "master";

    private final Home home;
    private final CouncilKey key;
    private final AgentLogs agentLogs;
    private final Consumer<Input> journal;
    private final Supplier<Duration> interval;
    private final LongSupplier ticker;
    private final AtomicReference<Optional<Head>> moved = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Head>> anchored = new AtomicReference<>(Optional.empty());
    private final Map<String, Head> signed = new HashMap<>();
    private volatile boolean fileIsFull;
    private long lastTurn;

    Notary(
            Home home,
            CouncilKey key,
            AgentLogs agentLogs,
            Consumer<Input> journal,
            Supplier<Duration> interval,
            LongSupplier ticker) {
        this.home = home;
        this.key = key;
        this.agentLogs = agentLogs;
        this.journal = journal;
        this.interval = interval;
        this.ticker = ticker;
        this.lastTurn = ticker.getAsLong();
    }

    /** The newest signed head of a log, as its reader wants it; empty when none was signed. */
    static Map<Long, String> signedHead(Home home, CouncilKey key, String logName) throws IOException {
        Map<Long, String> heads = new HashMap<>();
        Checkpoints.last(home.checkpoints(logName), key.name())
                .map(Checkpoint::head)
                .ifPresent(head -> heads.put(head.seq(), head.hash()));
        return heads;
    }

    /** Takes note of what is durable in the journal. */
    void after(List<Recorded> events) {
        for (Recorded event : events) {
            Optional<Head> head = Optional.of(new Head(event.seq(), event.hash()));
            switch (event.event()) {
                case Event.HeadsAnchored e -> anchored.set(head);
                case Event.SnapshotTaken e -> fileIsFull = true;
                default -> moved.set(head);
            }
        }
    }

    /** Looks whether it is time, and signs what was anchored since the last call. */
    void turn() {
        anchored.getAndSet(Optional.empty()).ifPresent(this::sign);
        boolean due =
                fileIsFull || ticker.getAsLong() - lastTurn >= interval.get().toNanos();
        if (due && moved.getAndSet(Optional.empty()).isPresent()) {
            fileIsFull = false;
            lastTurn = ticker.getAsLong();
            anchor();
        }
    }

    /** Asks for the heads of the agent logs to be written into the journal. */
    void anchor() {
        journal.accept(new Input.Note(new Event.HeadsAnchored(agentLogs.heads())));
    }

    /** Signs the end of the journal, once nothing is written any more. */
    void end() {
        anchored.set(Optional.empty());
        moved.getAndSet(Optional.empty()).ifPresent(this::sign);
    }

    private void sign(Head head) {
        try {
            append(MASTER, head);
            agentLogs.anchor(new Anchor(MASTER, head.seq(), head.hash()));
            for (Anchor anchor : agentLogs.heads()) {
                append(anchor.log(), new Head(anchor.seq(), anchor.hash()));
            }
        } catch (IOException | DroverException e) {
            log.warn("the logs could not be signed ({}); the next turn tries again", e.toString());
            moved.set(Optional.of(head));
        }
    }

    private void append(String logName, Head head) throws IOException {
        if (head.equals(signed.put(logName, head))) {
            return;
        }
        String origin = key.name().name() + "/" + logName;
        Checkpoints.append(home.checkpoints(logName), new Checkpoint(origin, head).sign(key.name(), key.key()));
    }
}
