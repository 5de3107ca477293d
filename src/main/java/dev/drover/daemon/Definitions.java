package dev.drover.daemon;

import dev.drover.bus.Home;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.LoadedSettings;
import dev.drover.council.Settings;
import dev.drover.datafile.Fingerprint;
import dev.drover.message.DroverException;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people may edit while the daemon runs: settings and agent definitions, read again when they have changed. */
final class Definitions {
    private static final Logger log = LoggerFactory.getLogger(Definitions.class);

    private final Home home;
    private final Map<String, String> environment;
    private Fingerprint seen;
    private volatile Settings settings;
    private volatile AgentDefinitions agents;

    Definitions(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.seen = fingerprint();
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
     * Reads again what has changed. Settings that are wrong are reported, and those before stay in force; so does what a
     * definition said that cannot be read any more.
     *
     * @param onTrouble is told what is wrong
     * @return whether anything changed
     */
    synchronized boolean refresh(Consumer<String> onTrouble) {
        Fingerprint now = fingerprint();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        agents = AgentDefinitions.load(home.agentDefinitions()).keeping(agents);
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

    private Fingerprint fingerprint() {
        return Fingerprint.of(home.settings(), home.agentDefinitions(), home.backends());
    }
}
