package dev.drover.factory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.background.Background;
import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.council.Settings;
import dev.drover.message.Ulid;
import dev.drover.process.ProcessId;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents that live: starts and adopts them, sees them end, and ends those that were stopped for too long. Used on
 * the factory's thread, but for {@link #stopAll}.
 */
final class Workforce {
    private static final Logger log = LoggerFactory.getLogger(Workforce.class);

    /** Between two looks at agents of an earlier daemon: nobody but a look tells that they have ended. */
    private static final Duration ADOPTED_LOOK = Duration.ofSeconds(1);

    /** Between two looks otherwise: only at whether an agent is stopped, which is borne for a whole lease. */
    private static final Duration STOPPED_LOOK = Duration.ofSeconds(15);

    private static final Duration REGISTRY_SOON = Duration.ofMillis(100);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    /** Until the end of a process that was seen to be gone is heard of. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(5);

    private final Home home;
    private final Supplier<Settings> settings;
    private final Map<String, String> environment;
    private final String version;
    private final News news;
    private final Registry registry;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final RandomGenerator random;
    private final Background thread;
    private final Background.Job afterEnd;
    private final CrashLoop crashes = new CrashLoop();
    private final StoppedAgents stopped =
            new StoppedAgents(agent -> agent.process().isStopped());
    private final Map<String, Agent> agents = new ConcurrentHashMap<>();

    /** Ids of agents that were killed for having been stopped, until they are seen to have ended. */
    private final Set<String> killed = ConcurrentHashMap.newKeySet();

    @GuardedBy("this")
    private boolean stopping;

    /** @param afterEnd is run when an agent has ended and there may be a place for another */
    Workforce(
            Home home,
            Supplier<Settings> settings,
            Map<String, String> environment,
            String version,
            News news,
            Registry registry,
            InstantSource clock,
            LongSupplier ticker,
            RandomGenerator random,
            Background thread,
            Background.Job afterEnd) {
        this.home = home;
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.version = version;
        this.news = news;
        this.registry = registry;
        this.clock = clock;
        this.ticker = ticker;
        this.random = random;
        this.thread = thread;
        this.afterEnd = afterEnd;
    }

    /** Adopts the agents that an earlier daemon left at work, and watches over all from now on. */
    void start() throws IOException {
        for (Path folder : Folders.list(home.claimed())) {
            AgentIdentity.read(folder)
                    .filter(identity -> identity.process().isAlive())
                    .map(Agent::adopted)
                    .ifPresent(agent -> {
                        agents.put(agent.id(), agent);
                        tell(agent, "adopted", "it worked on while no daemon ran");
                    });
        }
        thread.every(this::untilNextLook, this::look);
        thread.now(this::writeRegistry);
        thread.every(settings.get().agents().healthCheckInterval(), this::writeRegistry);
    }

    /** Living agents by type. */
    Map<String, Integer> live() {
        Map<String, Integer> live = new HashMap<>();
        agents.values().forEach(agent -> live.merge(agent.type(), 1, Integer::sum));
        return live;
    }

    /** Starts one, unless agents of the type die one after the other. */
    synchronized void spawn(String type) {
        if (stopping || !crashes.allows(type, ticker.getAsLong())) {
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
            var agent = new Agent(id, type, pid, now, true);
            agents.put(id, agent);
            var unused = process.onExit().thenAccept(ended -> thread.now(() -> ended(id, ended.exitValue())));
            tell(agent, "spawned", "work is waiting");
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

    /** Asks one idle agent of the type to end; when it has, there is a place for another. */
    void endIdle(String type) {
        agents.values().stream()
                .filter(agent -> agent.type().equals(type))
                .findFirst()
                .ifPresent(agent -> ProcessTree.requestStop(agent.process()));
    }

    private Duration untilNextLook() {
        Duration lease = settings.get().bus().lease();
        boolean anyAdopted = agents.values().stream().anyMatch(agent -> !agent.ours());
        return anyAdopted || lease.compareTo(STOPPED_LOOK) < 0 ? ADOPTED_LOOK : STOPPED_LOOK;
    }

    private void look() {
        for (Agent agent : List.copyOf(agents.values())) {
            if (!agent.ours() && !agent.process().isAlive()) {
                ended(agent.id(), 0);
            }
        }
        Duration lease = settings.get().bus().lease();
        for (Agent agent : stopped.look(agents.values(), ticker.getAsLong(), lease)) {
            if (killed.add(agent.id())) {
                log.warn(
                        "agent {} (pid {}) is stopped and is killed",
                        agent.id(),
                        agent.process().pid());
            }
            Thread.ofVirtual()
                    .name("killing " + agent.id())
                    .start(() -> ProcessTree.end(agent.process(), Duration.ZERO));
        }
    }

    private void ended(String id, int exitCode) {
        Agent agent = agents.remove(id);
        if (agent == null) {
            return;
        }
        thread.now(() -> AgentCommand.tidy(home, id, agent.type()));
        if (killed.remove(id)) {
            tell(agent, "killed", "its process was stopped (SIGSTOP) for longer than a lease");
        } else if (exitCode == 0 || exitCode == 143) {
            tell(agent, "retired", "it ended as it was meant to");
        } else {
            died(agent, exitCode);
        }
        news.ended();
        thread.now(afterEnd);
    }

    private void died(Agent agent, int exitCode) {
        Duration lived = Duration.between(agent.since(), clock.instant());
        Duration wait = crashes.died(agent.type(), lived, ticker.getAsLong());
        tell(
                agent,
                "died",
                "exit code " + exitCode + " after " + lived.toSeconds() + " s; see logs/agents/" + agent.type() + "/"
                        + agent.id() + ".out");
        if (!wait.isZero()) {
            thread.after(wait, afterEnd);
        }
    }

    private void tell(Agent agent, String change, String why) {
        tell(agent.id(), agent.type(), change, agent.process().pid(), why);
    }

    private void tell(String agentId, String agentType, String change, long pid, String why) {
        news.changed(agentId, agentType, change, pid, why);
        // The journal tells the registry; by then it has.
        thread.after(REGISTRY_SOON, this::writeRegistry);
    }

    private void writeRegistry() throws IOException {
        registry.write(clock.instant(), agents.values());
    }

    /** Ends all agents: asks them, waits, and kills what does not end. Their ends are told when this returns. */
    void stopAll() {
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
            } else if (!agent.ours()) {
                thread.now(() -> ended(agent.id(), 0));
            }
        }
        long start = ticker.getAsLong();
        while (all.stream().anyMatch(agent -> agents.containsKey(agent.id()))
                && ticker.getAsLong() - start < HEARD_WITHIN.toNanos()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** From here on none is started, so that none is missed. */
    synchronized List<Agent> beginStop() {
        stopping = true;
        return List.copyOf(agents.values());
    }
}
