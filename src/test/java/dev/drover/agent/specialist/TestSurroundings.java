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
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    TestSurroundings(Path home) {
        this.home = home;
    }

    public TestSurroundings give(String codeword) {
        codewords.add(codeword);
        return this;
    }

    @Override
    public Optional<String> takeCodeword() {
        return Optional.ofNullable(codewords.poll());
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
