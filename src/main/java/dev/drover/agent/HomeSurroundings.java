package dev.drover.agent;

import dev.drover.agent.specialist.Surroundings;
import dev.drover.bus.GivenCodewords;
import dev.drover.bus.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The home around the work on one packet. */
record HomeSurroundings(Home home, String requestId, InstantSource clock) implements Surroundings {
    @Override
    public Optional<String> takeCodeword() throws IOException {
        return new GivenCodewords(home).take(requestId, clock.instant());
    }

    @Override
    public Path caches() {
        return home.caches();
    }

    @Override
    public Path edits() {
        return home.edits();
    }

    @Override
    public Path deployments() {
        return home.deployments();
    }

    @Override
    public Path resolve(String name) {
        return home.root().resolve(name);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
