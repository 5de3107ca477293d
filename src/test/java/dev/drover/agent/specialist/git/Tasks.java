package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell;
import dev.drover.agent.specialist.TestSurroundings;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives packets to the git specialist, each with an id and a folder of its own, as the daemon does. */
final class Tasks {
    private final Bench bench;
    private final Map<String, String> params = new HashMap<>();
    private Shell shell;
    private List<TaskInput> inputs = List.of();
    private List<String> files = List.of();
    private Optional<String> userRequest = Optional.empty();
    private String capability = "";
    private int packets;
    private int attempt = 1;
    private boolean placed;

    Tasks(Bench bench) {
        this.bench = bench;
        this.shell = bench.shell();
    }

    Tasks param(String name, String value) {
        params.put(name, value);
        return this;
    }

    Tasks withoutParams() {
        params.clear();
        return this;
    }

    Tasks inputs(TaskInput... given) {
        inputs = List.of(given);
        return this;
    }

    Tasks files(String... globs) {
        files = List.of(globs);
        return this;
    }

    Tasks userRequest(String text) {
        userRequest = Optional.of(text);
        return this;
    }

    Tasks shell(Shell other) {
        shell = other;
        return this;
    }

    /** A packet that was never done before. */
    Outcome run(String what) throws IOException, InterruptedException {
        packets++;
        attempt = 1;
        capability = what;
        return new GitSpecialist().perform(assignment());
    }

    /** The same packet in its next attempt, as after a crash. */
    Outcome again() throws IOException, InterruptedException {
        attempt++;
        return new GitSpecialist().perform(assignment());
    }

    /** The assignment of a packet that was never done before. */
    Assignment next() throws IOException {
        packets++;
        attempt = 1;
        return assignment();
    }

    /** The same in another home. */
    Assignment in(Path home) throws IOException {
        Assignment plain = next();
        return new Assignment(
                plain.packet(),
                plain.workspace(),
                Files.createDirectories(home.resolve(folder()).resolve("artifacts")),
                plain.artifactsName(),
                plain.agentId(),
                plain.shell(),
                new TestSurroundings(home));
    }

    /** One that is to be done in the work tree of the request. */
    Assignment placed() throws IOException {
        placed = true;
        Assignment plain = next();
        placed = false;
        return new Assignment(
                plain.packet(),
                bench.home().resolve("bus/runs/aa/req1/drover-req1"),
                plain.artifacts(),
                plain.artifactsName(),
                plain.agentId(),
                plain.shell(),
                plain.surroundings());
    }

    /** That of the same packet in its next attempt. */
    Assignment nextAttempt() throws IOException {
        attempt++;
        return assignment();
    }

    /** Lets git know who commits in a folder that is no repository yet. */
    void identityFor(Path folder) throws IOException {
        Path config = folder.resolveSibling("gitconfig");
        Files.writeString(config, "[user]\n name = Ada\n email = ada@example.org\n");
        Shell plain = shell;
        shell = new Shell() {
            @Override
            public Ran run(List<String> arguments, Path directory, Map<String, String> more, Duration limit)
                    throws IOException, InterruptedException {
                var all = new HashMap<>(more);
                all.put("GIT_CONFIG_GLOBAL", config.toString());
                return plain.run(arguments, directory, all, limit);
            }

            @Override
            public Ran runAlone(
                    List<String> arguments,
                    Path directory,
                    Map<String, String> own,
                    Optional<Path> input,
                    Duration limit)
                    throws IOException, InterruptedException {
                return plain.runAlone(arguments, directory, own, input, limit);
            }

            @Override
            public Duration timeLeft() {
                return plain.timeLeft();
            }

            @Override
            public boolean has(String program) {
                return plain.has(program);
            }
        };
    }

    Path home() {
        return bench.home();
    }

    /** Where the artifacts of the last run are. */
    Path artifacts() {
        return home().resolve(folder()).resolve("artifacts");
    }

    Assignment assignment() throws IOException {
        var packet = new Packet(
                1,
                "pkt" + packets,
                "t" + packets,
                "git",
                "Do it",
                List.of(),
                Priority.NORMAL,
                "pending",
                "req1",
                attempt,
                placed ? "bus/runs/aa/req1/worktree" : bench.workspace().toString(),
                "bus/runs/aa/req1",
                files,
                Optional.of(capability),
                Optional.empty(),
                params,
                List.of(),
                List.of(),
                inputs,
                600,
                userRequest,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        Path artifacts = Files.createDirectories(artifacts());
        return new Assignment(
                packet, bench.workspace(), artifacts, folder() + "/artifacts", "agent-7", shell, bench.surroundings());
    }

    private String folder() {
        return "bus/runs/aa/req1/tasks/t" + packets + "/" + attempt;
    }
}
