package dev.drover.master;

import dev.drover.bus.DeadLetter;
import dev.drover.bus.FileQueue;
import dev.drover.bus.FolderWatch;
import dev.drover.bus.Home;
import dev.drover.bus.Leases;
import dev.drover.council.Settings;
import dev.drover.planning.Planning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master's desk on the bus: puts its parts together, watches the folders, and looks around now and then. */
public final class BusDesk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BusDesk.class);
    private static final Duration LEASE_LOOK = Duration.ofSeconds(1);

    private final Home home;
    private final Master master;
    private final Supplier<Settings> settings;
    private final Inbox inbox;
    private final Controls controls;
    private final Results results;
    private final Reclaimer reclaimer;
    private final Effects effects;
    private final Settling settling;
    private final FileQueue queue;
    private final IntakeFolder intake;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("desk-", 1).daemon().factory());
    private FolderWatch watch = FolderWatch.NONE;

    /** Builds the desk of a master that was opened and not started. */
    public BusDesk(
            Home home,
            Master master,
            Supplier<Settings> settings,
            Supplier<Planning> planning,
            InstantSource clock,
            LongSupplier ticker,
            RandomGenerator random) {
        this.home = home;
        this.master = master;
        this.settings = settings;
        Settings now = settings.get();
        queue = new FileQueue(home);
        intake = new IntakeFolder(home);
        settling = new Settling(now.bus().settle(), ticker);
        effects = new Effects(home, queue, new DeadLetter(home), intake, clock, master::submit);
        var check = new RequestCheck(
                planning, now.bus().maxMessageBytes(), now.bus().maxTasks());
        inbox = new Inbox(
                home,
                intake,
                settling,
                check,
                master,
                () -> settings.get().orchestrator().maxOpenRequests(),
                clock,
                random);
        controls = new Controls(home, master, settling, new Archive(home));
        results = new Results(home, master, now.bus().maxMessageBytes());
        reclaimer =
                new Reclaimer(home, queue, master, new Leases(now.bus().lease(), LEASE_LOOK), ticker);
    }

    /**
     * Starts the master and everything around it. When this returns, what is dropped is seen.
     *
     * @param onStatus is told of the master's state after each batch, on the master's thread
     */
    public void open(Consumer<Status> onStatus) throws IOException {
        Set<String> journaled = new HashSet<>(master.state().unfiled().keySet());
        inbox.resume(journaled);
        new Recovery(master, effects, queue).run();
        master.start(effects, status -> {
            inbox.pump();
            onStatus.accept(status);
        });
        watch = FolderWatch.start(
                "bus-watch",
                List.of(home.inbox(), home.control(), home.results(), home.claimed()),
                this::changed,
                this::rescan);
        rescan();
        long rescanNanos = settings.get().bus().rescan().toNanos();
        timer.scheduleWithFixedDelay(this::rescan, rescanNanos, rescanNanos, TimeUnit.NANOSECONDS);
        timer.scheduleWithFixedDelay(
                this::lookAtClaims, 0, LEASE_LOOK.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** An agent process was seen to end: its claims are looked at now and not at the next turn. */
    public void agentEnded() {
        timer.execute(this::lookAtClaims);
    }

    /** Requests that wait in the inbox. */
    public int waiting() {
        return inbox.waiting();
    }

    private void changed(Path file) {
        if (file.startsWith(home.results())) {
            results.seen(file);
        } else if (file.startsWith(home.claimed())) {
            reclaimer.claimSeen(file);
        } else if (file.startsWith(home.control())) {
            controls.seen(file);
        } else {
            inbox.changed(file);
        }
    }

    private void rescan() {
        try {
            controls.rescan();
            results.rescan();
            inbox.rescan();
        } catch (IOException | RuntimeException e) {
            log.warn("a look around the bus failed; the next one comes soon", e);
        }
    }

    private synchronized void lookAtClaims() {
        try {
            reclaimer.look();
        } catch (IOException | RuntimeException e) {
            log.warn("a look at the claims failed; the next one comes soon", e);
        }
    }

    /** Stops taking in; the master is to be closed after this, and then the effects are waited for. */
    @Override
    public void close() throws IOException {
        watch.close();
        timer.shutdownNow();
        inbox.close();
    }

    /** Waits for the effects that are under way. */
    public void finishEffects() {
        effects.close();
    }
}
