package dev.drover.agent.specialist;

import dev.drover.message.Edit;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace with real files for a specialist to work in. */
public final class Bench {
    private final Path workspace;
    private final Path artifacts;
    private final Path home;
    private final TestShell shell;
    private final TestSurroundings surroundings;

    public Bench(Path temp) throws IOException {
        Path root = Files.createDirectories(temp).toRealPath();
        workspace = Files.createDirectories(root.resolve("project"));
        artifacts = Files.createDirectories(root.resolve("artifacts"));
        home = Files.createDirectories(root.resolve("home"));
        shell = new TestShell(Files.createDirectories(root.resolve("logs")), home);
        surroundings = new TestSurroundings(home);
    }

    public Path workspace() {
        return workspace;
    }

    public Path artifacts() {
        return artifacts;
    }

    public Path home() {
        return home;
    }

    public TestShell shell() {
        return shell;
    }

    public TestSurroundings surroundings() {
        return surroundings;
    }

    public Bench write(String path, String content) throws IOException {
        Path file = workspace.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    public String read(String path) throws IOException {
        return Files.readString(workspace.resolve(path));
    }

    /** A repository with an identity and no commit. */
    public Bench repository() throws IOException, InterruptedException {
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        return this;
    }

    public Bench commitAll() throws IOException, InterruptedException {
        git("add", "-A");
        git("commit", "-q", "-m", "before");
        return this;
    }

    /** What git printed; throws when it failed. */
    public String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Shell.Ran ran = shell.run(command, workspace, Map.of());
        String output = Files.readString(ran.output()).strip();
        if (ran.exitCode() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    public Assignment assignment(String type, String capability) {
        return assignment(type, capability, Map.of(), List.of(), List.of());
    }

    public Assignment assignment(
            String type, String capability, Map<String, String> params, List<TaskInput> inputs, List<String> files) {
        return assignment(type, capability, params, inputs, files, List.of(), List.of());
    }

    public Assignment assignment(
            String type,
            String capability,
            Map<String, String> params,
            List<TaskInput> inputs,
            List<String> files,
            List<Edit> edits,
            List<String> acceptance) {
        var packet = new Packet(
                1,
                "pkt1",
                "t1",
                type,
                "Do it",
                List.of(),
                Priority.NORMAL,
                "pending",
                "req1",
                1,
                workspace.toString(),
                "bus/runs/aa/req1",
                files,
                Optional.of(capability),
                Optional.empty(),
                params,
                edits,
                acceptance,
                inputs,
                600,
                Optional.empty(),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        return new Assignment(
                packet, workspace, artifacts, "bus/runs/aa/req1/tasks/t1/1", "agent-7", shell, surroundings);
    }
}
