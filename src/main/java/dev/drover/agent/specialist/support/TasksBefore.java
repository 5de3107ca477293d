package dev.drover.agent.specialist.support;

import dev.drover.agent.specialist.Assignment;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.message.Messages;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** What came of all the tasks that had to be done before this one, by the plan and the results of its run folder. */
final class TasksBefore {
    private static final int MAX_BYTES = 64 << 20;
    private static final int LOOKS = 100;
    private static final long PAUSE_MILLIS = 100;
    private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,8}");

    private final Assignment assignment;
    private final Map<String, String> named = new HashMap<>();

    private TasksBefore(Assignment assignment) {
        this.assignment = assignment;
        for (TaskInput input : assignment.packet().inputs()) {
            named.put(input.taskId(), input.result());
        }
    }

    /** The plan or a result is not there, or is not what it should be; the message says which. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** The results that still hold, in no order: what a task found is history once a later one has looked at the same. */
    static List<PacketResult> results(Assignment assignment) throws IOException, InterruptedException, Unreadable {
        return new TasksBefore(assignment).read();
    }

    private List<PacketResult> read() throws IOException, InterruptedException, Unreadable {
        Packet packet = assignment.packet();
        List<String> direct = new ArrayList<>(packet.dependencies());
        direct.addAll(named.keySet());
        if (direct.isEmpty()) {
            return List.of();
        }
        List<PacketResult> results = new ArrayList<>();
        for (String taskId : plan(packet.runFolder() + "/plan.json").before(direct)) {
            results.add(result(taskId));
        }
        return results;
    }

    private PlannedTasks plan(String name) throws IOException, Unreadable {
        try {
            Optional<byte[]> bytes = SafeFiles.read(assignment.surroundings().resolve(name), MAX_BYTES);
            if (bytes.isPresent()) {
                return Json.read(bytes.get(), PlannedTasks.class);
            }
        } catch (JacksonException e) {
            throw new Unreadable("the plan " + name + " is not one");
        }
        throw new Unreadable("the plan " + name + " cannot be read");
    }

    /** The packet may be here a moment before a result is; one that is here is whole. */
    private PacketResult result(String taskId) throws IOException, InterruptedException, Unreadable {
        for (int look = 0; look < LOOKS; look++) {
            Optional<PacketResult> result = look(taskId);
            if (result.isPresent()) {
                return result.get();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new Unreadable("the result of the task " + Ids.printable(taskId)
                + Optional.ofNullable(named.get(taskId))
                        .map(n -> ", " + n + ",")
                        .orElse("")
                + " cannot be read");
    }

    private Optional<PacketResult> look(String taskId) throws IOException, Unreadable {
        Optional<String> name = Optional.ofNullable(named.get(taskId));
        if (name.isEmpty()) {
            name = latest(taskId);
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = SafeFiles.read(assignment.surroundings().resolve(name.get()), MAX_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        if (Messages.result(bytes.get()) instanceof Parsed.Valid<PacketResult> valid
                && valid.value().taskId().equals(taskId)) {
            return Optional.of(valid.value()).filter(r -> r.status() == ResultStatus.COMPLETED);
        }
        throw new Unreadable("the result of the task " + taskId + ", " + name.get() + ", is not one");
    }

    /** The result of its last attempt; of a task that this one was not handed, nothing else says which that was. */
    private Optional<String> latest(String taskId) throws IOException {
        String folder = assignment.packet().runFolder() + "/tasks/" + Ids.require("task_id", taskId);
        int latest = 0;
        try (DirectoryStream<Path> attempts =
                Files.newDirectoryStream(assignment.surroundings().resolve(folder))) {
            for (Path attempt : attempts) {
                String number = attempt.getFileName().toString();
                if (ATTEMPT.matcher(number).matches() && SafeFiles.isRegular(attempt.resolve("result.json"))) {
                    latest = Math.max(latest, Integer.parseInt(number));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
        return latest == 0 ? Optional.empty() : Optional.of(folder + "/" + latest + "/result.json");
    }
}
