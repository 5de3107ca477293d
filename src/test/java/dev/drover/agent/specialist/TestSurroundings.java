package dev.drover.agent.specialist;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A home in which somebody may have given codewords. */
public final class TestSurroundings implements Surroundings {
    private final Path home;
    private final Deque<String> codewords = new ArrayDeque<>();
    private Path edits;
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    public TestSurroundings(Path home) {
        this.home = home;
        this.edits = home.resolve("bus/edits");
    }

    public TestSurroundings give(String codeword) {
        codewords.add(codeword);
        return this;
    }

    @Override
    public Optional<String> takeCodeword() {
        return Optional.ofNullable(codewords.poll());
    }

    /** Keeps edits that are under way elsewhere. */
    public TestSurroundings editsIn(Path folder) {
        edits = folder;
        return this;
    }

    @Override
    public Path caches() {
        return home.resolve("cache");
    }

    @Override
    public Path edits() {
        return edits;
    }

    @Override
    public Path deployments() {
        return home.resolve("logs/deployments.jsonl");
    }

    @Override
    public Path resolve(String name) {
        return home.resolve(name);
    }

    @Override
    public Instant now() {
        now = now.plusSeconds(1);
        return now;
    }
}
