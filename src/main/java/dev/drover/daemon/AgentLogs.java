package dev.drover.daemon;

import dev.drover.audit.LogCollector;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chains what agents log into one log a type. Confined to one thread. */
final class AgentLogs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AgentLogs.class);

    private final Home home;
    private final InstantSource clock;
    private final Map<String, LogCollector> collectors = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    AgentLogs(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    /** Takes in what was logged since the last call. */
    void collect() {
        try {
            for (Path folder : Folders.list(home.agentLogs())) {
                if (Files.isDirectory(folder)) {
                    collect(folder, folder.getFileName().toString());
                }
            }
        } catch (IOException e) {
            log.warn("agent logs cannot be collected ({}); the next turn tries again", e.toString());
        }
    }

    private void collect(Path folder, String type) throws IOException {
        if (broken.contains(type)) {
            return;
        }
        try {
            LogCollector collector = collectors.get(type);
            if (collector == null) {
                collector = LogCollector.open(folder, Map.of(), clock);
                collectors.put(type, collector);
            }
            collector.collect(this::isOver);
        } catch (DroverException e) {
            broken.add(type);
            log.error("the log of type {} is left as it is: {}", type, e.getMessage());
        }
    }

    private boolean isOver(String logName) {
        String agentId = logName.substring(0, logName.length() - ".jsonl".length());
        return !Ids.isValid(agentId) || !Files.isDirectory(home.claimed(agentId));
    }

    @Override
    public void close() throws IOException {
        for (LogCollector collector : collectors.values()) {
            collector.close();
        }
    }
}
