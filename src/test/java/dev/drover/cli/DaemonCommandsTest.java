package dev.drover.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.cli.home.Seed;
import dev.drover.daemon.Daemon;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands against a real daemon with real agents. */
@TestInstance(Lifecycle.PER_CLASS)
class DaemonCommandsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Home home;
    private Daemon daemon;
    private Cli cli;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        home = Seed.plant(folder);
        daemon = Daemon.start(home, System.getenv(), "test");
        cli = new Cli(home.root());
    }

    @AfterAll
    void stop() throws IOException {
        daemon.stopAgents();
        daemon.close();
    }

    private static String request(String... commands) {
        var tasks = Json.mapper().createArrayNode();
        for (int i = 0; i < commands.length; i++) {
            var task = tasks.addObject();
            task.put("task_id", "t" + (i + 1))
                    .put("agent_type", "coding")
                    .put("action", "run it")
                    .put("run", commands[i])
                    .put("retries", 0);
            if (i > 0) {
                task.putArray("dependencies").add("t" + i);
            }
        }
        return Json.mapper().createObjectNode().set("tasks", tasks).toString();
    }

    private static JsonNode json(Cli.Ran ran) {
        return Json.tree(ran.out());
    }

    @Test
    void run_shows_what_happens_and_where_everything_is() {
        Cli.Ran ran = cli.run("run", "--id", "run-1", request("echo one", "echo two"));
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("accepted (normal)"), ran::toString);
        assertTrue(ran.out().contains("exit code 0: two"), ran::toString);
        assertTrue(ran.out().contains("completed; 2 tasks: 2 completed; 0 findings"), ran::toString);
        assertTrue(ran.out().contains(home.outbox().resolve("run-1.json").toString()), ran::toString);
        assertFalse(ran.out().contains("\u001b"), "no terminal, no colours");
    }

    @Test
    void run_exits_as_the_request_ended() {
        assertEquals(1, cli.run("run", request("exit 3")).code());
        assertEquals(3, cli.run("run", request("true", "exit 3")).code());
    }

    @Test
    void run_prints_nothing_but_the_result_as_json() throws IOException {
        Cli.Ran ran = cli.run("run", "--json", "--id", "run-json", request("true"));
        assertEquals("completed", json(ran).path("status").asString());
        assertEquals(Json.tree(Files.readString(home.outbox().resolve("run-json.json"))), json(ran));
    }

    @Test
    void the_same_request_again_is_answered_with_the_result_there_is() {
        String request = request("echo once >> " + home.root().resolve("once.txt"));
        assertEquals(0, cli.run("submit", "--wait", "--id", "again", request).code());
        Cli.Ran second = cli.run("submit", "--wait", "--id", "again", request);
        assertEquals(0, second.code(), second::toString);
        assertTrue(second.out().contains("1 task: 1 completed"), second::toString);
        assertTrue(Files.exists(home.root().resolve("once.txt")));
        Cli.Ran other = cli.run("submit", "--wait", "--id", "again", request("true"));
        assertEquals(2, other.code(), other::toString);
        assertTrue(other.err().contains("was used before"), other::toString);
    }

    @Test
    void a_request_that_the_daemon_refuses_is_told_with_the_reason() {
        String request = request("true").replace("\"coding\"", "\"baking\"");
        Cli.Ran ran = cli.run("run", "--id", "refused", request);
        assertEquals(2, ran.code(), ran::toString);
        assertTrue(ran.err().contains("baking"), ran::toString);
        Cli.Ran list = cli.run("deadletter", "list", "--json");
        String name = json(list)
                .valueStream()
                .map(entry -> entry.path("name").asString())
                .filter(n -> n.startsWith("refused"))
                .findFirst()
                .orElseThrow();
        assertTrue(cli.run("deadletter", "show", name).out().contains("baking"));
        assertTrue(cli.run("explain", "refused").out().contains("refused"));
        assertEquals(0, cli.run("deadletter", "purge", name).code());
        assertFalse(cli.run("deadletter", "list").out().contains(name));
    }

    @Test
    void status_runs_show_agents_and_logs_tell_of_a_request() {
        assertEquals(
                3,
                cli.run("submit", "--wait", "--id", "told", request("echo said this", "exit 3"))
                        .code());

        JsonNode status = json(cli.run("status", "--json"));
        assertTrue(status.path("running").asBoolean());
        assertEquals(
                ProcessHandle.current().pid(), status.path("daemon").path("pid").asLong());
        assertEquals(0, cli.run("status").code());

        JsonNode told = json(cli.run("runs", "--json"))
                .valueStream()
                .filter(run -> run.path("request_id").asString().equals("told"))
                .findFirst()
                .orElseThrow();
        assertEquals("partial", told.path("status").asString());
        assertEquals(1, told.path("completed_tasks").asInt());
        assertTrue(cli.run("runs").out().contains("told"));
        assertEquals(1, json(cli.run("runs", "--limit", "1", "--json")).size());

        String shown = cli.run("show", "tol").out();
        assertTrue(shown.contains("graph:") && shown.contains("timeline:"), shown);
        assertTrue(shown.contains("t2 ← t1") || shown.contains("t2 <- t1"), shown);
        JsonNode show = json(cli.run("show", "told", "--json"));
        assertEquals("failed", show.path("tasks").path(1).path("state").asString());
        assertEquals(2, show.path("attempts").size());

        JsonNode agents = json(cli.run("agents", "--json"));
        assertEquals("coding", agents.path("live").path(0).path("agent_type").asString());
        assertTrue(agents.path("live").path(0).path("rss_bytes").asLong() > 1_000_000);
        assertTrue(agents.path("definitions").size() >= 6);

        assertTrue(cli.run("logs", "--request", "told").out().contains("exit code 3"));
        Cli.Ran raw = cli.run("logs", "--request", "told", "--json", "-n", "3");
        assertEquals(3, raw.out().lines().count());
        raw.out().lines().forEach(line -> assertTrue(Json.tree(line).has("hash")));
        assertEquals(
                "said this\n",
                cli.run("logs", "--request", "told", "--task", "t1").out());
        await().atMost(LONG)
                .until(() -> cli.run("logs", "--agent", "coding").out().contains("answered"));
        assertTrue(cli.run("explain", "told").out().contains("it has ended"));
    }

    @Test
    void a_request_that_is_still_ending_can_be_retried() {
        Path begun = home.root().resolve("begun");
        String stubborn = "[ -e %1$s ] || { trap '' TERM; : > %1$s; while :; do sleep 0.05; done; }".formatted(begun);
        assertEquals(
                0,
                cli.run("submit", "--id", "stubborn", request(stubborn, "true")).code());
        await().atMost(LONG).until(() -> Files.exists(begun));
        assertEquals(0, cli.run("cancel", "stubborn").code());
        await().atMost(LONG).until(() -> cli.run("show", "stubborn").out().contains("ending"));
        Cli.Ran retried = cli.run("retry", "stubborn");
        assertEquals(0, retried.code(), retried::toString);
        await().atMost(LONG)
                .until(() -> cli.run("show", "stubborn", "--json").out().contains("\"status\" : \"completed\""));
    }

    @Test
    void a_request_can_be_explained_cancelled_and_retried() {
        Path gate = home.root().resolve("gate");
        String waits = "while [ ! -e " + gate + " ]; do sleep 0.05; done";
        assertEquals(
                0, cli.run("submit", "--id", "slow", request(waits, "true")).code());
        await().atMost(LONG).until(() -> cli.run("explain", "slow").out().contains("it runs on coding-"));
        String explained = cli.run("explain", "slow").out();
        assertTrue(explained.contains("what it depends on: 't1' (running)"), explained);

        Cli.Ran vain = cli.run("codeword", "give", "slow");
        assertEquals(1, vain.code(), vain::toString);
        assertTrue(vain.err().contains("it deploys nothing"), vain::toString);

        Cli.Ran early = cli.run("retry", "slow");
        assertEquals(1, early.code());
        assertTrue(early.err().contains("has not ended"), early::toString);
        Cli.Ran cancelled = cli.run("cancel", "slo");
        assertEquals(0, cancelled.code(), cancelled::toString);
        await().atMost(LONG)
                .until(() -> cli.run("show", "slow", "--json").out().contains("\"status\" : \"cancelled\""));
        assertEquals(1, cli.run("cancel", "slow").code());
        assertTrue(cli.run("codeword", "give", "slow").err().contains("no task of request 'slow' waits"));
        for (String verb : List.of("retry", "cancel")) {
            assertEquals(1, cli.run(verb, "unknown-request").code());
        }
        assertFalse(cli.run("deadletter", "list").out().contains("cli-"), "nothing was dropped that was in vain");

        assertTrue(gate.toFile().mkdir());
        await().atMost(LONG).until(() -> Files.exists(home.run("slow").resolve("result.json")));
        assertEquals(0, cli.run("retry", "slow").code());
        await().atMost(LONG)
                .until(() -> cli.run("show", "slow", "--json").out().contains("\"status\" : \"completed\""));
        Cli.Ran done = cli.run("retry", "slow");
        assertEquals(1, done.code(), done::toString);
        assertTrue(done.err().contains("nothing to do again"), done::toString);
    }

    @Test
    void what_is_paused_waits_and_says_so() {
        assertEquals(0, cli.run("pause").code());
        try {
            assertEquals(0, cli.run("submit", "--id", "held", request("true")).code());
            Cli.Ran explained = cli.run("explain", "held");
            assertTrue(explained.out().contains("the daemon is paused; run: drover resume"), explained::toString);
            for (String verb : List.of("show", "cancel", "retry")) {
                Cli.Ran early = cli.run(verb, "held");
                assertEquals(1, early.code(), early::toString);
                assertTrue(early.err().contains("'held' waits in bus/inbox/normal/held"), early::toString);
            }
            assertTrue(json(cli.run("status", "--json")).path("paused").asBoolean());
        } finally {
            assertEquals(0, cli.run("resume").code());
        }
        await().atMost(LONG).until(() -> Files.exists(home.outbox().resolve("held.json")));
    }

    @Test
    void the_audit_trail_verifies() {
        Cli.Ran ran = cli.run("audit", "verify");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("good  logs/master.jsonl"), ran::toString);
    }

    @Test
    void a_file_is_dropped_as_it_is_with_an_id() throws IOException {
        Path file = home.root().resolve("request.json");
        Files.writeString(
                file,
                "{\"priority\":\"high\",\"note\":\"kept\"," + request("true").substring(1));
        Cli.Ran ran = cli.run("submit", "--json", file.toString());
        assertEquals(0, ran.code(), ran::toString);
        assertEquals("high", json(ran).path("priority").asString());
        String id = json(ran).path("request_id").asString();
        await().atMost(LONG).until(() -> Files.exists(home.outbox().resolve(id + ".json")));
        JsonNode kept = Json.tree(Files.readString(home.run(id).resolve("request.json")));
        assertEquals("kept", kept.path("note").asString());
        assertEquals(id, kept.path("request_id").asString());
    }
}
