package dev.drover.report.account;

import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps of a result what a report needs, and counts the rest. */
final class DigestSink implements ResultStream.Sink {
    private static final int MOST_RULES = 1000;
    private static final int MOST_EVIDENCE = 100;
    private static final int MOST_ARTIFACTS = 200;
    private static final int MOST_FIGURES = 500;
    private static final int MOST_PATH = 1000;

    private final Bounds bounds;
    private final Map<Severity, List<Finding>> kept = new EnumMap<>(Severity.class);
    private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    private final Map<String, Long> rules = new HashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private final Map<String, Long> data = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private long commands;
    private long files;
    private int number;
    private Optional<Failure> error = Optional.empty();

    DigestSink(Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public void finding(Finding finding) {
        Severity severity = finding.severity();
        counts.merge(severity, 1L, Long::sum);
        String rule = Shortened.of(finding.rule(), MOST_PATH);
        if (rules.size() < MOST_RULES || rules.containsKey(rule)) {
            rules.merge(rule, 1L, Long::sum);
        }
        List<Finding> same = kept.computeIfAbsent(severity, s -> new ArrayList<>());
        if (same.size() < bounds.findings()) {
            same.add(new Finding(
                    severity,
                    rule,
                    Shortened.of(finding.message(), bounds.characters()),
                    finding.file().map(file -> Shortened.of(file, MOST_PATH)),
                    finding.line()));
        }
    }

    @Override
    public void evidence(Evidence one) {
        commands++;
        if (evidence.size() < MOST_EVIDENCE) {
            evidence.add(new Evidence(
                    Shortened.of(one.command(), bounds.characters()),
                    one.exitCode(),
                    one.durationSeconds(),
                    one.outputSha256().map(hash -> Shortened.of(hash, MOST_PATH)),
                    one.log().map(log -> Shortened.of(log, MOST_PATH)),
                    one.tree().map(tree -> Shortened.of(tree, MOST_PATH))));
        }
    }

    @Override
    public void artifact(Artifact artifact) {
        files++;
        if (artifacts.size() < MOST_ARTIFACTS) {
            artifacts.add(new Artifact(
                    Shortened.of(artifact.name(), MOST_PATH),
                    Shortened.of(artifact.path(), MOST_PATH),
                    artifact.sha256().map(hash -> Shortened.of(hash, MOST_PATH)),
                    artifact.bytes()));
        }
    }

    @Override
    public void figure(String name, long value) {
        if (data.size() < MOST_FIGURES) {
            data.put(Shortened.of(name, MOST_PATH), value);
        }
    }

    @Override
    public void text(String member, String value) {
        switch (member) {
            case "agent_id", "status", "started_at", "finished_at", "commit" ->
                texts.put(member, Shortened.of(value, 100));
            // Its end says why it ended.
            case "output_tail" -> texts.put(member, Shortened.endOf(value, bounds.characters() * 2));
            default -> {}
        }
    }

    @Override
    public void attempt(int attempt) {
        number = attempt;
    }

    @Override
    public void error(Failure failure) {
        error = Optional.of(new Failure(
                Shortened.of(failure.code(), MOST_PATH),
                Shortened.of(failure.message(), bounds.characters()),
                failure.retryable()));
    }

    /**
     * The attempt that the result is of.
     *
     * @throws IOException when the result does not say
     */
    Try attempt() throws IOException {
        try {
            return new Try(
                    number,
                    texts.getOrDefault("agent_id", ""),
                    texts.getOrDefault("status", ""),
                    Instant.parse(texts.getOrDefault("started_at", "")),
                    Instant.parse(texts.getOrDefault("finished_at", "")));
        } catch (DateTimeException e) {
            throw new IOException("it does not say when it began and ended", e);
        }
    }

    Digest digest() throws IOException {
        List<Finding> worst = new ArrayList<>();
        for (List<Finding> same : kept.values()) {
            worst.addAll(same.subList(0, Math.min(same.size(), bounds.findings() - worst.size())));
        }
        return new Digest(
                attempt(),
                worst,
                counts,
                rules,
                evidence,
                commands,
                artifacts,
                files,
                data,
                Optional.ofNullable(texts.get("commit")),
                Optional.ofNullable(texts.get("output_tail")).filter(text -> !text.isBlank()),
                error);
    }
}
