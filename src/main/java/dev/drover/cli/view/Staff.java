package dev.drover.cli.view;

import dev.drover.bus.Home;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Settings;
import dev.drover.factory.MachineLoad;
import dev.drover.master.Journal;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who could do the work, and what keeps others from being started.
 *
 * @param deaths agents that died lately
 */
record Staff(
        boolean daemonRuns,
        List<AgentsView.Live> agents,
        Settings settings,
        AgentDefinitions definitions,
        long freeMemoryMb,
        List<Event.AgentChanged> deaths) {
    private static final Duration LATELY = Duration.ofMinutes(2);
    private static final int LOOK_BACK = 500;
    private static final int CRASHING = 3;

    static Staff of(Home home, boolean daemonRuns, List<AgentsView.Live> agents, Settings settings, Instant now)
            throws IOException {
        List<Event.AgentChanged> deaths = new ArrayList<>();
        for (var line : JournalView.last(
                home.journal(), LOOK_BACK, l -> JournalView.event(l).equals("agent_changed"))) {
            Recorded recorded = Journal.recorded(line);
            if (recorded.event() instanceof Event.AgentChanged e
                    && e.change().equals("died")
                    && recorded.at().isAfter(now.minus(LATELY))) {
                deaths.add(e);
            }
        }
        return new Staff(
                daemonRuns,
                agents,
                settings,
                AgentDefinitions.load(home.agentDefinitions()),
                MachineLoad.availableMemoryMiB(),
                deaths);
    }

    /** What a packet that is on the queue waits for. */
    String waitsFor(String type) {
        List<AgentsView.Live> ofType =
                agents.stream().filter(a -> a.agentType().equals(type)).toList();
        if (ofType.stream().anyMatch(a -> a.state().equals("idle"))) {
            return "an agent of type " + type + " is idle and takes it next";
        }
        String busy = ofType.isEmpty()
                ? "no agent of type " + type + " runs"
                : "all " + Text.count(ofType.size(), "agent") + " of type " + type + " work";
        return busy + "; " + obstacle(type, ofType.size()).orElse("one more is started when that is of use");
    }

    private Optional<String> obstacle(String type, int living) {
        Optional<Integer> most = Optional.ofNullable(definitions.mostOfType().get(type));
        long died = deaths.stream().filter(d -> d.agentType().equals(type)).count();
        int needed = settings.agents().minFreeMemoryMb();
        if (most.isEmpty() && definitions.ofType(type).isPresent()) {
            return Optional.of("Drover starts no agents of it: start one yourself (backend: external)");
        }
        if (!daemonRuns) {
            return Optional.of("no daemon runs that would start one; run: drover up --detach");
        }
        if (most.isEmpty()) {
            return Optional.of("no definition in council/agents has that type, so none can be started");
        }
        if (living >= most.get()) {
            return Optional.of("its definition allows no more (max_agents: " + most.get() + ")");
        }
        if (agents.size() >= settings.agents().max()) {
            return Optional.of("no more may run than " + settings.agents().max() + " (agents.max)");
        }
        if (freeMemoryMb < needed) {
            return Optional.of("another cannot be started: " + freeMemoryMb + " MB of memory are free, and " + needed
                    + " are asked for (agents.min_free_memory_mb)");
        }
        if (died >= CRASHING) {
            return Optional.of(died + " of them died in the last " + LATELY.toMinutes()
                    + " minutes, so the next one is started later; see logs/agents/" + type + " and drover logs");
        }
        return Optional.empty();
    }
}
