package dev.drover.daemon;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.audit.Anchor;
import dev.drover.audit.Head;
import dev.drover.audit.LogCollector;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.council.CouncilKey;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chains what agents log into one log a type. Safe for use by any thread: it is closed by another than collects. */
final class AgentLogs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AgentLogs.class);

    private final Home home;
    private final InstantSource clock;
    private final CouncilKey key;
    private final LongSupplier rotateBytes;

    @GuardedBy("this")
    private final Map<String, LogCollector> collectors = new TreeMap<>();

    @GuardedBy("this")
    private final Map<String, Head> anchored = new HashMap<>();

    @GuardedBy("this")
    private final Set<String> broken = new HashSet<>();

    AgentLogs(Home home, InstantSource clock, CouncilKey key, LongSupplier rotateBytes) {
        this.home = home;
        this.clock = clock;
        this.key = key;
        this.rotateBytes = rotateBytes;
    }

    /** Takes in what was logged since the last call. */
    synchronized void collect() {
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

    @GuardedBy("this")
    private void collect(Path folder, String type) throws IOException {
        if (broken.contains(type)) {
            return;
        }
        try {
            LogCollector collector = collectors.get(type);
            if (collector == null) {
                collector = LogCollector.open(folder, Notary.signedHead(home, key, name(type)), clock);
                collectors.put(type, collector);
            }
            collector.collect(this::isOver);
            collector.rotate(rotateBytes.getAsLong());
        } catch (DroverException e) {
            broken.add(type);
            log.error("the log of type {} is left as it is: {}", type, e.getMessage());
        }
    }

    private static String name(String type) {
        return "agents/" + type;
    }

    /** How far each log has come. */
    synchronized List<Anchor> heads() {
        List<Anchor> heads = new ArrayList<>();
        collectors.forEach((type, collector) ->
                collector.head().ifPresent(head -> heads.add(new Anchor(name(type), head.seq(), head.hash()))));
        return heads;
    }

    /** Writes the head of another log into each that has grown since it was done last. */
    synchronized void anchor(Anchor anchor) throws IOException {
        for (Map.Entry<String, LogCollector> entry : collectors.entrySet()) {
            LogCollector collector = entry.getValue();
            if (!collector.head().equals(Optional.ofNullable(anchored.get(entry.getKey())))) {
                collector.anchor(anchor);
                collector.head().ifPresent(head -> anchored.put(entry.getKey(), head));
            }
        }
    }

    private boolean isOver(String logName) {
        String agentId = logName.substring(0, logName.length() - ".jsonl".length());
        return !Ids.isValid(agentId) || !Files.isDirectory(home.claimed(agentId));
    }

    @Override
    public synchronized void close() throws IOException {
        for (LogCollector collector : collectors.values()) {
            collector.close();
        }
    }
}
