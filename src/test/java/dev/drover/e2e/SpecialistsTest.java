package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Agents that know their trade, reached as a user reaches them: over the bus, on a real repository. */
@Execution(ExecutionMode.CONCURRENT)
final class SpecialistsTest {
    /** Put together here, so that this file holds nothing that looks like a key. */
    private static final String SECRET = "AKIA" + "Q3EGRTZ5JX7WNB2M";

    @TempDir
    private static Path folder = Path.of("");

    private static TestHome home;

    @BeforeAll
    static void start() throws IOException {
        home = TestHome.in(folder).start();
    }

    @AfterAll
    static void stop() throws Exception {
        home.close();
    }

    private static Path repository(String name) throws IOException, InterruptedException {
        Path repository = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(repository.resolve("tests"));
        Files.writeString(repository.resolve("shop.py"), """
                def total(prices):
                    return sum(prices)


                def discount(price, percent):
                    return price - percent
                """);
        Files.writeString(repository.resolve("config.py"), "REGION = 'eu'\nAWS_KEY = '" + SECRET + "'\n");
        Files.writeString(repository.resolve("tests/__init__.py"), "");
        Files.writeString(repository.resolve("tests/test_shop.py"), """
                import unittest

                import shop


                class ShopTest(unittest.TestCase):
                    def test_total(self):
                        self.assertEqual(6, shop.total([1, 2, 3]))

                    def test_discount_is_a_percentage(self):
                        self.assertEqual(180, shop.discount(200, 10))
                """);
        git(repository, "init", "-q", "-b", "main");
        git(repository, "config", "user.name", "Ada");
        git(repository, "config", "user.email", "ada@example.org");
        git(repository, "add", ".");
        git(repository, "commit", "-qm", "A shop");
        Files.writeString(repository.resolve("staged.txt"), "the user's own, staged\n");
        git(repository, "add", "staged.txt");
        return repository;
    }

    private static String git(Path repository, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Processes.run(repository, command).strip();
    }

    private static String resultsOf(JsonNode result) throws IOException {
        var all = new StringBuilder();
        for (JsonNode task : result.path("tasks")) {
            all.append(Files.readString(home.root().resolve(task.path("result").asString())));
        }
        return all.toString();
    }

    @Test
    void a_project_is_reviewed_tested_and_documented_and_the_users_branch_is_not_touched() throws Exception {
        Path repository = repository("shop");
        String head = git(repository, "rev-parse", "HEAD");
        home.drop(
                "demo.json",
                Requests.json(Map.of(
                        "request_id",
                        "demo",
                        "user_request",
                        "Review, test and document this project",
                        "workspace",
                        repository.toString())));
        JsonNode result = home.ends("demo", "completed");
        String results = resultsOf(result);
        assertTrue(results.contains("test_discount_is_a_percentage"), "the failing test by name: " + results);
        assertTrue(results.contains("config.py"), "the secret's file");
        assertFalse(results.contains(SECRET), "the secret itself is not repeated");
        assertFalse(Files.readString(home.home().journal()).contains(SECRET), "nor in the journal");

        assertEquals("main", git(repository, "branch", "--show-current"));
        assertEquals(head, git(repository, "rev-parse", "main"));
        assertEquals("staged.txt", git(repository, "diff", "--cached", "--name-only"));
        String commit = "";
        for (JsonNode task : result.path("tasks")) {
            commit = task.path("commit").asString(commit);
        }
        assertFalse(commit.isEmpty(), result::toPrettyString);
        String branches = git(repository, "branch", "--contains", commit, "--format", "%(refname:short)");
        assertFalse(branches.isEmpty() || branches.contains("main"), "a branch of its own: " + branches);
        List<String> files =
                git(repository, "diff", "--name-only", "main", commit).lines().toList();
        assertTrue(files.stream().anyMatch(f -> f.endsWith(".md")), "documentation: " + files);
        assertFalse(files.contains("staged.txt"), "what the user staged is not in it");
    }

