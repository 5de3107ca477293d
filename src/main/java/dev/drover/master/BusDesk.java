package dev.drover.master;

import dev.drover.background.Background;
import dev.drover.bus.DeadLetter;
import dev.drover.bus.DiskSpace;
import dev.drover.bus.FileQueue;
import dev.drover.bus.GivenCodewords;
import dev.drover.bus.Home;
import dev.drover.bus.Leases;
import dev.drover.bus.SecondNames;
import dev.drover.bus.UnfinishedFiles;
import dev.drover.council.Settings;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.State;
import dev.drover.planning.Planning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The master's desk on the bus: puts its parts together, watches the folders, and looks around now and then. */
public final class BusDesk implements AutoCloseable {
    private static final Duration LEASE_LOOK = Duration.ofSeconds(1);

    /** The pause when no packet is out, no claim is held and the disk has room. */
    private static final Duration IDLE_LOOK = Duration.ofSeconds(10);

    private static final Duration CODEWORD_LOOK = Duration.ofMinutes(1);

    private static final Duration REMOVAL = Duration.ofHours(1);

    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

    private static final Duration SOON = Duration.ofMillis(50);

    /** A start does not wait for longer, since on a full disk nothing is taken in. */
    private static final Duration CONTROLS_WITHIN = Duration.ofSeconds(5);

    /** A look around is followed by a pause at least so many times as long. */
    private static final int LOOK_SHARE = 50;

    private final Home home;
    private final Master master;
    private final Supplier<Settings> settings;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final Inbox inbox;
    private final Controls controls;
    private final Results results;
    private final Reclaimer reclaimer;
    private final Effects effects;
    private final Settling settling;
    private final FileQueue queue;
    private final IntakeFolder intake;
    private final DiskGuard disk;
    // Two threads of their own, for a second thread of one pool wakes up at every turn, to see that it is not needed.
    private final Background rescans = new Background("rescan", 1);
    private final Background looks = new Background("desk", 1);
    private final Background retention = new Background("retention", 1);
    private final AtomicBoolean lookWanted = new AtomicBoolean();
    private volatile Duration lastLook = Duration.ZERO;
    private final KeptWatch watch;

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
        this.clock = clock;
        this.ticker = ticker;
        Settings now = settings.get();
        watch = new KeptWatch(home, this::changed, this::overflowed, event -> master.submit(new Input.Note(event)));
        queue = new FileQueue(home);
        intake = new IntakeFolder(home);
        settling = new Settling(now.bus().settle(), ticker);
        effects = new Effects(home, queue, new DeadLetter(home), intake, clock, master::submit);
        var check = new RequestCheck(
                planning,
                new SeenIds(master)::contains,
                now.bus().maxMessageBytes(),
                now.bus().maxTasks());
        disk = new DiskGuard(
                home,
                () -> DiskSpace.freeBytes(home.root()),
                () -> settings.get().bus().minFreeMb(),
                event -> master.submit(new Input.Note(event)));
        disk.start();
        master.whenUnwritable(disk::giveUpReserve);
        inbox = new Inbox(
                home,
                intake,
                settling,
                check,
                master,
                () -> settings.get().orchestrator().maxOpenRequests(),
                disk::hasRoom,
                clock,
                random);
        controls = new Controls(home, master, settling, new Archive(home), clock, random);
        results = new Results(home, master, queue, settling, now.bus().maxMessageBytes());
        reclaimer =
                new Reclaimer(home, queue, master, effects, new Leases(now.bus().lease(), LEASE_LOOK), ticker);
    }

    /**
     * Starts the master and everything around it. When this returns, what is dropped is seen.
     *
     * @param observer is told of what is durable, on the master's thread
     */
    public void open(Master.Observer observer) throws IOException {
        SecondNames.remove(home);
        UnfinishedFiles.sweep(
                home,
                master.state().open().stream().map(run -> home.run(run.id())).toList(),
                clock.instant());
        Set<String> journaled = new HashSet<>(master.state().unfiled().keySet());
        inbox.resume(journaled);
        new Recovery(home, master, effects, queue).run();
        master.start(effects, (events, status) -> {
            inbox.pump();
            if (events.stream().anyMatch(BusDesk::asksForRemoval)) {
                retention.now(this::removeOld);
            }
            observer.after(events, status);
        });
        controls.resume();
        controls.rescan();
        // A pause that waits there is to hold before the first request is opened.
        master.ask(State::isPaused)
                .completeOnTimeout(false, CONTROLS_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
        watch.keep();
        rescan();
        rescans.every(this::untilNextLookAround, this::lookAround);
        // One turn for both, since an idle daemon pays for each time that it wakes up.
        looks.every(this::untilNextLook, () -> {
            try {
                lookAtDisk();
            } finally {
                lookAtClaims();
            }
        });
        retention.every(REMOVAL, this::removeOld);
        looks.every(CODEWORD_LOOK, () -> new GivenCodewords(home).removeOld(clock.instant()));
    }

    /** An agent process was seen to end: its claims are looked at now and not at the next turn. */
    public void agentEnded() {
        looks.now(this::lookAtAgents);
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

    /** Events were lost, so all is looked at, once for many losses: a flood of files loses events all the time. */
    private void overflowed() {
        if (lookWanted.compareAndSet(false, true)) {
            rescans.after(lastLook.multipliedBy(LOOK_SHARE / 5).plus(SOON), () -> {
                lookWanted.set(false);
                rescan();
            });
        }
    }

    private void lookAround() throws IOException {
        watch.keep();
        rescan();
    }

    /** However much waits, no more than a small share of the time is spent on looking around. */
    private Duration untilNextLookAround() {
        Duration pause = lastLook.multipliedBy(LOOK_SHARE);
        Duration usual = settings.get().bus().rescan();
        return pause.compareTo(usual) > 0 ? pause : usual;
    }

    private void rescan() throws IOException {
        // Taking these is work that is done once, and no measure of how much there is to look at.
        controls.rescan();
        long start = ticker.getAsLong();
        results.rescan();
        inbox.rescan();
        lastLook = Duration.ofNanos(ticker.getAsLong() - start);
    }

    private static boolean asksForRemoval(Recorded recorded) {
        return recorded.event() instanceof Event.ControlApplied e && e.control().equals("*gc");
    }

    /** Has everything forgotten that is past its retention. */
    private void removeOld() throws Exception {
        Settings.Retention limits = settings.get().retention();
        if (limits.isSet()) {
            List<Retention.Ended> ended = master.ask(Retention::ended).get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
            for (Map<String, String> portion :
                    Retention.portions(Retention.due(home, limits, ended, clock.instant()))) {
                master.submit(new Input.Forget(portion));
            }
        }
    }

    private Duration untilNextLook() {
        return disk.hasRoom() && reclaimer.isIdle() ? IDLE_LOOK : LEASE_LOOK;
    }

    private void lookAtDisk() {
        boolean hadRoom = disk.hasRoom();
        if (disk.look() && !hadRoom) {
            inbox.pump();
        }
    }

    private synchronized void lookAtClaims() throws IOException {
        reclaimer.look();
    }

    private synchronized void lookAtAgents() throws IOException {
        reclaimer.lookAtAll();
    }

    /** Stops taking in; the master is to be closed after this, and then the effects are waited for. */
    @Override
    public void close() throws IOException {
        watch.close();
        rescans.close();
        looks.close();
        retention.close();
        controls.close();
        reclaimer.close();
        inbox.close();
    }

    /** Waits for the effects that are under way. */
    public void finishEffects() {
        effects.close();
    }
}
