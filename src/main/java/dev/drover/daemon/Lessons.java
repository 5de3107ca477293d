package dev.drover.daemon;

import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes outcomes back to {@code knowledge/lessons}: requests that completed, and tasks that failed with the reason. */
final class Lessons {
    private static final Logger log = LoggerFactory.getLogger(Lessons.class);

    private final Home home;

    Lessons(Home home) {
        this.home = home;
    }

    void learn(List<Recorded> events) {
        var worked = new StringBuilder();
        var failed = new StringBuilder();
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case Event.RequestFinished e ->
                    worked.append(line(
                            recorded,
                            Map.of(
                                    "request_id",
                                    e.requestId(),
                                    "status",
                                    e.status().wire(),
                                    "summary",
                                    e.summary())));
                case Event.TaskRetrying e ->
                    failed.append(line(
                            recorded,
                            Map.of(
                                    "request_id",
                                    e.requestId(),
                                    "task_id",
                                    e.taskId(),
                                    "failure",
                                    e.failures(),
                                    "why",
                                    e.why())));
                case Event.TaskEnded e ->
                    e.error()
                            .ifPresent(error -> failed.append(line(
                                    recorded,
                                    Map.of(
                                            "request_id", e.requestId(),
                                            "task_id", e.taskId(),
                                            "state", e.state().wire(),
                                            "code", error.code(),
                                            "why", error.message()))));
                default -> {}
            }
        }
        append("what-worked.jsonl", worked);
        append("what-failed.jsonl", failed);
    }

    private static String line(Recorded recorded, Map<String, ?> what) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", recorded.at().toString());
        line.put("seq", recorded.seq());
        line.putAll(new java.util.TreeMap<>(what));
        return Json.mapper().writeValueAsString(line) + "\n";
    }

    private void append(String name, StringBuilder lines) {
        if (lines.isEmpty()) {
            return;
        }
        Path file = home.lessons().resolve(name);
        try {
            Files.createDirectories(home.lessons());
            Files.write(
                    file,
                    lines.toString().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.warn("lessons cannot be written to {}: {}", file, e.toString());
        }
    }
}
