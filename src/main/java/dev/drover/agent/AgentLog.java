package dev.drover.agent;

import dev.drover.bus.Home;
import dev.drover.message.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The agent's own log, {@code logs/agents/<type>/<agent_id>.jsonl}: one line an action. The daemon chains these into
 * the log of the type. Safe for use by any thread.
 */
final class AgentLog implements AutoCloseable {
    private final OutputStream out;
    private final InstantSource clock;
    private final String agentId;

    AgentLog(Home home, String agentType, String agentId, InstantSource clock) throws IOException {
        Path folder = home.agentLogs().resolve(agentType);
        Files.createDirectories(folder);
        this.out = Files.newOutputStream(
                folder.resolve(agentId + ".jsonl"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.clock = clock;
        this.agentId = agentId;
    }

    /** Writes one line. A full disk costs log lines, never work. */
    synchronized void write(String action, Map<String, ?> details) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("agent_id", agentId);
        line.put("action", action);
        line.putAll(details);
        byte[] bytes = (Json.mapper().writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            out.write(bytes);
        } catch (IOException e) {
            System.err.println("log line lost (" + e.getMessage() + "): " + line);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
