package dev.drover.daemon;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.knowledge.Lesson;
import dev.drover.master.core.Event;
import dev.drover.master.core.Packets;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskSpec;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What the folder of a request says of one of its tasks and its attempts, as far as it can be read. */
record TaskHistory(Home home, String requestId, String taskId) {
    private static final Logger log = LoggerFactory.getLogger(TaskHistory.class);
    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_ATTEMPTS = 20;
    private static final Set<ResultStatus> NO_FAILURE = Set.of(ResultStatus.COMPLETED, ResultStatus.RELEASED);

    /** What the task was to do. */
    Optional<Lesson.Subject> subject() {
        return read(home.run(requestId).resolve("plan.json"), Event.RequestPlanned.class)
                .flatMap(plan -> plan.tasks().stream()
                        .filter(task -> task.taskId().equals(taskId))
                        .findFirst())
                .map(this::subject);
    }

    private Lesson.Subject subject(TaskSpec task) {
        return new Lesson.Subject(
                task.agentType().orElse(""),
                task.action(),
                task.capability(),
                task.files(),
                new RequestHistory(home, requestId).workspace());
    }

    /** The result of an attempt, which the daemon may not have moved into the folder yet. */
    Optional<PacketResult> result(int attempt) {
        String published = new AttemptFile(Packets.idOf(requestId, taskId), attempt).fileName();
        return read(kept(attempt), PacketResult.class)
                .or(() -> read(home.results().resolve(published), PacketResult.class))
                .or(() -> read(kept(attempt), PacketResult.class));
    }

    /** Whether one of the attempts before this one has failed. */
    boolean failedBefore(int attempt) {
        for (int n = attempt - 1; n >= Math.max(1, attempt - MAX_ATTEMPTS); n--) {
            if (result(n).filter(r -> !NO_FAILURE.contains(r.status())).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Path kept(int attempt) {
        return home.run(requestId).resolve("tasks/" + taskId + "/" + attempt + "/result.json");
    }

    static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return SmallFile.read(file, MAX_BYTES).map(bytes -> Json.read(bytes, type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            log.debug("a lesson goes without {}: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
