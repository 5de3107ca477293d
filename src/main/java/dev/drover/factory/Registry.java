package dev.drover.factory;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.message.Json;
import dev.drover.process.ProcessUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who works here and how well: {@code council/keys/agents-registry.json} and {@code active-agents.json}. Both are
 * projections of the journal and of what runs; deleting them loses nothing. Safe for use by any thread.
 */
public final class Registry {
    private static final int ENDED_KEPT = 200;

    /** Whether an agent works, waits, or is no more. */
    public enum AgentState {
        IDLE,
        BUSY,
        TERMINATED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One line of the registry.
     *
     * @param averageSeconds moving average of the time a task took, the newest weighing as much as the learning rate
     */
    public record Entry(
            String agentId,
            String agentType,
            Set<String> capabilities,
            AgentState state,
            long completed,
            long failed,
            double averageSeconds,
            Instant since,
            Optional<Instant> until,
            String lastChange) {}

    record Active(
            String agentId,
            String agentType,
            AgentState state,
            long pid,
            Optional<Instant> heartbeat,
            double cpuSeconds,
            long rssBytes,
            List<String> packets) {}

    record RegistryFile(Instant updatedAt, List<Entry> agents) {}

    record ActiveFile(Instant updatedAt, List<Active> agents) {}

    private final Home home;

    @GuardedBy("this")
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public Registry(Home home) {
        this.home = home;
    }

    /** An agent was spawned, adopted, retired, died or killed. */
    public synchronized void changed(
            String agentId, String agentType, Set<String> capabilities, String change, Instant at) {
        Entry before = entries.remove(agentId);
        boolean ended = !change.equals("spawned") && !change.equals("adopted");
        entries.put(
                agentId,
                new Entry(
                        agentId,
                        agentType,
                        Set.copyOf(capabilities),
                        ended ? AgentState.TERMINATED : AgentState.IDLE,
                        before == null ? 0 : before.completed(),
                        before == null ? 0 : before.failed(),
                        before == null ? 0 : before.averageSeconds(),
                        before == null ? at : before.since(),
                        ended ? Optional.of(at) : Optional.empty(),
                        change));
        forgetOldest();
    }

    /** An agent answered a packet. */
    public synchronized void answered(String agentId, boolean completed, double seconds, double learningRate) {
        Entry e = entries.get(agentId);
        if (e == null) {
            return;
        }
        boolean first = e.completed() + e.failed() == 0;
        double average = first ? seconds : e.averageSeconds() + learningRate * (seconds - e.averageSeconds());
        entries.put(
                agentId,
                new Entry(
                        e.agentId(),
                        e.agentType(),
                        e.capabilities(),
                        e.state(),
                        e.completed() + (completed ? 1 : 0),
                        e.failed() + (completed ? 0 : 1),
                        Math.round(average * 1000) / 1000.0,
                        e.since(),
                        e.until(),
                        e.lastChange()));
    }

    /** All that came of the journal so far. */
    public synchronized List<Entry> image() {
        return List.copyOf(entries.values());
    }

    /** Becomes what an earlier one was. */
    public synchronized void restore(List<Entry> image) {
        entries.clear();
        image.forEach(entry -> entries.put(entry.agentId(), entry));
    }

    /** Writes both files. */
    void write(Instant now, Iterable<Agent> living) throws IOException {
        List<Active> active = new ArrayList<>();
        for (Agent agent : living) {
            active.add(look(agent));
        }
        List<Entry> all;
        synchronized (this) {
            all = new ArrayList<>(entries.values());
        }
        List<Entry> shown = all.stream().map(e -> withState(e, active)).toList();
        DurableFiles.project(
                home.keys().resolve("agents-registry.json"), Json.prettyBytes(new RegistryFile(now, shown)));
        DurableFiles.project(home.keys().resolve("active-agents.json"), Json.prettyBytes(new ActiveFile(now, active)));
    }

    private Active look(Agent agent) throws IOException {
        Path folder = home.claimed(agent.id());
        List<String> packets = Folders.list(folder).stream()
                .filter(f -> dev.drover.bus.AttemptFile.of(f).isPresent())
                .map(f -> f.getFileName().toString())
                .toList();
        Optional<ProcessUsage> usage = ProcessUsage.of(agent.process().pid());
        Path alive = packets.isEmpty() ? folder.resolve("agent.json") : folder.resolve(packets.getFirst());
        Optional<Instant> heartbeat = heartbeat(alive);
        return new Active(
                agent.id(),
                agent.type(),
                packets.isEmpty() ? AgentState.IDLE : AgentState.BUSY,
                agent.process().pid(),
                heartbeat,
                usage.map(ProcessUsage::cpuSeconds).orElse(0.0),
                usage.map(ProcessUsage::rssBytes).orElse(0L),
                packets);
    }

    /** Empty when the packet was answered just now. */
    private static Optional<Instant> heartbeat(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Entry withState(Entry e, List<Active> active) {
        AgentState state = active.stream()
                .filter(a -> a.agentId().equals(e.agentId()))
                .map(Active::state)
                .findFirst()
                .orElse(AgentState.TERMINATED);
        return new Entry(
                e.agentId(),
                e.agentType(),
                e.capabilities(),
                state,
                e.completed(),
                e.failed(),
                e.averageSeconds(),
                e.since(),
                e.until(),
                e.lastChange());
    }

    @GuardedBy("this")
    private void forgetOldest() {
        var oldest = entries.values().iterator();
        for (int surplus = entries.size() - ENDED_KEPT; surplus > 0 && oldest.hasNext(); ) {
            if (oldest.next().state() == AgentState.TERMINATED) {
                oldest.remove();
                surplus--;
            }
        }
    }
}
