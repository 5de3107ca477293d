package dev.drover.factory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.background.Background;
import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Backend;
import dev.drover.council.Settings;
import dev.drover.message.Ulid;
import dev.drover.process.ProcessId;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has as many agents running as there is work for, within the limits. {@link #demand} may be called from any thread;
 * everything else happens on the factory's own.
 */
public final class Factory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Factory.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration ALIVE_CHECK = Duration.ofSeconds(1);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    private final Home home;
    private final Supplier<Settings> settings;
    private final Supplier<AgentDefinitions> definitions;
    private final Map<String, String> environment;
    private final String version;
    private final News news;
    private final Registry registry;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final RandomGenerator random;
    private final MachineLoad load = new MachineLoad();
    private final CrashLoop crashes = new CrashLoop();
    private final Map<String, Agent> agents = new ConcurrentHashMap<>();
    private final Background thread = new Background("factory", 1);
    private volatile Demand demand = Demand.NONE;
    private Map<String, Integer> waited = Map.of();

    @GuardedBy("this")
    private boolean stopping;

    private double busyShare;
    private boolean looking;
    private long lastLook;

    public Factory(
            Home home,
            Supplier<Settings> settings,
            Supplier<AgentDefinitions> definitions,
            Map<String, String> environment,
            String version,
            News news,
            Registry registry,
            InstantSource clock,
            LongSupplier ticker,
            RandomGenerator random) {
        this.home = home;
        this.settings = settings;
        this.definitions = definitions;
        this.environment = Map.copyOf(environment);
        this.version = version;
        this.news = news;
        this.registry = registry;
        this.clock = clock;
        this.ticker = ticker;
        this.random = random;
    }

    /** Adopts the agents that an earlier daemon left at work, then begins. */
    public void start() throws IOException {
        for (Path folder : Folders.list(home.claimed())) {
            AgentIdentity.read(folder)
                    .filter(identity -> identity.process().isAlive())
                    .ifPresent(identity -> {
                        agents.put(identity.agentId(), Agent.adopted(identity));
                        tell(
                                identity.agentId(),
                                identity.agentType(),
                                "adopted",
                                identity.pid(),
                                "it worked on while no daemon ran");
                    });
        }
        thread.every(ALIVE_CHECK, this::checkAlive);
        thread.now(this::writeRegistry);
        thread.every(settings.get().agents().healthCheckInterval(), this::writeRegistry);
    }

    private void tell(String agentId, String agentType, String change, long pid, String why) {
        news.changed(agentId, agentType, change, pid, why);
        // The journal tells the registry; by then it has.
        thread.after(LOOK, this::writeRegistry);
    }

    private void writeRegistry() throws IOException {
        registry.write(clock.instant(), agents.values());
    }

    /** Tells what there is to do now. */
    public void demand(Demand newDemand) {
        Demand before = demand;
        demand = newDemand;
        if (!newDemand.queued().isEmpty() && !newDemand.equals(before)) {
            thread.now(this::look);
        }
    }

    /** The agents that live, for the registry. */
    private Collection<Agent> agents() {
        return List.copyOf(agents.values());
    }

    /**
     * One decision at most every {@link #LOOK}, but at once for a type that has no agent; as long as packets wait, another
     * follows.
     */
    private void look() {
        long now = ticker.getAsLong();
        long left = LOOK.toNanos() - (now - lastLook);
        if (!startsNew() && (looking || left > 0)) {
            lookLater();
            return;
        }
        decide(now);
        lookLater();
    }

    private void lookLater() {
        if (!looking && !demand.queued().isEmpty()) {
            looking = true;
            thread.after(LOOK, () -> {
                looking = false;
                look();
            });
        }
    }

    private boolean startsNew() {
        Map<String, Integer> live = live();
        return demand.queued().keySet().stream().anyMatch(type -> !live.containsKey(type));
    }

    private void decide(long now) {
        Demand current = demand;
        Settings s = settings.get();
        boolean turn = now - lastLook >= LOOK.toNanos();
        if (turn) {
            lastLook = now;
            busyShare = load.busyShare();
        }
        var situation = new Scaling.Situation(
                current,
                live(),
                mostOfType(),
                turn ? waited : Map.of(),
                Math.min(s.agents().max(), s.orchestrator().maxConcurrentTasks()),
                Runtime.getRuntime().availableProcessors(),
                busyShare,
                MachineLoad.availableMemoryMiB() > s.agents().minFreeMemoryMb());
        if (turn) {
            waited = current.queued();
        }
        for (String type : Scaling.spawn(situation)) {
            if (crashes.allows(type, now)) {
                spawn(type);
            }
        }
        if (turn) {
            Scaling.makeRoom(situation).ifPresent(this::endIdle);
        }
    }

    /** Asks one idle agent of the type to end; when it has, there is a place for another. */
    private void endIdle(String type) {
        agents.values().stream()
                .filter(agent -> agent.type().equals(type))
                .findFirst()
                .ifPresent(agent -> ProcessTree.requestStop(agent.process()));
    }

    private Map<String, Integer> live() {
        Map<String, Integer> live = new HashMap<>();
        agents.values().forEach(agent -> live.merge(agent.type(), 1, Integer::sum));
        return live;
    }

    /** Types that people run agents of themselves are not started here. */
    private Map<String, Integer> mostOfType() {
        Map<String, Integer> most = new HashMap<>();
        for (AgentDefinition definition : definitions.get().definitions()) {
            if (definition.backend() != Backend.EXTERNAL) {
                most.merge(definition.type(), definition.maxAgents().orElse(Integer.MAX_VALUE), Math::max);
            }
        }
        return most;
    }

    private synchronized void spawn(String type) {
        if (stopping) {
            return;
        }
        Instant now = clock.instant();
        String id = type + "-" + Ulid.next(now, random).substring(4, 16);
        try {
            Process process = AgentCommand.start(home, settings.get(), id, type, version, environment);
            ProcessId pid = ProcessId.of(process.pid())
                    .orElseThrow(() -> new IOException("it ended at once with exit code " + process.exitValue()));
            // Written for it, so that it can be adopted or ended even before its first line of code.
            new AgentIdentity(id, type, pid.pid(), pid.start(), pid.bootId(), version, now).write(home);
            agents.put(id, new Agent(id, type, pid, now, true));
            var unused = process.onExit().thenAccept(ended -> thread.now(() -> ended(id, ended.exitValue())));
            tell(id, type, "spawned", process.pid(), "work is waiting");
        } catch (IOException e) {
            Duration wait = crashes.died(type, Duration.ZERO, ticker.getAsLong());
            log.error(
                    "no agent of type {} could be started ({}); next try in {} s",
                    type,
                    e.toString(),
                    wait.toSeconds());
            tell(id, type, "died", 0, "it could not be started: " + e);
        }
    }

    private void checkAlive() {
        for (Agent agent : agents()) {
            if (!agent.ours() && !agent.process().isAlive()) {
                ended(agent.id(), 0);
            }
        }
    }

    private void ended(String id, int exitCode) {
        Agent agent = agents.remove(id);
        if (agent == null) {
            return;
        }
        thread.now(() -> AgentCommand.tidy(home, id, agent.type()));
        boolean asMeant = exitCode == 0 || exitCode == 143;
        if (asMeant) {
            tell(id, agent.type(), "retired", agent.process().pid(), "it ended as it was meant to");
        } else {
            Duration lived = Duration.between(agent.since(), clock.instant());
            Duration wait = crashes.died(agent.type(), lived, ticker.getAsLong());
            String why = "exit code " + exitCode + " after " + lived.toSeconds() + " s; see logs/agents/" + agent.type()
                    + "/" + id + ".out";
            tell(id, agent.type(), "died", agent.process().pid(), why);
            if (!wait.isZero()) {
                thread.after(wait, this::look);
            }
        }
        news.ended();
        look();
    }

    /** Ends all agents: asks them, waits, and kills what does not end. */
    public void stopAgents() {
        List<Agent> all = beginStop();
        all.forEach(agent -> ProcessTree.requestStop(agent.process()));
        long deadline = ticker.getAsLong() + STOP_GRACE.toNanos();
        for (Agent agent : all) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - ticker.getAsLong()));
            if (!ProcessTree.awaitEnd(agent.process(), left) && !ProcessTree.end(agent.process(), Duration.ZERO)) {
                log.error(
                        "agent {} (pid {}) does not end",
                        agent.id(),
                        agent.process().pid());
            }
        }
    }

    /** From here on none is started, so that none is missed. */
    private synchronized List<Agent> beginStop() {
        stopping = true;
        return new ArrayList<>(agents());
    }

    /** Lets go of the agents; they work on. None is left half started, unknown to whoever looks for it. */
    @Override
    public void close() {
        beginStop();
        thread.close();
    }
}
