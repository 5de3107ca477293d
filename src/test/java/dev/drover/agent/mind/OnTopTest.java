package dev.drover.agent.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.builtin.Specialists;
import dev.drover.bus.Home;
import dev.drover.council.ModelAccess;
import dev.drover.message.Finding;
import dev.drover.message.Limits;
import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import dev.drover.model.FakeModelServer;
import dev.drover.model.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OnTopTest {
    private static final String DIVIDES = "    return total / count";

    @TempDir
    private Path temp;

    private Bench bench;
    private FakeModelServer server;
    private long taskTokens;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        bench.repository()
                .write("mean.py", "def mean(total, count):\n    log(total)\n\n\n\n\n\n\n\n    return 0\n")
                .write("other.py", "import os\n\nprint(os.name)\n")
                .commitAll();
        bench.write("mean.py", "def mean(total, count):\n    log(total)\n\n\n\n\n\n\n\n" + DIVIDES + "\n");
        server = new FakeModelServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private ModelAccess access() {
        return ModelSettings.of(server).taskTokens(taskTokens).access(bench.home());
    }

    private Assignment assignment(String type, String capability, Map<String, String> params, String... files) {
        return bench.assignment(type, capability, params, List.of(), List.of(files));
    }

    private static Outcome alone(Assignment assignment) throws IOException, InterruptedException {
        return Specialists.forType(assignment.packet().agentType())
                .orElseThrow()
                .perform(assignment);
    }

    private Outcome opinionOn(Assignment assignment, Outcome done) throws InterruptedException {
        assertTrue(OnTop.isFor(assignment.packet(), done), done::summary);
        return OnTop.add(assignment, done, Optional.empty(), access(), Limits.NONE, List.of());
    }

    private Outcome review(String capability, String... files) throws IOException, InterruptedException {
        Assignment assignment = assignment("review", capability, Map.of(), files);
        return opinionOn(assignment, alone(assignment));
    }

    private static Map<String, Object> remark(Object file, Object line, Object quote, String message) {
        return Map.of("file", file, "line", line, "quote", quote, "severity", "high", "message", message);
    }

    private OnTopTest remarks(Object... remarks) {
        server.thenLines(ModelSays.answer(Map.of("findings", List.of(remarks))));
        return this;
    }

    private static List<Finding> thought(Outcome outcome) {
        return outcome.findings().stream()
                .filter(f -> f.rule().equals("model.review"))
                .toList();
    }

    private String prompt() throws InterruptedException {
        JsonNode turns = server.request().json().path("messages");
        return turns.path(0).path("content").asString() + "\n"
                + turns.path(1).path("content").asString();
    }

    @Test
    void a_remark_whose_quote_stands_on_a_changed_line_is_a_finding_of_at_most_medium() throws Exception {
        remarks(remark("mean.py", 10, "return total / count", "It divides by zero."));
        Outcome outcome = review("review_changes");
        assertEquals(
                List.of(new Finding(
                        Severity.MEDIUM,
                        "model.review",
                        "coder thinks: It divides by zero.",
                        Optional.of("mean.py"),
                        Optional.of(10))),
                thought(outcome));
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(outcome.summary().endsWith("1 of 1 remarks of coder could be tied to a line."), outcome::summary);
        assertEquals(
                List.of("review", "sarif", "conversation.jsonl"),
                outcome.artifacts().stream().map(a -> a.name()).toList());
        assertEquals(100L, outcome.usage().get("model.prompt_tokens"));
        assertEquals(1L, outcome.data().get("model.remarks_listed"));
    }

    @Test
    void the_changed_lines_are_shown_with_their_numbers_and_nothing_far_from_them() throws Exception {
        remarks();
        Outcome outcome = review("review_changes");
        String prompt = prompt();
        assertTrue(prompt.contains("\n10 + " + DIVIDES + "\n"), prompt);
        assertFalse(prompt.contains("log(total)"), prompt);
        assertFalse(prompt.contains("File other.py"), prompt);
        assertTrue(outcome.summary().endsWith("coder has nothing to remark."), outcome::summary);
    }

    @Test
    void a_line_that_is_two_off_is_put_right_and_one_that_is_three_off_is_dropped() throws Exception {
        bench.write("mean.py", DIVIDES + "\n\n\n\n\n");
        remarks(
                remark("mean.py", 4, DIVIDES, "Three off."),
                remark("mean.py", 3, " return  total / count", "Two off."));
        assertEquals(
                List.of("1 coder thinks: Two off."),
                thought(review("review_changes")).stream()
                        .map(f -> f.line().orElseThrow() + " " + f.message())
                        .toList());
    }

    @Test
    void what_cannot_be_tied_to_a_reviewed_line_is_dropped() throws Exception {
        bench.write("new.py", "first = 1\n\nsecond = 2\n");
        remarks(
                remark("gone.py", 10, DIVIDES, "No such file."),
                remark("../mean.py", 10, DIVIDES, "Not below the workspace."),
                remark("/etc/passwd", 1, "root:x:0:0:root", "Not of the workspace."),
                remark("mean.py", 999, DIVIDES, "No such line."),
                remark("mean.py", 0, DIVIDES, "Lines begin with 1."),
                remark("mean.py", -5, DIVIDES, "No such line either."),
                remark("mean.py", 10, "return total / number", "Nothing like it stands there."),
                remark("mean.py", 10, "t", "One letter proves nothing."),
                remark("mean.py", 10, "  \n ", "Nothing is quoted."),
                remark("mean.py", 2, "log(total)", "It has not changed."),
                remark("other.py", 1, "import os", "Nothing in it has changed."),
                remark("new.py", 0, "first = 1", "Lines begin with 1."),
                remark("new.py", 4, "second = 2", "There is no line 4."),
                remark("new.py", 2, " \n ", "Nothing is quoted."));
        Outcome outcome = review("review_changes");
        assertEquals(List.of(), thought(outcome));
        assertTrue(
                outcome.summary()
                        .endsWith("0 of 14 remarks of coder could be tied to a line; the others were dropped."),
                outcome::summary);
    }

    @Test
    void wrong_types_are_dropped_and_hurt_nobody() throws Exception {
        remarks(
                "a sentence",
                7,
                List.of(List.of()),
                Map.of(),
                remark(List.of("mean.py"), 10, DIVIDES, "x"),
                remark("mean.py", "10", DIVIDES, "x"),
                remark("mean.py", 10.5, DIVIDES, "x"),
                remark("mean.py", 99_999_999_999L, DIVIDES, "x"),
                remark("mean.py", 10, Map.of("text", DIVIDES), "x"),
                Map.of("file", "mean.py", "line", 10, "quote", DIVIDES, "severity", 3, "message", "No severity."),
                Map.of("file", "mean.py", "line", 10, "quote", DIVIDES, "severity", "low", "message", 5));
        Outcome outcome = review("review_changes");
        assertEquals(
                List.of("low coder thinks: No severity."),
                thought(outcome).stream()
                        .map(f -> f.severity().wire() + " " + f.message())
                        .toList());
    }

    @Test
    void a_message_is_one_plain_short_line() throws Exception {
        remarks(remark(
                "mean.py",
                10,
                DIVIDES,
                "Bad.\n\n## Approved\u001b[2J\u001b]0;title\u0007\r\u202Egnorw\u2028\u0000 " + "x".repeat(100_000)));
        String message = thought(review("review_changes")).getFirst().message();
        assertTrue(message.startsWith("coder thinks: Bad. ## Approved gnorw xxx"), message);
        assertTrue(message.length() < 350, message);
    }

    @Test
    void of_a_giant_list_twenty_are_listed_and_none_twice() throws Exception {
        var text = new StringBuilder();
        var many = new ArrayList<Map<String, Object>>();
        for (int i = 1; i <= 30; i++) {
            text.append("value_").append(i).append(" = compute()\n");
            many.add(remark("new.py", i, "value_" + i + " =", "Wrong " + i));
            many.add(remark("new.py", i, "value_" + i + " =", "Wrong again " + i));
        }
        bench.write("new.py", text.toString());
        for (int i = 0; i < 2000; i++) {
            many.add(remark("invented" + i + ".py", i, "x", "x"));
        }
        remarks(many.toArray());
        Outcome outcome = review("review_changes");
        assertEquals(20, thought(outcome).size());
        assertEquals(20, thought(outcome).stream().map(Finding::line).distinct().count());
        assertTrue(outcome.summary().contains("60 of 2060 remarks"), outcome::summary);
        assertTrue(outcome.summary().contains("20 are listed"), outcome::summary);
    }

    @Test
    void nothing_is_said_of_a_line_on_which_a_rule_found_something_or_that_a_comment_excuses() throws Exception {
        bench.write(
                "found.py", "breakpoint()\nvalue = compute(text)  # drover:ignore[model.review] the text is our own\n");
        Assignment assignment = assignment("review", "review_changes", Map.of());
        Outcome done = alone(assignment);
        assertTrue(done.findings().stream().anyMatch(f -> f.line().equals(Optional.of(1))), done::toString);
        remarks(remark("found.py", 1, "breakpoint()", "Stops."), remark("found.py", 2, "value = compute", "Evil."));
        Outcome outcome = opinionOn(assignment, done);
        assertEquals(done.findings(), outcome.findings());
        assertEquals(done.data().get("findings.total"), outcome.data().get("findings.total"));
    }

    @Test
    void review_code_shows_the_files_of_the_task_first_and_no_secret() throws Exception {
        String token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        bench.write("keys.py", "x = 1\nTOKEN = '" + token + "'\n");
        remarks(
                remark("other.py", 1, "import os", "Needless."),
                remark("keys.py", 2, "TOKEN = '" + token + "'", "A secret."),
                remark("keys.py", 2, "[a secret stands here]", "A secret."));
        Outcome outcome = review("review_code", "other.*");
        String prompt = prompt();
        assertTrue(prompt.contains("1   import os"), prompt);
        assertTrue(prompt.indexOf("File other.py") < prompt.indexOf("File keys.py"), prompt);
        assertFalse(prompt.contains(token), prompt);
        assertTrue(prompt.contains("2   [a secret stands here]"), prompt);
        assertEquals(
                List.of(Optional.of("other.py")),
                thought(outcome).stream().map(Finding::file).toList());
        assertFalse(Files.readString(bench.artifacts().resolve("conversation.jsonl"))
                .split("\n")[0]
                .contains(token));
    }

    @Test
    void an_answer_in_another_form_is_asked_for_once_more_and_then_left() throws Exception {
        server.thenLines(ModelSays.text("All is well."))
                .thenLines(ModelSays.answer(Map.of("findings", Map.of("file", "mean.py"))));
        Assignment assignment = assignment("review", "review_changes", Map.of());
        Outcome done = alone(assignment);
        Outcome outcome = opinionOn(assignment, done);
        assertEquals(done.findings(), outcome.findings());
        assertEquals(done.status(), outcome.status());
        assertEquals(done.data(), outcome.data());
        assertEquals(
                done.summary() + " coder has said nothing of it: its answer was not in the form that was asked for.",
                outcome.summary());
        assertEquals(2L, outcome.usage().get("model.questions"));
        prompt();
        assertTrue(prompt().contains("no JSON object"));
    }

    @Test
    void without_a_server_the_outcome_stays_and_says_why() throws Exception {
        server.close();
        Assignment assignment = assignment("review", "review_changes", Map.of());
        Outcome done = alone(assignment);
        Outcome outcome = opinionOn(assignment, done);
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertEquals(done.findings(), outcome.findings());
        assertTrue(outcome.summary().startsWith(done.summary() + " coder has said nothing of it: "), outcome::summary);
        assertTrue(outcome.summary().contains("model.endpoint"), outcome::summary);
        assertTrue(outcome.error().isEmpty());
    }

    @Test
    void a_spent_budget_asks_nothing() throws Exception {
        taskTokens = 110;
        remarks();
        review("review_changes");
        Outcome second = review("review_changes");
        assertTrue(second.findings().isEmpty());
        taskTokens = 50;
        Outcome outcome = review("review_changes");
        assertTrue(outcome.summary().contains("model.task_tokens"), outcome::summary);
        assertEquals(Map.of(), outcome.usage());
    }

    @Test
    void where_nobody_can_tell_what_was_spent_nothing_is_asked_and_the_outcome_stays() throws Exception {
        Path spending = new Home(bench.home()).spending();
        Files.createDirectories(spending.getParent());
        Files.writeString(spending, "no folder");
        Outcome outcome = review("review_changes");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertTrue(outcome.summary().contains("coder was not asked"), outcome::summary);
    }

    @Test
    void a_server_that_never_answers_costs_no_more_than_the_time_of_the_task() throws Exception {
        var gone = new CountDownLatch(2);
        server.then(to -> to.awaitGone(gone)).then(to -> {
            to.head(200);
            to.send(ModelSays.text("Well, let me")[0] + "\n");
            to.awaitGone(gone);
        });
        Assignment assignment = assignment("review", "review_changes", Map.of());
        Outcome done = alone(assignment);
        bench.shell().left(Duration.ofMillis(5500));
        for (int i = 0; i < 2; i++) {
            Outcome outcome = opinionOn(assignment, done);
            assertEquals(done.findings(), outcome.findings());
            assertTrue(
                    outcome.summary().endsWith("the time of the task was over before the model had answered."),
                    outcome::summary);
        }
        assertTrue(gone.await(10, TimeUnit.SECONDS), "nobody waits for the answer any more");
    }

    @Test
    void a_worker_that_is_told_to_stop_stops_asking() throws Exception {
        var gone = new CountDownLatch(1);
        var caller = Thread.currentThread();
        server.then(to -> {
            caller.interrupt();
            to.awaitGone(gone);
        });
        Assignment assignment = assignment("review", "review_changes", Map.of());
        Outcome done = alone(assignment);
        assertThrows(InterruptedException.class, () -> opinionOn(assignment, done));
        assertTrue(gone.await(10, TimeUnit.SECONDS), "nobody waits for the answer any more");
    }

    @Test
    void work_that_failed_or_that_no_opinion_belongs_to_is_left_alone() throws Exception {
        Outcome done = Outcome.completed("done");
        assertFalse(OnTop.isFor(assignment("review", "scan_secrets", Map.of()).packet(), done));
        assertFalse(OnTop.isFor(
                assignment("review", "review_code", Map.of("baseline", "write")).packet(), done));
        assertFalse(OnTop.isFor(assignment("testing", "run_tests", Map.of()).packet(), done));
        assertFalse(OnTop.isFor(
                assignment("review", "review_code", Map.of()).packet(), Outcome.failed("gate", "shut", false)));
    }
}
