package dev.drover.daemon;

import dev.drover.background.Background;
import dev.drover.bus.Home;
import dev.drover.bus.HomeAccess;
import dev.drover.council.CouncilKey;
import dev.drover.council.Settings;
import dev.drover.factory.Demand;
import dev.drover.factory.Factory;
import dev.drover.factory.News;
import dev.drover.factory.Registry;
import dev.drover.master.BusDesk;
import dev.drover.master.Fold;
import dev.drover.master.Master;
import dev.drover.master.Status;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.Rules;
import dev.drover.message.DroverException;
import dev.drover.planning.Capabilities;
import dev.drover.planning.Planning;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running daemon: everything that was started, in the order in which it is stopped in reverse. */
public final class Daemon implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Daemon.class);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(2);

    /** The pause while no packet is out, when nobody waits for what a turn finds. */
    private static final Duration IDLE_HOUSEKEEPING = Duration.ofSeconds(5);

    private final Home home;
    private final HomeLock lock;
    private final Definitions definitions;
    private final Master master;
    private final BusDesk desk;
    private final Factory factory;
    private final Registry registry;
    private final KnownAgents knownAgents = new KnownAgents();
    private final List<Fold> folds;
    private final AgentLogs agentLogs;
    private final Notary notary;
    private final Lessons lessons;
    private final Background housekeeping = new Background("housekeeping", 1);
    private final Background learning = new Background("learning", 1);
    private boolean closed;

    private Daemon(
            Home home,
            HomeLock lock,
            CompletableFuture<Definitions> reading,
            Map<String, String> environment,
            String version)
            throws IOException {
        this.home = home;
        this.lock = lock;
        Clock clock = Clock.systemUTC();
        RandomGenerator random = new java.security.SecureRandom();
        CouncilKey key = key(home);
        Map<Long, String> signed = Notary.signedHead(home, key, "master");
        registry = new Registry(home);
        lessons = new Lessons(home);
        agentLogs = new AgentLogs(home, clock, key, this::rotateBytes);
        folds = List.of(
                knownAgents, new RegistryFold(registry, () -> read(reading).agents(), () -> read(reading)
                        .settings()
                        .orchestrator()
                        .learningRate()));
        master = Master.open(home, signed, clock, this::rotateBytes, folds);
        try {
            definitions = read(reading);
        } catch (RuntimeException e) {
            master.close();
            throw e;
        }
        notary = new Notary(
                home, key, agentLogs, master::submit, () -> settings().logs().checkpointInterval(), System::nanoTime);
        Planning planning =
                Planners.of(home, this::settings, () -> Capabilities.of(definitions.agents()), environment, clock);
        desk = new BusDesk(home, master, this::settings, () -> planning, clock, System::nanoTime, random);
        factory = new Factory(
                home,
                this::settings,
                definitions::agents,
                environment,
                version,
                new ToJournal(),
                registry,
                clock,
                System::nanoTime,
                random);
    }

    /**
     * Starts the daemon of a home. When it returns, what is dropped is seen.
     *
     * @throws DroverException when another one runs, others may write into the home, or the journal
     *     does not verify
     */
    public static Daemon start(Home home, Map<String, String> environment, String version) throws IOException {
        Instant startedAt = Clock.systemUTC().instant();
        HomeAccess.require(home);
        home.createFolders();
        HomeLock lock = HomeLock.take(home);
        try {
            // Beside the key and the journal; these are the longest parts of a start.
            CompletableFuture<Definitions> reading =
                    CompletableFuture.supplyAsync(() -> new Definitions(home, environment));
            HomePlace.settle(home);
            Daemon daemon = new Daemon(home, lock, reading, environment, version);
            daemon.open(version, startedAt);
            return daemon;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Definitions read(CompletableFuture<Definitions> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DroverException why ? why : e;
        }
    }

    private void open(String version, Instant startedAt) throws IOException {
        ProcessId self = ProcessId.self();
        master.submit(new Input.Note(new Event.DaemonStarted(version, self.pid(), self.bootId())));
        master.submit(new Input.Note(new Event.RulesApplied(rules(settings()))));
        knownAgents.gone(home).forEach(gone -> master.submit(new Input.Note(gone)));
        factory.start();
        desk.open(this::after);
        // One turn for both, since an idle daemon pays for each time that it wakes up.
        housekeeping.every(this::untilNextHousekeeping, () -> {
            try {
                refreshDefinitions();
            } finally {
                keepHouse();
            }
        });
        new DaemonFile(
                        self.pid(),
                        self.start(),
                        self.bootId(),
                        version,
                        System.getProperty("drover.app", ""),
                        Optional.of(home.root().toString()),
                        startedAt,
                        Clock.systemUTC().instant())
                .write(home);
        log.info("the daemon of {} watches the bus", home.root());
    }

    private Duration untilNextHousekeeping() {
        return master.status().out().isEmpty() ? IDLE_HOUSEKEEPING : HOUSEKEEPING;
    }

    /** Completes when the daemon cannot go on. */
    public CompletableFuture<Void> ended() {
        return master.ended();
    }

    private Settings settings() {
        return definitions.settings();
    }

    /** A home of before there was a key gets one; but what an earlier key signed must not be signed by a new one. */
    private static CouncilKey key(Home home) throws IOException {
        if (Files.notExists(home.checkpoints("master"))) {
            CouncilKey.create(home.keys());
        }
        return CouncilKey.load(home.keys());
    }

    private long rotateBytes() {
        return settings().logs().rotateBytes();
    }

    private void after(List<Recorded> events, Status status) {
        folds.forEach(fold -> events.forEach(fold::apply));
        notary.after(events);
        if (settings().orchestrator().learningEnabled()) {
            learning.now(() -> lessons.learn(events));
        }
        factory.demand(new Demand(status.out(), status.queued()));
    }

    private void keepHouse() {
        agentLogs.collect();
        notary.turn();
    }

    private void refreshDefinitions() {
        boolean changed = definitions.refresh(why -> master.submit(new Input.Note(new Event.Trouble("council", why))));
        if (changed) {
            master.submit(new Input.Note(new Event.RulesApplied(rules(settings()))));
        }
    }

    private static Rules rules(Settings settings) {
        Settings.Orchestrator o = settings.orchestrator();
        return new Rules(
                2 * o.maxConcurrentTasks(),
                o.taskTimeoutSeconds(),
                o.retryAttempts(),
                Math.round(1000 * o.retryBackoffSeconds()));
    }

    /** Ends the agents too, before the daemon is closed: what they hand back is still taken in. */
    public void stopAgents() {
        factory.stopAgents();
    }

    /** Stops in reverse order. Agents work on, unless they were stopped before. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        InOrder.run(
                desk::close,
                factory::close,
                housekeeping::close,
                agentLogs::collect,
                notary::anchor,
                () -> master.submit(new Input.Note(new Event.DaemonStopped("asked to stop"))),
                master::close,
                notary::end,
                agentLogs::close,
                desk::finishEffects,
                learning::finish,
                () -> DaemonFile.remove(home),
                lock::close);
    }

    /** What the factory sees becomes events of the journal. */
    private final class ToJournal implements News {
        @Override
        public void changed(String agentId, String agentType, String change, long pid, String why) {
            master.submit(new Input.Note(new Event.AgentChanged(agentId, agentType, change, pid, why)));
        }

        @Override
        public void ended() {
            desk.agentEnded();
        }
    }
}
