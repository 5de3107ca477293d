package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell;
import dev.drover.message.Artifact;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;

/** A project with a page that is deployed, and environments in folders beside it. */
final class Yard {
    /** A page that says broken does not pass. */
    static final String SMOKE = "grep -q broken \"$DROVER_RELEASE_DIR/page.txt\" && exit 7 || exit 0";

    private final Bench bench;
    private final Path root;
    private final Map<String, Object> plan = new TreeMap<>();
    private int packets;

    Yard(Path temp) throws IOException {
        this(temp, true);
    }

    /** The same, or what an earlier one left there. */
    Yard(Path temp, boolean fresh) throws IOException {
        bench = new Bench(temp);
        root = Objects.requireNonNull(bench.workspace().getParent());
        bench.shell().timeout(Duration.ofMinutes(10));
        if (fresh) {
            page("one");
        }
    }

    Bench bench() {
        return bench;
    }

    Path folder(String environment) {
        return root.resolve(environment);
    }

    Yard page(String text) throws IOException {
        bench.write("page.txt", text + "\n");
        return this;
    }

    Yard file(String yaml) throws IOException {
        bench.write(".drover/deploy.yaml", yaml.replace("$ROOT", root.toString()));
        return this;
    }

    /** One environment with a smoke test. */
    Yard staging() throws IOException {
        return file("""
                version: 1
                build:
                  artifacts: [page.txt]
                environments:
                  staging:
                    target: {local: {folder: $ROOT/staging}}
                    smoke_test:
                      commands: >-
                        %s
                """.formatted(SMOKE));
    }

    /** The text of the page that users see; empty when nothing is deployed. */
    Optional<String> seen(String environment) throws IOException {
        Path page = folder(environment).resolve("current/page.txt");
        return Files.exists(page) ? Optional.of(Files.readString(page).strip()) : Optional.empty();
    }

    boolean isDeployed(String environment) {
        return Files.exists(folder(environment).resolve("current"), LinkOption.NOFOLLOW_LINKS);
    }

    String release(String environment) throws IOException {
        return Files.readSymbolicLink(folder(environment).resolve("current"))
                .getFileName()
                .toString();
    }

    List<String> releases(String environment) throws IOException {
        try (var all = Files.list(folder(environment).resolve("releases"))) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    Outcome does(String capability) throws Exception {
        return does(capability, Map.of());
    }

    Outcome does(String capability, Map<String, String> params) throws Exception {
        return does(capability, params, List.of());
    }

    Outcome does(String capability, Map<String, String> params, List<TaskInput> inputs) throws Exception {
        packets++;
        return perform(assignment(capability, params, inputs, "pkt" + packets, Optional.empty()));
    }

    Outcome says(String capability, String words) throws Exception {
        packets++;
        return perform(assignment(capability, Map.of(), List.of(), "pkt" + packets, Optional.of(words)));
    }

    /** What a task hands on to the next, with this found. */
    TaskInput input(String taskId, List<Artifact> artifacts, Finding... findings) throws IOException {
        for (Artifact artifact : artifacts) {
            put(artifact.path(), Files.readAllBytes(bench.artifacts().resolve(artifact.name())));
        }
        String name = "bus/" + taskId + ".json";
        put(
                name,
                Json.bytes(new PacketResult(
                        1,
                        "p",
                        taskId,
                        "req1",
                        "a",
                        "testing",
                        1,
                        ResultStatus.COMPLETED,
                        "done",
                        List.of(findings),
                        List.of(),
                        artifacts,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Optional.empty())));
        planned(taskId);
        return new TaskInput(taskId, "done", Optional.empty(), artifacts, name);
    }

    /** Plans the task behind these others, which found what they found. */
    Yard planned(String taskId, String... dependencies) throws IOException {
        plan.put(
                taskId,
                Map.of(
                        "task_id",
                        taskId,
                        "action",
                        "x",
                        "capability",
                        taskId.replaceAll("_[0-9]$", ""),
                        "dependencies",
                        List.of(dependencies)));
        put("bus/runs/aa/req1/plan.json", Json.bytes(Map.of("tasks", plan.values())));
        return this;
    }

    /** Leaves a result of one attempt where the daemon keeps it. */
    Yard found(String taskId, int attempt, Finding... findings) throws IOException {
        put(
                "bus/runs/aa/req1/tasks/" + taskId + "/" + attempt + "/result.json",
                Files.readAllBytes(bench.surroundings()
                        .resolve(input(taskId, List.of(), findings).result())));
        return this;
    }

    private void put(String name, byte[] content) throws IOException {
        Path file = bench.surroundings().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    Outcome perform(Assignment a, Shell shell) throws Exception {
        return perform(new Assignment(
                a.packet(), a.workspace(), a.artifacts(), a.artifactsName(), a.agentId(), shell, a.surroundings()));
    }

    Outcome perform(Assignment assignment) throws Exception {
        return new DeploymentSpecialist().perform(assignment);
    }

    Assignment assignment(
            String capability,
            Map<String, String> params,
            List<TaskInput> inputs,
            String packetId,
            Optional<String> words) {
        Assignment a = bench.assignment("deployment", capability, params, inputs, List.of());
        Packet p = a.packet();
        var packet = new Packet(
                p.protocol(),
                packetId,
                p.taskId(),
                p.agentType(),
                p.action(),
                p.dependencies(),
                p.priority(),
                p.status(),
                p.requestId(),
                p.attempt(),
                p.workspace(),
                p.runFolder(),
                p.files(),
                p.capability(),
                p.run(),
                p.params(),
                p.edits(),
                p.acceptance(),
                p.inputs(),
                p.timeoutSeconds(),
                words,
                p.traceparent());
        return new Assignment(
                packet, a.workspace(), a.artifacts(), a.artifactsName(), a.agentId(), a.shell(), a.surroundings());
    }

    static Outcome completed(Outcome outcome) {
        Assertions.assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        return outcome;
    }

    static String failed(Outcome outcome, String code) {
        Assertions.assertEquals(ResultStatus.FAILED, outcome.status(), outcome.summary());
        Assertions.assertEquals(code, outcome.error().orElseThrow().code(), outcome.summary());
        return outcome.summary();
    }

    static String blocked(Outcome outcome, String code) {
        Assertions.assertEquals(ResultStatus.BLOCKED, outcome.status(), outcome.summary());
        Assertions.assertEquals(code, outcome.error().orElseThrow().code(), outcome.summary());
        return outcome.summary();
    }
}
