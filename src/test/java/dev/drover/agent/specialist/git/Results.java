package dev.drover.agent.specialist.git;

import dev.drover.message.Evidence;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of tasks before the git task, where the daemon keeps them, with the plan that has them. */
final class Results {
    private static final String RUN = "bus/runs/aa/req1";

    private Results() {}

    /** A task that ran the tests. */
    static TaskInput tested(Tasks tasks) throws IOException {
        return kept(
                tasks,
                "test",
                List.of(new Evidence(
                        "mvn test", 0, 1, Optional.of("cd".repeat(32)), Optional.empty(), Optional.empty())),
                Optional.empty());
    }

    /** A task that made a commit. */
    static TaskInput committed(Tasks tasks, String commit) throws IOException {
        return kept(tasks, "commit", List.of(), Optional.of(commit));
    }

    private static TaskInput kept(Tasks tasks, String taskId, List<Evidence> evidence, Optional<String> commit)
            throws IOException {
        String name = RUN + "/tasks/" + taskId + "/1/result.json";
        var result = new PacketResult(
                1,
                "p",
                taskId,
                "req1",
                "agent-1",
                "testing",
                1,
                ResultStatus.COMPLETED,
                "done",
                List.of(),
                evidence,
                List.of(),
                Map.of(),
                commit,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty());
        Path file = tasks.home().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, Json.bytes(result));
        Files.write(
                tasks.home().resolve(RUN + "/plan.json"),
                Json.bytes(Map.of("tasks", List.of(Map.of("task_id", taskId, "action", "x")))));
        return new TaskInput(taskId, "done", commit, List.of(), name);
    }
}
