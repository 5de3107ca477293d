package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.mind.ModelSays;
import dev.drover.model.Endpoint;
import dev.drover.model.FakeModelServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A request in words that a model plans and carries out, with real processes and a real repository. */
final class ModelTest {
    @TempDir
    private Path folder;

    private FakeModelServer server;
    private TestHome home;
    private Path repository;

    @BeforeEach
    void a_home_with_a_model_and_a_repository_with_a_failing_test() throws Exception {
        server = new FakeModelServer();
        home = TestHome.in(folder)
                .with("DROVER_MODEL_ENABLED", "true")
                .with("DROVER_MODEL_KEY", "key-of-the-server")
                .with("DROVER_AGENT_ENVIRONMENT", "DROVER_MODEL_KEY")
                .with(
                        "DROVER_MODEL_ENDPOINT",
                        server.endpoint(Endpoint.Protocol.OLLAMA).toString());
        repository = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(repository.resolve("shop.py"), """
                def discount(price, percent):
                    return price - percent
                """);
        Files.writeString(repository.resolve("test_shop.py"), """
                import unittest

                import shop


                class ShopTest(unittest.TestCase):
                    def test_discount_is_a_percentage(self):
                        self.assertEqual(180, shop.discount(200, 10))
                """);
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        git("add", ".");
        git("commit", "-q", "-m", "begin");
    }

    @AfterEach
    void close() throws Exception {
        home.close();
        server.close();
    }

    private String git(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        return Processes.run(command.toArray(String[]::new)).strip();
    }

    private String request(String id) {
        return Requests.json(Map.of(
                "request_id",
                id,
                "user_request",
                "The discount is computed wrongly, mend it and test it",
                "workspace",
                repository.toString()));
    }

    private static Map<String, Object> task(String id, String capability, String... dependencies) {
        return Map.of(
                "task_id",
                id,
                "capability",
                capability,
                "action",
                "Mend the discount in shop.py",
                "dependencies",
                List.of(dependencies),
                "files",
                List.of(),
                "acceptance",
                List.of());
    }

    @Test
    void a_request_in_words_ends_in_a_checked_commit_on_a_branch_and_the_checkout_is_as_it_was() throws Exception {
        server.thenLines(ModelSays.answer(Map.of(
                        "reason",
                        "First the cause, then the proof.",
                        "risk",
                        "low",
                        "tasks",
                        List.of(task("mend", "bug_fixing"), task("prove", "run_tests", "mend")))))
                .thenLines(ModelSays.edits(ModelSays.replace("shop.py", "price - percent", "price + percent")))
                .thenLines(ModelSays.edits(
                        ModelSays.replace("shop.py", "price + percent", "price * (100 - percent) / 100")));
        home.start();
        home.drop("r.json", request("r1"));
        JsonNode result = home.result("r1");
        assertEquals("completed", result.path("status").asString(), result::toPrettyString);
        JsonNode mend = result.path("tasks").path(0);
        assertEquals("drover/r1", mend.path("branch").asString(), mend::toPrettyString);
        assertEquals(git("rev-parse", "drover/r1"), mend.path("commit").asString());
        assertTrue(git("show", "drover/r1:shop.py").contains("price * (100 - percent) / 100"));
        assertEquals("", git("status", "--porcelain"));
        assertEquals("main", git("branch", "--show-current"));
        JsonNode prove = result.path("tasks").path(1);
        assertTrue(prove.path("summary").asString().contains("1 passed"), prove::toPrettyString);
        assertEquals("drover/r1", prove.path("branch").asString());
        String journal = Files.readString(home.home().journal());
        assertTrue(journal.contains("Planned by the model"), journal);
        // The planner, and an agent.
        for (int i = 0; i < 2; i++) {
            assertEquals("Bearer key-of-the-server", server.request().headers().get("authorization"));
        }
    }

