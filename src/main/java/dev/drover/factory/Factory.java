package dev.drover.factory;

import dev.drover.background.Background;
import dev.drover.bus.Home;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Has as many agents running as there is work for, within the limits. {@link #demand} may be called from any thread;
 * everything else happens on the factory's own.
 */
public final class Factory implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);

    /** An agent that was started for a packet which waits for less would come too late for it. */
    private static final Duration START_TAKES = Duration.ofMillis(250);

    private final Supplier<Settings> settings;
    private final Supplier<AgentDefinitions> definitions;
    private final LongSupplier ticker;
    private final MachineLoad load = new MachineLoad();
    private final Background thread = new Background("factory", 1);
    private final Workforce workforce;
    private volatile Demand demand = Demand.NONE;
    private final WaitingPackets waiting = new WaitingPackets();

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
        this.settings = settings;
        this.definitions = definitions;
        this.ticker = ticker;
        workforce = new Workforce(
                home, settings, environment, version, news, registry, clock, ticker, random, thread, this::look);
    }

    /** Adopts the agents that an earlier daemon left at work, then begins. */
    public void start() throws IOException {
        workforce.start();
    }

    /** Tells what there is to do now. */
    public void demand(Demand newDemand) {
        Demand before = demand;
        demand = newDemand;
        if (!newDemand.queued().isEmpty() && !newDemand.equals(before)) {
            thread.now(this::look);
        }
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
        Map<String, Integer> live = workforce.live();
        return demand.queued().keySet().stream().anyMatch(type -> !live.containsKey(type));
    }

    private void decide(long now) {
        Demand current = demand;
        Settings s = settings.get();
        boolean turn = now - lastLook >= LOOK.toNanos();
        Set<String> waited = Set.of();
        Set<String> starved = Set.of();
        if (turn) {
            lastLook = now;
            busyShare = load.busyShare();
            waited = waiting.types(current, now, 1);
            starved = waiting.types(current, now, START_TAKES.toNanos());
            waiting.look(current, now);
        }
        var situation = new Scaling.Situation(
                current,
                workforce.live(),
                definitions.get().mostOfType(),
                waited,
                starved,
                Math.min(s.agents().max(), s.orchestrator().maxConcurrentTasks()),
                Runtime.getRuntime().availableProcessors(),
                busyShare,
                MachineLoad.availableMemoryMiB() > s.agents().minFreeMemoryMb());
        Scaling.spawn(situation).forEach(workforce::spawn);
        if (turn) {
            Scaling.makeRoom(situation).ifPresent(workforce::endIdle);
        }
    }

    /** Ends all agents: asks them, waits, and kills what does not end. */
    public void stopAgents() {
        workforce.stopAll();
    }

    /** Lets go of the agents; they work on. None is left half started, unknown to whoever looks for it. */
    @Override
    public void close() {
        var unused = workforce.beginStop();
        thread.close();
    }
}
