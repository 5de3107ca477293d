package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.FileQueue;
import dev.drover.message.Edit;
import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import dev.drover.message.RunFolder;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Edits that a request states, made by real agents which die at the worst moments. */
final class EditsTest {
    private static final Path EXAMPLE = Path.of("src/docs/examples/edits.json");
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    @Test
    void the_example_of_the_documentation_is_done_and_committed() throws Exception {
        assertTrue(Files.readString(Path.of("src/docs/coding.md")).contains(Files.readString(EXAMPLE)));
        Path project = Files.createDirectories(folder.toRealPath().resolve("greeter"));
        write(project, "greeter/__init__.py", "VERSION = '1.0'\nfrom .hello import hello\n");
        write(project, "greeter/hello.py", "def hello():\n    return 'Hello'\n");
        write(project, "tests/__init__.py", "");
        write(project, "tests/old_notes.txt", "notes\n");
        Processes.run(
                "sh",
                "-c",
                "cd " + project + " && git init -q -b main && git add -A"
                        + " && git -c user.name=A -c user.email=a@example.org commit -qm one"
                        + " && git config user.name Ada && git config user.email ada@example.org");
        ObjectNode request = (ObjectNode) Json.tree(Files.readString(EXAMPLE));
        request.put("workspace", project.toString());
        try (TestHome home = TestHome.in(folder).start()) {
            home.drop("edits.json", request.toString());
            JsonNode result = home.ends("greeting-1", "completed");
            String summary = result.at("/tasks/0/summary").asString();
            assertTrue(summary.startsWith("4 edits changed 5 files (+"), summary);
            assertTrue(summary.endsWith("Accepted by 1 command."), summary);
            assertTrue(result.at("/tasks/1/summary").asString().startsWith("Committed"), result::toPrettyString);
        }
    }

    @Test
    void when_the_agent_dies_while_the_changes_are_on_trial_they_are_undone_and_made_again() throws Exception {
        Path project = Files.createDirectories(folder.toRealPath().resolve("project"));
        write(project, "a.txt", "0\n");
        String dies = "cat a.txt >>$DROVER_HOME/seen; test $DROVER_ATTEMPT -gt 1"
                + " || kill -9 $(sed 's/.*\"pid\":\\([0-9]*\\).*/\\1/' $DROVER_HOME/bus/claimed/coding-*/agent.json)";
        Map<String, Object> task = new HashMap<>(Map.of(
                "task_id",
                "t1",
                "action",
                "Count",
                "acceptance",
                List.of(dies),
                "edits",
                List.of(Map.of("kind", "replace", "path", "a.txt", "find", "0", "with", "1"))));
        try (TestHome home = TestHome.in(folder).start()) {
            home.drop(
                    "r.json",
                    Requests.json(
                            Map.of("request_id", "dies", "workspace", project.toString(), "tasks", List.of(task))));
            JsonNode result = home.ends("dies", "completed");
            assertEquals(2, result.at("/tasks/0/attempts").asInt(), result::toPrettyString);
            assertEquals("1\n1\n", Files.readString(home.root().resolve("seen")));
            assertEquals("1\n", Files.readString(project.resolve("a.txt")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.edits.logged",
                "agent.edits.staged:2",
                "agent.edits.moved",
                "agent.edits.moved:2",
                "agent.edits.applied",
                "agent.edits.recorded",
                "agent.edits.committed",
                "agent.edits.restored",
                "agent.edits.undone"
            })
    void wherever_the_agent_is_killed_the_next_one_finds_the_tree_whole(String point) throws Exception {
        Path project = Files.createDirectories(folder.toRealPath().resolve("project"));
        write(project, "a.txt", "old\n");
        write(project, "b.txt", "old\n");
        boolean undoing = point.contains("restored") || point.contains("undone");
        TestHome home = TestHome.in(folder);
        new FileQueue(home.home()).open("coding");
        String acceptance = undoing ? "test $DROVER_ATTEMPT -gt 1" : "true";
        publish(home, project, 1, acceptance);
        assertEquals(KILLED, agent(home, Map.of("DROVER_KILL_AT", point)));
        Processes.run("sh", "-c", "rm -rf " + home.home().claimed() + "/*");
        publish(home, project, 2, "grep -q new a.txt && grep -q new b.txt && " + acceptance);
        agent(home, Map.of());
        PacketResult result =
                Json.read(Files.readAllBytes(home.home().results().resolve("t1-1.2.json")), PacketResult.class);
        assertEquals(ResultStatus.COMPLETED, result.status(), result.summary());
        assertEquals("new\n", Files.readString(project.resolve("a.txt")));
        assertEquals("new\n", Files.readString(project.resolve("b.txt")));
        try (var left = Files.list(project)) {
            assertEquals(2, left.count());
        }
        assertFalse(Files.exists(home.home().edits().resolve("t1-1.1")));
    }

    private static void publish(TestHome home, Path project, int attempt, String acceptance) throws IOException {
        new FileQueue(home.home())
                .publish(new Packet(
                        1,
                        "t1-1",
                        "t1",
                        "coding",
                        "Change it",
                        List.of(),
                        Priority.NORMAL,
                        "pending",
                        "r1",
                        attempt,
                        project.toString(),
                        RunFolder.of("r1"),
                        List.of(),
                        Optional.of("apply_edits"),
                        Optional.empty(),
                        Map.of(),
                        List.of(replace("a.txt"), replace("b.txt")),
                        List.of(acceptance),
                        List.of(),
                        60,
                        Optional.empty(),
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    private static Edit replace(String path) {
        return new Edit.Replace(path, "old", "new", Optional.empty());
    }

    /** Runs an agent until it has nothing to do, and returns its exit code. */
    private int agent(TestHome home, Map<String, String> more) throws Exception {
        List<String> command = new ArrayList<>(Launch.java());
        command.addAll(List.of("-Ddrover.agent.idle.millis=200", "dev.drover.agent.AgentMain"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.out").toFile());
        builder.environment()
                .putAll(Map.of(
                        "DROVER_HOME",
                        home.root().toString(),
                        "DROVER_AGENT_TYPE",
                        "coding",
                        "DROVER_AGENT_ID",
                        "by-hand"));
        builder.environment().putAll(more);
        Process agent = builder.start();
        assertTrue(agent.waitFor(TestHome.DEADLINE.toSeconds(), TimeUnit.SECONDS));
        return agent.exitValue();
    }

    private static void write(Path project, String name, String content) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
