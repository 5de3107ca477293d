package dev.drover.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.Home;
import dev.drover.knowledge.Knowledge;
import dev.drover.knowledge.Passage;
import dev.drover.master.core.Event;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Recorded;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import dev.drover.message.RequestStatus;
import dev.drover.message.ResultStatus;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the daemon writes down of outcomes, from the journal's events and the folder of the request. */
class LessonsTest {
    private static final Failure RED = new Failure("exit_code", "exit code 1: pytest", true);

    @TempDir
    private Path root;

    private Home home;
    private Lessons lessons;
    private long seq;

    @BeforeEach
    void open() throws IOException {
        home = new Home(root);
        lessons = new Lessons(home);
        plan("fix_code");
    }

    private void plan(String capability) throws IOException {
        plan(capability, "Fix the discount of the cart");
    }

    private void plan(String capability, String action) throws IOException {
        var task = new TaskSpec(
                "fix",
                Optional.of("coding"),
                Optional.of(capability),
                action,
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of("shop/cart.py"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        put(
                home.run("r1").resolve("plan.json"),
                Json.prettyBytes(
                        new Event.RequestPlanned("r1", Optional.empty(), "", Strategy.PARALLEL, "", List.of(task))));
    }

    private void asks(String words) throws IOException {
        asks(words, Optional.empty());
    }

    private void asks(String words, Optional<String> workspace) throws IOException {
        put(
                home.run("r1").resolve("accepted.json"),
                Json.prettyBytes(new Event.RequestAccepted(
                        "r1",
                        "",
                        "",
                        "",
                        Priority.NORMAL,
                        Optional.of(words),
                        workspace,
                        Optional.empty(),
                        Optional.empty())));
    }

    private static void put(Path file, byte[] content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
    }

    private Path kept(int attempt) {
        return home.run("r1").resolve("tasks/fix/" + attempt + "/result.json");
    }

    private static byte[] result(int attempt, Optional<Failure> error) {
        return result(attempt, error, "pytest -q", "AssertionError: 810 != 890");
    }

    private static byte[] result(int attempt, Optional<Failure> error, String command, String printed) {
        return result(
                attempt, error.isPresent() ? ResultStatus.FAILED : ResultStatus.COMPLETED, error, command, printed);
    }

    private static byte[] result(int attempt, ResultStatus status, Optional<Failure> error) {
        return result(attempt, status, error, "pytest -q", "");
    }

    private static byte[] result(
            int attempt, ResultStatus status, Optional<Failure> error, String command, String printed) {
        return Json.bytes(new PacketResult(
                1,
                Packets.idOf("r1", "fix"),
                "fix",
                "r1",
                "coding-1",
                "coding",
                attempt,
                status,
                "it",
                List.of(),
                List.of(new Evidence(
                        command,
                        error.isPresent() ? 1 : 0,
                        1,
                        Optional.of("0123456789abcdef0123"),
                        Optional.of("bus/runs/x/" + attempt + ".log"),
                        Optional.of("a3f5"))),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                error.map(e -> printed),
                Instant.EPOCH,
                Instant.EPOCH,
                error));
    }

    private Recorded recorded(Event event) {
        return new Recorded(++seq, Instant.ofEpochSecond(seq), "", event);
    }

    private Recorded received(int attempt, Optional<Failure> error) {
        return received(attempt, error, error.isPresent() ? "red" : "Rounded half up");
    }

    private Recorded received(int attempt, Optional<Failure> error, String summary) {
        return recorded(new Event.ResultReceived(
                "r1",
                "fix",
                Packets.idOf("r1", "fix"),
                attempt,
                "coding-1",
                new Outcome(
                        error.isPresent() ? ResultStatus.FAILED : ResultStatus.COMPLETED,
                        summary,
                        0,
                        List.of(),
                        error.isPresent() ? Optional.empty() : Optional.of("ce73087"),
                        Optional.empty(),
                        1,
                        error,
                        "")));
    }

    private Recorded retrying() {
        return recorded(new Event.TaskRetrying("r1", "fix", 1, Instant.EPOCH, RED.message()));
    }

    private Recorded completed() {
        return recorded(new Event.TaskEnded("r1", "fix", TaskState.COMPLETED, Optional.empty()));
    }

    private List<JsonNode> failed() throws IOException {
        Path file = home.lessons().resolve("what-failed.jsonl");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Json::tree).toList()
                : List.of();
    }

    @Test
    void secrets_that_a_failed_command_printed_or_was_given_are_in_no_lesson() throws Exception {
        String token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        String line = "token = '" + token + "'";
        put(kept(1), result(1, Optional.of(RED), line + " pytest", "Traceback\n" + line + "\nred"));
        Failure why = new Failure("exit_code", "exit code 1: " + line, true);
        lessons.learn(List.of(
                received(1, Optional.of(why)),
                recorded(new Event.TaskEnded("r1", "fix", TaskState.FAILED, Optional.of(why)))));
        String lesson = Files.readString(home.lessons().resolve("what-failed.jsonl"));
        assertFalse(lesson.contains(token), lesson);
        assertTrue(lesson.contains("Traceback\\n[a secret stands here]\\nred"), lesson);
    }

    @Test
    void secrets_that_a_request_has_or_a_result_tells_are_in_no_lesson() throws Exception {
        String token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        String line = "token = '" + token + "'";
        asks("Mend the cart with " + line);
        plan("optimization", "Mend the cart with " + line);
        put(kept(1), result(1, Optional.of(RED)));
        put(kept(2), result(2, Optional.empty()));
        lessons.learn(List.of(
                received(1, Optional.of(RED)),
                retrying(),
                received(2, Optional.empty(), "Done, and " + line + " works"),
                completed(),
                recorded(new Event.RequestFinished("r1", RequestStatus.COMPLETED, "all done: " + line))));
        try (Stream<Path> files = Files.list(home.lessons())) {
            for (Path file : files.toList()) {
                String lesson = Files.readString(file);
                assertFalse(lesson.contains(token), () -> file + ": " + lesson);
            }
        }
        assertEquals(2, failed().size());
        assertTrue(Files.exists(home.lessons().resolve("what-worked.jsonl")));
        assertTrue(Files.exists(home.lessons().resolve("optimizations.jsonl")));
    }

    @Test
    void each_line_says_which_workspace_it_comes_from() throws IOException {
        Path real = Files.createDirectory(root.resolve("shop"));
        Path link = Files.createSymbolicLink(root.resolve("link"), real);
        asks("Fix it", Optional.of(link.toString()));
        lessons.learn(List.of(
                received(1, Optional.of(RED)),
                retrying(),
                recorded(new Event.RequestFinished("r1", RequestStatus.FAILED, "no"))));
        assertEquals(
                real.toRealPath().toString(),
                failed().getFirst().at("/task/workspace").asString());
        assertEquals(
                real.toRealPath().toString(),
                Json.tree(Files.readString(home.lessons().resolve("what-worked.jsonl")))
                        .path("workspace")
                        .asString());
    }

    @Test
    void an_attempt_that_was_handed_back_has_not_failed() throws Exception {
        put(kept(1), result(1, ResultStatus.RELEASED, Optional.empty()));
        lessons.learn(List.of(received(2, Optional.empty()), completed()));
        assertEquals(List.of(), failed());
    }

    @Test
    void the_second_attempt_gets_the_failure_first_and_the_next_task_what_resolved_it() throws IOException {
        put(kept(1), result(1, Optional.of(RED)));
        lessons.learn(List.of(received(1, Optional.of(RED)), retrying()));
        Knowledge knowledge = Knowledge.of(home.knowledge(), home.knowledgeIndex());
        Passage first = knowledge
                .failuresLike("Fix the discount of the cart", Optional.empty(), List.of("shop/cart.py"), "fix_code", 3)
                .getFirst();
        for (String part : List.of(
                "exit_code",
                "pytest -q (exit code 1; log bus/runs/x/1.log; output 0123456789abcdef…)",
                "810 != 890",
                "fix_code")) {
            assertTrue(first.text().contains(part), () -> part + " is not in\n" + first.text());
        }
        put(kept(2), result(2, Optional.empty()));
        lessons.learn(List.of(received(2, Optional.empty()), completed()));
        Passage later = knowledge
                .failuresLike("Fix a discount", Optional.empty(), List.of(), "fix_code", 3)
                .getFirst();
        assertTrue(later.text().endsWith("Resolved by attempt 2: Rounded half up (commit ce73087)"), later::toString);
    }

    @Test
    void a_result_that_is_not_yet_in_the_folder_is_read_where_the_agent_published_it() throws IOException {
        put(
                home.results().resolve(new AttemptFile(Packets.idOf("r1", "fix"), 1).fileName()),
                result(1, Optional.of(RED)));
        lessons.learn(List.of(
                received(1, Optional.of(RED)),
                recorded(new Event.TaskEnded("r1", "fix", TaskState.FAILED, Optional.of(RED)))));
        JsonNode line = failed().getFirst();
        assertEquals("pytest -q", line.at("/evidence/0/command").asString());
        assertEquals("failed", line.path("state").asString());
        assertEquals("exit_code", line.path("code").asString());
        assertEquals(1, line.path("attempt").asInt());
        assertEquals("shop/cart.py", line.at("/task/files/0").asString());
    }

    @Test
    void a_task_that_only_completed_is_no_lesson_of_a_failure() throws IOException {
        lessons.learn(List.of(received(1, Optional.empty()), completed()));
        put(kept(1), result(1, Optional.empty()));
        lessons.learn(List.of(received(2, Optional.empty()), completed()));
        assertEquals(List.of(), failed());
        assertFalse(Files.exists(home.lessons().resolve("optimizations.jsonl")), "it was a correction");
    }

    @Test
    void what_was_optimized_and_committed_is_told_to_the_next_who_do_the_like() throws IOException {
        plan("optimization");
        put(kept(1), result(1, Optional.empty()));
        lessons.learn(List.of(received(1, Optional.empty()), completed()));
        JsonNode line = Json.tree(Files.readString(home.lessons().resolve("optimizations.jsonl")));
        assertEquals("Rounded half up", line.at("/optimized_by/summary").asString());
        assertEquals("pytest -q", line.at("/optimized_by/evidence/0/command").asString());
        Passage told = Knowledge.of(home.knowledge(), home.knowledgeIndex())
                .find("Make the discount of the cart faster", 3)
                .getFirst();
        assertEquals("""
                To do: Fix the discount of the cart
                Files: shop/cart.py
                Done: Rounded half up (commit ce73087)
                Command: pytest -q (exit code 0; log bus/runs/x/1.log)""", told.text());
        assertEquals("Optimized: Fix the discount of the cart", told.title());
    }

    @Test
    void where_the_folder_of_the_request_is_gone_the_journal_says_enough() throws IOException {
        lessons.learn(List.of(recorded(new Event.TaskEnded("r9", "t", TaskState.BLOCKED, Optional.of(RED)))));
        JsonNode line = failed().getFirst();
        assertEquals(
                "r9 t blocked exit_code exit code 1: pytest",
                String.join(
                        " ",
                        line.path("request_id").asString(),
                        line.path("task_id").asString(),
                        line.path("state").asString(),
                        line.path("code").asString(),
                        line.path("why").asString()));
        assertFalse(line.has("task"), line::toString);
    }

    @Test
    void a_request_that_ended_is_written_with_its_words() throws IOException {
        asks("Mend the cart");
        lessons.learn(List.of(recorded(new Event.RequestFinished("r1", RequestStatus.COMPLETED, "all done"))));
        JsonNode line = Json.tree(Files.readString(home.lessons().resolve("what-worked.jsonl")));
        assertEquals("Mend the cart", line.path("user_request").asString());
        assertEquals("completed", line.path("status").asString());
        assertEquals("all done", line.path("summary").asString());
    }
}
