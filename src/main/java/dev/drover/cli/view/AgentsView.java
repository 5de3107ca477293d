package dev.drover.cli.view;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.process.ProcessUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** The agents that live, as the bus and the system show them now. */
public final class AgentsView {
    private static final long MAX_PACKET_BYTES = 16L * 1024 * 1024;

    private AgentsView() {}

    /**
     * One living agent.
     *
     * @param state {@code idle} or {@code busy}
     * @param heartbeat when it last touched its claim, or its identity when it holds none
     * @param cpuPercent of one processor, since the sample before
     */
    public record Live(
            String agentId,
            String agentType,
            String state,
            long pid,
            Instant startedAt,
            Optional<Instant> heartbeat,
            double cpuPercent,
            long rssBytes,
            Optional<String> requestId,
            Optional<String> taskId) {}

    /** Processor time by process, to be compared with that of a later sample. */
    public record Sample(long nanos, Map<Long, Double> cpuSeconds) {
        /** Takes a sample of the processes. */
        public static Sample of(List<Long> pids, long nanos) {
            Map<Long, Double> cpu = new HashMap<>();
            pids.forEach(pid -> ProcessUsage.of(pid).ifPresent(usage -> cpu.put(pid, usage.cpuSeconds())));
            return new Sample(nanos, cpu);
        }

        /** The share of one processor that a process used from that sample to this one, in percent. */
        public double percentSince(Sample before, long pid) {
            Double now = cpuSeconds.get(pid);
            Double then = before.cpuSeconds.get(pid);
            double seconds = Duration.ofNanos(nanos - before.nanos).toMillis() / 1000.0;
            return now == null || then == null || seconds <= 0 ? 0 : Math.round(1000 * (now - then) / seconds) / 10.0;
        }
    }

    /** Who lives. */
    public static List<AgentIdentity> identities(Home home) throws IOException {
        List<AgentIdentity> living = new ArrayList<>();
        for (Path folder : Folders.list(home.claimed())) {
            AgentIdentity.read(folder).filter(a -> a.process().isAlive()).ifPresent(living::add);
        }
        living.sort(Comparator.comparing(AgentIdentity::agentType).thenComparing(AgentIdentity::startedAt));
        return living;
    }

    /** How they are. */
    public static List<Live> live(Home home, List<AgentIdentity> agents, Sample before, Sample now) throws IOException {
        List<Live> live = new ArrayList<>();
        for (AgentIdentity agent : agents) {
            live.add(look(home, agent, now.percentSince(before, agent.pid())));
        }
        return live;
    }

    private static Live look(Home home, AgentIdentity agent, double cpuPercent) throws IOException {
        Path folder = home.claimed(agent.agentId());
        Optional<Path> claim = Folders.list(folder).stream()
                .filter(file -> AttemptFile.of(file).isPresent())
                .findFirst();
        Optional<Packet> packet = claim.flatMap(AgentsView::packet);
        return new Live(
                agent.agentId(),
                agent.agentType(),
                claim.isPresent() ? "busy" : "idle",
                agent.pid(),
                agent.startedAt(),
                modified(claim.orElse(folder.resolve("agent.json"))),
                cpuPercent,
                ProcessUsage.of(agent.pid()).map(ProcessUsage::rssBytes).orElse(0L),
                packet.map(Packet::requestId),
                packet.map(Packet::taskId));
    }

    private static Optional<Packet> packet(Path claim) {
        try {
            return Files.isRegularFile(claim, LinkOption.NOFOLLOW_LINKS) && Files.size(claim) <= MAX_PACKET_BYTES
                    ? Optional.ofNullable(Json.read(Files.readAllBytes(claim), Packet.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            // Answered or taken back meanwhile.
            return Optional.empty();
        }
    }

    private static Optional<Instant> modified(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The agents as a table. */
    public static List<String> lines(List<Live> agents, Instant now, Style style) {
        var table = new Table("agent", "state", ">process", ">cpu", ">memory", ">heartbeat", "works on");
        for (Live agent : agents) {
            Paint paint = agent.state().equals("busy") ? Paint.CYAN : Paint.DIM;
            table.row(
                    Table.Cell.of(agent.agentId()),
                    new Table.Cell(agent.state(), paint),
                    Table.Cell.of(String.valueOf(agent.pid())),
                    Table.Cell.of(agent.cpuPercent() + " %"),
                    Table.Cell.of(Text.bytes(agent.rssBytes())),
                    Table.Cell.of(agent.heartbeat()
                            .map(beat -> Text.duration(Duration.between(beat, now)) + " ago")
                            .orElse("none")),
                    Table.Cell.of(agent.requestId().orElse("")
                            + agent.taskId().map(task -> "/" + task).orElse("")));
        }
        return table.isEmpty() ? List.of("no agent runs; one is started when a packet waits") : table.lines(style);
    }
}