    @Test
    void what_needs_a_mind_is_blocked_with_how_to_get_one_and_the_rest_is_done() throws Exception {
        home.drop(
                "mind.json",
                Requests.of(
                        "mind",
                        Requests.task("free", "true"),
                        mind("think"),
                        Requests.task("afterwards", "true", "think")));
        JsonNode result = home.ends("mind", "partial");
        assertEquals("completed", state(result, "free"));
        assertEquals("blocked", state(result, "think"));
        assertEquals("blocked", state(result, "afterwards"));
        String said = result.toString();
        assertTrue(said.contains("council/agents/coding.md") && said.contains("drover retry mind"), said);

        home.drop("alone.json", Requests.of("alone", mind("think")));
        home.ends("alone", "blocked");
    }

    private static Map<String, Object> mind(String id) {
        Map<String, Object> task = Requests.task(id, "x");
        task.remove("run");
        return Requests.with(Requests.with(task, "agent_type", "coding"), "action", "Invent a better mousetrap");
    }

    private static String state(JsonNode result, String task) {
        for (JsonNode t : result.path("tasks")) {
            if (t.path("task_id").asString().equals(task)) {
                return t.path("state").asString();
            }
        }
        return "missing";
    }

    @Test
    void work_is_not_done_in_another_way_while_a_definition_of_its_type_cannot_be_read() throws Exception {
        Path workspace = Files.createDirectories(folder.resolve("undefined"));
        Path mine = home.home().agentDefinitions().resolve("my-deployment.md");
        Files.writeString(mine, "---\nname: my-deployment\ntype: deployment\nbackend: command\n---\nYou deploy.\n");
        Map<String, Object> task = Requests.with(mind("live"), "agent_type", "deployment");
        task.put("capability", "deploy");
        home.drop(
                "undefined.json",
                Requests.json(
                        Map.of("request_id", "undefined", "workspace", workspace.toString(), "tasks", List.of(task))));
        String said = home.ends("undefined", "blocked").toString();
        Files.delete(mine);
        assertTrue(said.contains("broken_definition"), said);
        assertTrue(said.contains("council/agents/my-deployment.md line 4: the backend is 'command'"), said);
    }

    @Test
    void a_program_named_in_a_definition_does_what_needs_a_mind() throws Exception {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(home.home().agentDefinitions().resolve("inventor.md"), """
                ---
                name: inventor
                description: Invents things.
                type: inventor
                capabilities: [inventing]
                command: python3 -c 'import json, os; p = json.load(open(os.environ["DROVER_PACKET_FILE"])); open("made.txt", "w").write(p["action"])'
                ---
                You invent.
                """);
        Map<String, Object> task = Requests.with(mind("invent"), "agent_type", "inventor");
        TestHome.until("the new definition is in force", () -> {
            String id = "invent-" + System.nanoTime();
            home.drop(
                    id + ".json",
                    Requests.json(Map.of("request_id", id, "workspace", workspace.toString(), "tasks", List.of(task))));
            Path letter = home.home().deadLetter().resolve(id + ".json");
            TestHome.until("taken or refused", () -> home.hasResult(id) || Files.exists(letter));
            return home.hasResult(id)
                    && home.result(id).path("status").asString().equals("completed");
        });
        assertEquals("Invent a better mousetrap", Files.readString(workspace.resolve("made.txt")));
    }

    @Test
    void a_workspace_that_is_gone_when_the_task_begins_blocks_it_with_what_to_do() throws Exception {
        Path workspace = Files.createDirectories(folder.resolve("passing"));
        home.drop(
                "passing.json",
                Requests.json(Map.of(
                        "request_id",
                        "passing",
                        "workspace",
                        workspace.toString(),
                        "tasks",
                        List.of(
                                Requests.task("remove", "cd / && rmdir '" + workspace + "'"),
                                Requests.task("use", "true", "remove")))));
        JsonNode result = home.ends("passing", "partial");
        assertEquals("blocked", state(result, "use"));
        assertTrue(result.toString().contains("is not a folder"), result::toPrettyString);
    }
}
