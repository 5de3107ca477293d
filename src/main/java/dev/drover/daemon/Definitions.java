package dev.drover.daemon;

import dev.drover.bus.Home;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.LoadedSettings;
import dev.drover.council.Settings;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people may edit while the daemon runs: settings and agent definitions, read again when they have changed. */
final class Definitions {
    private static final Logger log = LoggerFactory.getLogger(Definitions.class);

    private final Home home;
    private final Map<String, String> environment;
    private Map<Path, FileTime> seen;
    private volatile Settings settings;
    private volatile AgentDefinitions agents;

    Definitions(Home home, Map<String, String> environment) throws IOException {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.seen = times();
        this.settings = load().settings();
        this.agents = AgentDefinitions.load(home.agentDefinitions());
    }

    Settings settings() {
        return settings;
    }

    AgentDefinitions agents() {
        return agents;
    }

    /**
     * Reads again what has changed. Settings that are wrong are reported, and those before stay in force.
     *
     * @param onTrouble is told what is wrong
     * @return whether anything changed
     */
    synchronized boolean refresh(Consumer<String> onTrouble) throws IOException {
        Map<Path, FileTime> now = times();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        agents = AgentDefinitions.load(home.agentDefinitions());
        agents.broken().forEach(broken -> onTrouble.accept(broken.toString()));
        try {
            settings = load().settings();
            log.info("settings and definitions were read again");
        } catch (DroverException e) {
            onTrouble.accept("the changed settings are wrong, so those before stay in force: " + e.getMessage());
        }
        return true;
    }

    private LoadedSettings load() {
        return Settings.load(home.settings(), environment);
    }

    private Map<Path, FileTime> times() throws IOException {
        Map<Path, FileTime> times = new HashMap<>();
        if (Files.exists(home.settings())) {
            times.put(home.settings(), Files.getLastModifiedTime(home.settings()));
        }
        if (Files.isDirectory(home.agentDefinitions())) {
            times.put(home.agentDefinitions(), Files.getLastModifiedTime(home.agentDefinitions()));
            try (Stream<Path> files = Files.list(home.agentDefinitions())) {
                for (Path file : files.toList()) {
                    times.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return times;
    }
}