    @Test
    void what_a_task_failed_with_is_put_before_the_model_that_does_the_like_again() throws Exception {
        home.with("DROVER_MODEL_ROUNDS", "1");
        server.thenLines(ModelSays.edits(ModelSays.replace("shop.py", "price - percent", "price + percent")))
                .thenLines(ModelSays.edits(
                        ModelSays.replace("shop.py", "price - percent", "price * (100 - percent) / 100")));
        home.start();
        home.drop("r1.json", mending("r1"));
        assertEquals("failed", home.result("r1").path("status").asString());
        Path lessons = home.home().lessons().resolve("what-failed.jsonl");
        Awaitility.await().until(() -> Files.exists(lessons) && Files.size(lessons) > 0);
        assertFalse(server.request().json().toString().contains("A failure of a task like this"));
        home.drop("r2.json", mending("r2"));
        JsonNode result = home.result("r2");
        assertEquals("completed", result.path("status").asString(), result::toPrettyString);
        String asked = server.request().json().toString();
        assertTrue(
                asked.contains("A failure of a task like this") && asked.contains("Failed with round_budget"), asked);
        String summary = result.path("tasks").path(0).path("summary").asString();
        assertTrue(summary.contains("lessons/what-failed.jsonl#"), summary);
    }

    private String mending(String id) {
        return Requests.json(Map.of(
                "request_id",
                id,
                "workspace",
                repository.toString(),
                "tasks",
                List.of(Map.of(
                        "task_id", "mend", "capability", "bug_fixing", "action", "Mend the discount in shop.py"))));
    }

    /** Each of them ends only when it has seen the other one. */
    private static Map<String, Object> meeting(String id, String other) {
        return Requests.task(
                id,
                "touch %s.here; n=0; until test -e %s.here; do n=$((n + 1)); test $n -lt 300 || exit 1; sleep 0.1; done"
                        .formatted(id, other),
                "write");
    }

    @Test
    void tasks_that_write_nothing_for_the_branch_work_in_the_work_tree_at_the_same_time() throws Exception {
        server.thenLines(ModelSays.edits(ModelSays.write("greeting.txt", "hello\n")));
        home.start();
        home.drop(
                "r.json",
                Requests.json(Map.of(
                        "request_id",
                        "r4",
                        "workspace",
                        repository.toString(),
                        "tasks",
                        List.of(
                                Map.of(
                                        "task_id",
                                        "write",
                                        "agent_type",
                                        "coding",
                                        "capability",
                                        "code_generation",
                                        "action",
                                        "Write greeting.txt",
                                        "acceptance",
                                        List.of("grep -q hello greeting.txt")),
                                meeting("one", "two"),
                                meeting("two", "one")))));
        JsonNode result = home.result("r4");
        assertEquals("completed", result.path("status").asString(), result::toPrettyString);
        assertEquals(
                List.of("drover/r4", "drover/r4", "drover/r4"),
                result.path("tasks")
                        .valueStream()
                        .map(task -> task.path("branch").asString())
                        .toList());
        assertEquals("", git("status", "--porcelain"));
    }

    @Test
    void a_request_that_is_cancelled_while_a_model_plans_it_does_no_work() throws Exception {
        var asked = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        server.then(to -> {
            asked.countDown();
            await(cancelled);
            to.head(200);
            for (String line : ModelSays.answer(
                    Map.of("reason", "At once.", "risk", "low", "tasks", List.of(task("prove", "run_tests"))))) {
                to.send(line + "\n");
            }
            to.end();
        });
        home.start();
        home.drop("r.json", request("r3"));
        await(asked);
        Path control = home.control("*cancel:r3");
        Awaitility.await().until(() -> !Files.exists(control));
        cancelled.countDown();
        JsonNode result = home.result("r3");
        assertEquals("cancelled", result.path("status").asString(), result::toPrettyString);
        assertFalse(Files.readString(home.home().journal()).contains("packet_issued"), "nothing of it has begun");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void without_the_server_the_patterns_plan_and_the_journal_says_why() throws Exception {
        server.close();
        home.start();
        home.drop(
                "r.json",
                Requests.json(Map.of(
                        "request_id", "r2", "user_request", "Run the tests", "workspace", repository.toString())));
        assertEquals("completed", home.result("r2").path("status").asString());
        String journal = Files.readString(home.home().journal());
        assertTrue(journal.contains("No model planned this: it gave no answer: no model server answers"), journal);
    }
}
