package dev.drover.agent.specialist.review.engine;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.review.pmd.Answer;
import dev.drover.agent.specialist.review.pmd.Order;
import dev.drover.agent.specialist.review.pmd.PmdRules;
import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Json;
import dev.drover.message.Severity;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** PMD over those Java files that it has not seen as they are now. It is started only when there are any. */
final class PmdEngine {
    static final String NAME = "PMD";
    static final String MAIN = "dev.drover.agent.specialist.review.pmd.PmdMain";
    private static final List<String> LIMITS = List.of("-Xmx400m", "-Xss4m");
    private static final int MAX_ANSWER_BYTES = 64 << 20;

    private final Subjects subjects;
    private final Map<String, List<Hit>> hits = new HashMap<>();

    PmdEngine(Subjects subjects) {
        this.subjects = subjects;
    }

    /** What is kept of one file. */
    private record Kept(List<Hit> hits) {}

    Optional<EngineRun> run() throws IOException, InterruptedException {
        List<String> files = subjects.named("java");
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<String> unknown = files.stream().filter(file -> !takeKnown(file)).toList();
        if (unknown.isEmpty()) {
            return Optional.of(new EngineRun(NAME, hits, List.of(), ""));
        }
        Path folder = Files.createTempDirectory(subjects.assignment().artifacts(), ".pmd");
        try {
            return Optional.of(ordered(folder, unknown));
        } finally {
            Files.deleteIfExists(folder.resolve("order.json"));
            Files.deleteIfExists(folder.resolve("answer.json"));
            Files.deleteIfExists(folder);
        }
    }

    private EngineRun ordered(Path folder, List<String> files) throws IOException, InterruptedException {
        Path order = folder.resolve("order.json");
        Path answer = folder.resolve("answer.json");
        Files.write(
                order, Json.bytes(new Order(subjects.assignment().workspace().toString(), files)));
        var command = new ArrayList<>(Launch.tool());
        command.addAll(LIMITS);
        command.addAll(List.of(MAIN, order.toString(), answer.toString()));
        Ran ran = subjects.assignment().shell().run(command, folder, Map.of());
        if (ran.exitCode() != 0 || ran.timedOut()) {
            String why = ran.timedOut()
                    ? "the packet's time was over"
                    : "exit code " + ran.exitCode() + ": "
                            + SafeFiles.lastLines(SafeFiles.outputTail(ran.output(), 4096), 1);
            return EngineRun.failed(NAME, List.of(ran.evidence()), why);
        }
        try {
            Answer found = Json.read(SafeFiles.read(answer, MAX_ANSWER_BYTES).orElse(new byte[0]), Answer.class);
            take(files, found);
            return new EngineRun(NAME, hits, List.of(ran.evidence()), "");
        } catch (JacksonException e) {
            return EngineRun.failed(NAME, List.of(ran.evidence()), "its answer cannot be read");
        }
    }

    private void take(List<String> files, Answer answer) throws IOException {
        Map<String, Severity> severities = PmdRules.severities();
        List<Subjects.Said> said = answer.violations().stream()
                .map(v -> new Subjects.Said(
                        v.file(),
                        v.line(),
                        "pmd." + v.rule(),
                        severities.getOrDefault(v.rule(), Severity.LOW),
                        v.message()))
                .toList();
        Map<String, List<Hit>> found = subjects.hits(said);
        hits.putAll(found);
        files.stream().filter(file -> !answer.unread().contains(file)).forEach(file -> subjects.cache()
                .put(key(file), new Kept(found.getOrDefault(file, List.of()))));
    }

    private boolean takeKnown(String file) {
        Optional<Kept> kept = subjects.cache().get(key(file), Kept.class);
        kept.filter(k -> !k.hits().isEmpty()).ifPresent(k -> hits.put(file, k.hits()));
        return kept.isPresent();
    }

    private String key(String file) {
        String content = subjects.contents().getOrDefault(file, "");
        return ContentCache.key(
                ("pmd " + PmdRules.VERSION).getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8));
    }
}
