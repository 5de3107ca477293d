package dev.drover.master;

import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.TaskSnapshot;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.RequestResult;
import dev.drover.message.Sha256;
import dev.drover.message.TaskReport;
import dev.drover.message.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** What the run folders keep of ended requests. Safe for use by any thread. */
final class Archive {
    private final Home home;

    Archive(Home home) {
        this.home = home;
    }

    /**
     * What is needed to do the rest of an ended request; empty when the folder does not hold it.
     *
     * @param file the control message that asks for it
     */
    Optional<Input> reopen(String file, String requestId) throws IOException {
        Path folder = home.run(requestId);
        Path resultFile = folder.resolve("result.json");
        Path planFile = folder.resolve("plan.json");
        Path acceptedFile = folder.resolve("accepted.json");
        if (!Files.exists(resultFile) || !Files.exists(planFile) || !Files.exists(acceptedFile)) {
            return Optional.empty();
        }
        try {
            RequestResult result = Json.read(Files.readAllBytes(resultFile), RequestResult.class);
            Event.RequestPlanned plan = Json.read(Files.readAllBytes(planFile), Event.RequestPlanned.class);
            Event.RequestAccepted accepted = Json.read(Files.readAllBytes(acceptedFile), Event.RequestAccepted.class);
            if (!plan.requestId().equals(requestId) || !accepted.requestId().equals(requestId)) {
                return Optional.empty();
            }
            return Optional.of(new Input.Reopen(file, accepted, plan, result.round() + 1, snapshots(result)));
        } catch (JacksonException e) {
            throw new IOException(folder + " does not hold what was written there: " + e.getOriginalMessage(), e);
        }
    }

    private Map<String, TaskSnapshot> snapshots(RequestResult result) throws IOException {
        Map<String, TaskSnapshot> snapshots = new HashMap<>();
        for (TaskReport task : result.tasks()) {
            Optional<Outcome> outcome = task.state() == TaskState.COMPLETED ? outcome(task) : Optional.empty();
            snapshots.put(task.taskId(), new TaskSnapshot(task.state(), task.attempts(), task.agentId(), outcome));
        }
        return snapshots;
    }

    private Optional<Outcome> outcome(TaskReport task) throws IOException {
        Optional<Path> file = task.result().map(home.root()::resolve).filter(Files::exists);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file.get());
        PacketResult result = Json.read(bytes, PacketResult.class);
        return Optional.of(new Outcome(
                result.status(),
                task.summary(),
                result.findings().size(),
                List.copyOf(result.artifacts()),
                result.commit(),
                task.durationSeconds().orElse(0.0),
                Optional.empty(),
                Sha256.of(bytes)));
    }
}
