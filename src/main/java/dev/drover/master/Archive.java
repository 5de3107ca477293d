package dev.drover.master;

import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.TaskSnapshot;
import dev.drover.message.Control;
import dev.drover.message.Json;
import dev.drover.message.Messages;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import dev.drover.message.Request;
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
    private static final int MAX_BYTES = 256 * 1024 * 1024;

    private final Home home;

    Archive(Home home) {
        this.home = home;
    }

    /**
     * What is needed to do the rest of an ended request; empty when the folder does not hold it, or when a codeword is
     * given and no task asked for one.
     *
     * @param file the name of the control message that asks for it
     */
    Optional<Input> reopen(String file, Control control) throws IOException {
        String requestId = control.target().orElseThrow();
        Path folder = home.run(requestId);
        Path resultFile = folder.resolve("result.json");
        Path planFile = folder.resolve("plan.json");
        Path acceptedFile = folder.resolve("accepted.json");
        if (!Files.exists(resultFile) || !Files.exists(planFile) || !Files.exists(acceptedFile)) {
            return Optional.empty();
        }
        try {
            RequestResult result = valid(resultFile, Messages.requestResult(bytes(resultFile)));
            Event.RequestPlanned plan = Json.read(bytes(planFile), Event.RequestPlanned.class);
            Event.RequestAccepted accepted = Json.read(bytes(acceptedFile), Event.RequestAccepted.class);
            if (plan == null || accepted == null || !plan.requestId().equals(requestId)) {
                throw damaged(planFile, "it is not the plan of the request");
            }
            if (!accepted.requestId().equals(requestId)) {
                throw damaged(acceptedFile, "it is another request");
            }
            valid(planFile, Messages.request(Json.bytes(asSent(accepted, plan))));
            if (control.verb() == Control.Verb.CODEWORD
                    && result.tasks().stream().noneMatch(Archive::asksForCodeword)) {
                return Optional.empty();
            }
            return Optional.of(new Input.Reopen(
                    file, accepted, plan, result.round() + 1, snapshots(result, folder), control.verb()));
        } catch (JacksonException e) {
            throw new IOException(damaged(folder, e.getOriginalMessage()).getMessage(), e);
        }
    }

    private static boolean asksForCodeword(TaskReport task) {
        return task.error().filter(e -> e.code().equals("codeword_needed")).isPresent();
    }

    /** As somebody could have sent it: what is kept lies open to everybody, and is held against the same rules. */
    private static Request asSent(Event.RequestAccepted accepted, Event.RequestPlanned plan) {
        return new Request(
                Optional.empty(),
                Optional.of(accepted.requestId()),
                accepted.userRequest(),
                accepted.workspace(),
                Optional.of(accepted.priority()),
                Optional.of(plan.strategy()),
                plan.pattern(),
                accepted.autonomy(),
                Optional.empty(),
                List.of(),
                plan.tasks(),
                accepted.limits());
    }

    private static <T> T valid(Path file, Parsed<T> parsed) throws IOException {
        return switch (parsed) {
            case Parsed.Valid<T> valid -> valid.value();
            case Parsed.Invalid<T> invalid ->
                throw damaged(file, invalid.violations().getFirst().message());
            case Parsed.Incomplete<T> incomplete -> throw damaged(file, incomplete.reason());
        };
    }

    private static byte[] bytes(Path file) throws IOException {
        return SmallFile.read(file, MAX_BYTES)
                .orElseThrow(() -> damaged(file, "it is no file, or larger than what is written there"));
    }

    private static IOException damaged(Path place, String why) {
        return new IOException(place + " does not hold what was written there: " + why);
    }

    private Map<String, TaskSnapshot> snapshots(RequestResult result, Path folder) throws IOException {
        Map<String, TaskSnapshot> snapshots = new HashMap<>();
        for (TaskReport task : result.tasks()) {
            Optional<Outcome> outcome = task.state() == TaskState.COMPLETED ? outcome(task, folder) : Optional.empty();
            snapshots.put(task.taskId(), new TaskSnapshot(task.state(), task.attempts(), task.agentId(), outcome));
        }
        return snapshots;
    }

    private Optional<Outcome> outcome(TaskReport task, Path folder) throws IOException {
        Optional<Path> file =
                task.result().map(home.root()::resolve).map(Path::normalize).filter(Files::exists);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (!file.get().startsWith(folder)) {
            throw damaged(folder, "its result names " + file.get() + " as that of task '" + task.taskId() + "'");
        }
        byte[] bytes = bytes(file.get());
        PacketResult result = valid(file.get(), Messages.result(bytes));
        return Optional.of(new Outcome(
                result.status(),
                task.summary(),
                result.findings().size(),
                List.copyOf(result.artifacts()),
                result.commit(),
                result.branch(),
                task.durationSeconds().orElse(0.0),
                Optional.empty(),
                Sha256.of(bytes)));
    }
}
