package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Tests that behave badly, run by the testing agent in real processes; each has a plain answer and leaves nothing. */
@Execution(ExecutionMode.CONCURRENT)
final class HostileTestsTest {
    private static final String TAP = "printf '1..1\\nok 1 - one\\n'";

    @TempDir
    private static Path folder = Path.of("");

    private static TestHome home;

    @BeforeAll
    static void start() throws IOException {
        home = TestHome.in(folder)
                .with("DROVER_LOGS_MAX_OUTPUT_BYTES", "10000000")
                .start();
    }

    /** Also fails when anything that the tests below have started still runs. */
    @AfterAll
    static void stop() throws Exception {
        home.close();
    }

    @Test
    void a_test_that_never_ends_is_a_timeout() throws Exception {
        JsonNode result = tested("endless", "sleep 1000", 2, "failed");
        assertEquals("timeout", result.path("status").asString(), result::toPrettyString);
        assertTrue(result.path("summary").asString().contains("'make test'"), result::toPrettyString);
    }

    @Test
    void a_test_that_prints_without_end_is_ended_and_the_end_of_it_is_kept() throws Exception {
        JsonNode result = tested("flood", "yes 'not ok 1 - flood'", 60, "failed");
        assertEquals("tests_not_run", result.path("error").path("code").asString(), result::toPrettyString);
        assertTrue(
                result.path("summary")
                        .asString()
                        .contains("wrote more than is kept of one command (logs.max_output_bytes)"),
                result::toPrettyString);
    }

    @Test
    void children_that_a_test_leaves_are_ended_with_it() throws Exception {
        JsonNode result = tested(
                "children", "(sleep 1000 & sleep 1001 &); nohup sleep 1002 >/dev/null & " + TAP, 60, "completed");
        assertEquals(1, result.path("data").path("tests.passed").asInt(), result::toPrettyString);
    }

    @Test
    void a_test_that_reads_standard_input_finds_its_end() throws Exception {
        JsonNode result = tested("stdin", "cat; if read line; then exit 1; fi; " + TAP, 60, "completed");
        assertEquals(1, result.path("data").path("tests.passed").asInt(), result::toPrettyString);
    }

    @Test
    void a_test_that_asks_for_a_terminal_finds_none() throws Exception {
        JsonNode result = tested(
                "tty",
                "if (: < /dev/tty) 2>/dev/null || test -t 0 || test -t 1; then exit 1; fi; " + TAP,
                60,
                "completed");
        assertEquals(1, result.path("data").path("tests.passed").asInt(), result::toPrettyString);
    }

    @Test
    void a_workspace_without_tests_is_no_success() throws Exception {
        Path workspace = Files.createDirectories(folder.resolve("empty"));
        JsonNode result = result("empty", workspace, 60, "failed");
        assertEquals("no_tests_found", result.path("error").path("code").asString(), result::toPrettyString);
        assertFalse(result.path("error").path("retryable").asBoolean(true));
    }

    private static JsonNode tested(String id, String recipe, int seconds, String ends) throws Exception {
        Path workspace = Files.createDirectories(folder.resolve(id));
        Files.writeString(workspace.resolve("Makefile"), "test:\n\t@" + recipe.replace("$", "$$") + "\n");
        return result(id, workspace, seconds, ends);
    }

    private static JsonNode result(String id, Path workspace, int seconds, String ends) throws Exception {
        Map<String, Object> task = Requests.task("test", "x");
        task.remove("run");
        task.put("action", "Run the tests");
        task.put("capability", "run_tests");
        task.put("timeout_seconds", seconds);
        home.drop(
                id + ".json",
                Requests.json(Map.of("request_id", id, "workspace", workspace.toString(), "tasks", List.of(task))));
        JsonNode request = home.ends(id, ends);
        String file = request.path("tasks").path(0).path("result").asString();
        return Json.tree(Files.readString(home.home().root().resolve(file)));
    }
}
