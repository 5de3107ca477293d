package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import dev.drover.message.TaskInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
    private static final String RUN = "bus/runs/aa/req1";

    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;
    private String origin;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        bench.repository().write("a.txt", "a\n").commitAll();
        bench.git("branch", "into");
        bench.git("checkout", "-q", "-b", "topic");
        bench.write("a.txt", "b\n").commitAll();
        bench.git("checkout", "-q", "--detach");
        origin = temp.resolve("origin.git").toString();
        bench.git("init", "-q", "--bare", origin);
        bench.git("remote", "add", "origin", origin);
        tasks = new Tasks(bench)
                .param("branch", "topic")
                .param("from", "topic")
                .param("into", "into")
                .param("base", "into")
                .param("version", "v1")
                .inputs(red());
    }

    /** A task before the one that the git task follows found a red test. */
    private TaskInput red() throws Exception {
        result("test", new Finding(Severity.HIGH, "test.failed", "cart_is_empty", Optional.empty(), Optional.empty()));
        Files.write(
                bench.home().resolve(RUN + "/plan.json"),
                Json.bytes(Map.of(
                        "tasks",
                        List.of(
                                Map.of("task_id", "test", "action", "x"),
                                Map.of("task_id", "build", "action", "x", "dependencies", List.of("test"))))));
        return new TaskInput("build", "done", Optional.empty(), List.of(), result("build"));
    }

    private String result(String taskId, Finding... findings) throws Exception {
        String name = RUN + "/tasks/" + taskId + "/1/result.json";
        Path file = bench.home().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                Json.bytes(new PacketResult(
                        1,
                        "p",
                        taskId,
                        "req1",
                        "testing-1",
                        "testing",
                        1,
                        ResultStatus.COMPLETED,
                        "done",
                        List.of(findings),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Optional.empty())));
        return name;
    }

    private String refs() throws Exception {
        return bench.git("for-each-ref") + bench.git("-C", origin, "for-each-ref");
    }

    @ParameterizedTest
    @CsvSource({"merge, merged", "push, pushed", "tag_version, tagged"})
    void nothing_is_passed_on_in_which_something_grave_was_found_unless_a_person_accepts_it(
            String capability, String done) throws Exception {
        String before = refs();
        Outcome outcome = tasks.run(capability);
        assertEquals(ResultStatus.BLOCKED, outcome.status(), outcome.summary());
        assertEquals("grave_findings", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(
                outcome.summary()
                        .startsWith("Nothing was " + done + ", since the tasks before found 1 grave thing: test: "),
                outcome.summary());
        assertEquals(before, refs());
        outcome = tasks.param("findings", "accept").run(capability);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
    }

    @ParameterizedTest
    @CsvSource({"push", "open"})
    void a_pull_request_is_written_all_the_same_and_neither_pushed_nor_opened(String wish) throws Exception {
        assertEquals(ResultStatus.COMPLETED, tasks.run("pull_request").status());
        String before = refs();
        Outcome outcome = tasks.param(wish, "true").run("pull_request");
        assertEquals("grave_findings", outcome.error().orElseThrow().code(), outcome.summary());
        assertEquals(1, outcome.artifacts().size());
        assertEquals(before, refs());
        outcome = tasks.param("findings", "accept").run("pull_request");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
    }

    @Test
    void what_stays_in_the_repository_is_not_held_back() throws Exception {
        assertEquals(
                ResultStatus.COMPLETED,
                tasks.param("branch", "later").run("create_branch").status());
    }
}
