package dev.drover.master.core;

import dev.drover.message.Packet;
import dev.drover.message.RunFolder;
import dev.drover.message.Sha256;
import dev.drover.message.TaskInput;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How packets come from the state. Everything in them can be derived again, so a packet that was lost is rebuilt. */
public final class Packets {
    private static final int PROTOCOL = 1;
    private static final int NAME_CHARS = 40;
    private static final int HASH_CHARS = 16;

    private Packets() {}

    /** The id of a task's packet: the task's name, for people, and a hash of request and task, for uniqueness. */
    public static String idOf(String requestId, String taskId) {
        String name = taskId.length() > NAME_CHARS ? taskId.substring(0, NAME_CHARS) : taskId;
        return name + "-" + Sha256.of(requestId + "/" + taskId).substring(0, HASH_CHARS);
    }

    /** The packet of the task's latest attempt. */
    public static Packet of(Run run, Task task, Rules rules) {
        String folder = RunFolder.of(run.id());
        String packetId = idOf(run.id(), task.id());
        return new Packet(
                PROTOCOL,
                packetId,
                task.id(),
                task.agentType(),
                task.spec().action(),
                task.spec().dependencies(),
                run.accepted().priority(),
                "pending",
                run.id(),
                task.attempts(),
                workspace(run, task, folder),
                folder,
                task.spec().files(),
                task.spec().capability(),
                task.spec().run(),
                task.spec().params(),
                task.spec().edits(),
                task.spec().acceptance(),
                inputs(run, task, folder),
                task.spec().timeoutSeconds().orElse(rules.taskTimeoutSeconds()),
                run.accepted().userRequest(),
                traceparent(run.id(), packetId, task.attempts()));
    }

    /** Where what the task builds on is: the work tree of the request once a task before it has written there. */
    private static String workspace(Run run, Task task, String folder) {
        return buildsOnBranch(run, task, new HashSet<>())
                ? RunFolder.workTree(folder)
                : run.accepted().workspace().orElse(folder + "/workspace");
    }

    private static boolean buildsOnBranch(Run run, Task task, Set<String> seen) {
        return run.dependenciesOf(task).stream()
                .filter(dependency -> seen.add(dependency.id()))
                .anyMatch(dependency ->
                        dependency.outcome().flatMap(Outcome::branch).isPresent()
                                || buildsOnBranch(run, dependency, seen));
    }

    private static List<TaskInput> inputs(Run run, Task task, String folder) {
        return run.dependenciesOf(task).stream()
                .map(dependency -> new TaskInput(
                        dependency.id(),
                        dependency.outcome().map(Outcome::summary).orElse(""),
                        dependency.outcome().flatMap(Outcome::commit),
                        dependency.outcome().map(Outcome::artifacts).orElse(List.of()),
                        resultPath(folder, dependency)))
                .toList();
    }

    /** Where the result of the task's latest attempt is kept, relative to the home. */
    static String resultPath(String folder, Task task) {
        return folder + "/tasks/" + task.id() + "/" + task.attempts() + "/result.json";
    }

    /** Where that result is, when there is one. */
    static Optional<String> resultPath(Run run, Task task) {
        return task.outcome().map(o -> resultPath(RunFolder.of(run.id()), task));
    }

    /** W3C trace context: one trace a request, one span an attempt. */
    private static String traceparent(String requestId, String packetId, int attempt) {
        String trace = Sha256.of(requestId).substring(0, 32);
        String span = Sha256.of(packetId + "." + attempt).substring(0, 16);
        return "00-" + trace + "-" + span + "-01";
    }
}
