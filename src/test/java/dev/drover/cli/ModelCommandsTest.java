package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.council.Spending;
import dev.drover.council.SpendingEntry;
import dev.drover.message.Json;
import dev.drover.model.Endpoint.Protocol;
import dev.drover.model.FakeModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ModelCommandsTest {
    private static final String READY = """
            {"message":{"content":"{\\"word\\": \\"ready\\"}"},"done":true,"done_reason":"stop","eval_count":5}""";

    @TempDir
    Path root;

    @SuppressWarnings("NullAway.Init")
    private FakeModelServer server;

    private Cli cli = new Cli(Path.of(""));

    @BeforeEach
    void a_home_and_a_server() throws IOException {
        assertEquals(0, Cli.bare("init", root.toString()).code());
        server = new FakeModelServer();
        cli = new Cli(root);
        settings(Protocol.OLLAMA, "codellama:7b", "llama2");
    }

    @AfterEach
    void the_server_ends() throws IOException {
        server.close();
    }

    private void settings(Protocol protocol, String code, String text) throws IOException {
        Files.writeString(new Home(root).settings(), """
                model:
                  endpoint: %s
                  protocol: %s
                  code: "%s"
                  text: "%s"
                """.formatted(
                        server.endpoint(protocol), protocol.name().toLowerCase(Locale.ROOT), code, text));
    }

    @Test
    void the_list_says_what_is_there_what_for_and_what_is_missing() throws Exception {
        String models = "{\"models\":[{\"name\":\"llama2:latest\",\"size\":3800000000},{\"name\":\"other:1b\"}]}";
        String loaded = "{\"models\":[{\"name\":\"llama2:latest\"}]}";
        server.thenLines(models).thenLines(loaded);
        Cli.Ran list = cli.run("model", "list");
        assertEquals(0, list.code(), list::toString);
        assertTrue(list.out().lines().anyMatch(line -> line.matches("llama2:latest .*MB +yes +text")), list::toString);
        assertTrue(list.out().contains("not there: codellama:7b (for code)"), list::toString);
        assertTrue(list.out().lines().anyMatch("other:1b"::equals), list::toString);
        server.thenLines(models).thenLines(loaded);
        JsonNode json = Json.tree(cli.run("model", "list", "--json").out());
        assertEquals("codellama:7b", json.path("missing").path(0).asString());
        assertEquals("llama2:latest", json.path("loaded").path(0).asString());
        assertEquals(3_800_000_000L, json.path("models").path(0).path("bytes").asLong());
    }

    @Test
    void setup_fetches_what_is_missing_and_tries_every_model() throws Exception {
        server.thenLines("{\"models\":[{\"name\":\"llama2:latest\",\"size\":1}]}")
                .thenLines(
                        "{\"status\":\"pulling manifest\"}",
                        "{\"status\":\"pulling 6a0\",\"total\":2000000,\"completed\":500000}",
                        "{\"status\":\"pulling 6a0\",\"total\":2000000,\"completed\":510000}",
                        "{\"status\":\"success\"}")
                .thenLines(READY)
                .thenLines(READY)
                .thenLines("{}")
                .thenLines("{}");
        Cli.Ran setup = cli.run("model", "setup");
        assertEquals(0, setup.code(), setup::toString);
        assertEquals(
                1,
                setup.out()
                        .lines()
                        .filter(line -> line.startsWith("pulling 6a0 20 % of"))
                        .count(),
                setup::toString);
        assertTrue(
                setup.out().contains("asking  codellama:7b when it is its turn\nok      codellama:7b: answered in"),
                setup::toString);
        assertTrue(setup.out().contains("ok      llama2: answered in"), setup::toString);
        assertEquals("GET /api/tags HTTP/1.1", server.request().line());
        assertEquals("codellama:7b", server.request().json().path("model").asString());
        JsonNode trial = server.request().json();
        assertEquals(8192, trial.path("options").path("num_ctx").asInt());
        assertTrue(trial.path("format").has("properties"), trial::toString);
    }

    @Test
    void a_window_that_is_smaller_than_the_settings_count_on_is_warned_of() throws Exception {
        server.thenLines(READY)
                .thenLines(READY)
                .thenLines("{\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":4096}}")
                .thenLines("{\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":8192}}");
        Cli.Ran test = cli.run("model", "test");
        assertEquals(0, test.code(), test::toString);
        assertTrue(
                test.out()
                        .contains("warning codellama:7b: its window has 4096 tokens and model.context_tokens is 8192"),
                test::toString);
        assertEquals(
                1, test.out().lines().filter(line -> line.startsWith("warning")).count(), test::toString);
    }

    @Test
    void setup_says_how_to_switch_it_on_until_it_is() throws Exception {
        String models = "{\"models\":[{\"name\":\"llama2:latest\"},{\"name\":\"codellama:7b\"}]}";
        server.thenLines(models)
                .thenLines(READY)
                .thenLines(READY)
                .thenLines("{}")
                .thenLines("{}");
        Cli.Ran off = cli.run("model", "setup");
        assertTrue(off.out().endsWith("or DROVER_MODEL_ENABLED=true\n"), off::toString);
        server.thenLines(models)
                .thenStatus(500, "{}")
                .thenLines(READY)
                .thenLines("{}")
                .thenLines("{}");
        assertFalse(cli.run("model", "setup").out().contains("DROVER_MODEL_ENABLED"));
        Files.writeString(new Home(root).settings(), "  enabled: true\n", StandardOpenOption.APPEND);
        server.thenLines(models)
                .thenLines(READY)
                .thenLines(READY)
                .thenLines("{}")
                .thenLines("{}");
        Cli.Ran on = cli.run("model", "setup");
        assertEquals(0, on.code(), on::toString);
        assertFalse(on.out().contains("DROVER_MODEL_ENABLED"), on::toString);
    }

    @Test
    void a_model_that_does_not_keep_to_a_schema_cannot_be_used_and_the_others_are_tried_too() throws Exception {
        server.thenLines(READY.replace("{\\\"word\\\": \\\"ready\\\"}", "Sure! I am ready."))
                .thenStatus(404, "{\"error\":\"model 'llama2' not found\"}")
                .thenLines(READY)
                .thenLines("{}")
                .thenLines("{}")
                .thenLines("{}");
        Cli.Ran test = cli.run("model", "test", "a", "llama2", "b");
        assertEquals(1, test.code(), test::toString);
        assertTrue(test.out().contains("failed  a: answered, and did not keep to the schema: 'Sure!"), test::toString);
        assertTrue(test.out().contains("get it with: drover model pull llama2"), test::toString);
        assertTrue(test.out().contains("ok      b: "), test::toString);
    }

    @Test
    void an_answer_in_a_fence_is_taken_as_agents_take_it_and_there_is_room_for_thoughts() throws Exception {
        server.thenLines(READY.replace("{\\\"word\\\"", "```json\\n{\\\"word\\\""));
        Cli.Ran test = cli.run("model", "test", "a");
        assertEquals(0, test.code(), test::toString);
        assertTrue(server.request().json().path("options").path("num_predict").asInt() > 2_000);
    }

    @Test
    void a_trial_waits_for_its_turn_and_is_in_the_ledger() throws Exception {
        server.thenLines(READY)
                .then(to -> {
                    Path slots = new Home(root).modelSlots();
                    try (var files = Files.list(slots)) {
                        assertEquals(1, files.count());
                    }
                    to.head(200);
                    to.send(READY + "\n");
                    to.end();
                })
                .thenLines("{}")
                .thenLines("{}");
        Cli.Ran test = cli.run("model", "test");
        assertEquals(0, test.code(), test::toString);
        Cli.Ran spent = cli.run("model", "spent");
        assertTrue(
                spent.out().lines().anyMatch(line -> line.matches("[0-9-]{10} +model-test +2 +[1-9][0-9]* +10 *")),
                spent::toString);
    }

    @Test
    void one_sentence_says_what_to_do_when_no_server_is_there() throws Exception {
        server.close();
        for (String verb : new String[] {"setup", "list", "pull"}) {
            Cli.Ran ran = cli.run("model", verb);
            assertEquals(1, ran.code(), ran::toString);
            assertTrue(ran.err().contains("no model server answers at http://127.0.0.1:"), ran::toString);
            assertEquals(1, ran.err().lines().count(), ran::toString);
        }
        assertEquals(1, cli.run("model", "test").code());
    }

    @Test
    void a_server_of_the_other_protocol_is_listed_and_tried_and_not_told_to_fetch() throws Exception {
        settings(Protocol.OPENAI, "m", "m");
        server.thenLines("{\"data\":[{\"id\":\"m\"}]}")
                .thenLines(
                        "data: {\"choices\":[{\"delta\":{\"content\":\"{\\\"word\\\":\\\"ready\\\"}\"},"
                                + "\"finish_reason\":\"stop\"}]}",
                        "data: [DONE]");
        Cli.Ran setup = cli.run("model", "setup");
        assertEquals(0, setup.code(), setup::toString);
        assertEquals(
                1, setup.out().lines().filter(line -> line.startsWith("ok ")).count());
        Cli.Ran pull = cli.run("model", "pull");
        assertEquals(1, pull.code());
        assertTrue(pull.err().contains("is not asked to fetch a model"), pull::toString);
    }

    @Test
    void what_was_used_is_told_by_day_and_request() throws Exception {
        Cli.Ran nothing = cli.run("model", "spent");
        assertEquals("today: 0 tokens in 0 questions\n", nothing.out(), nothing::toString);
        var ledger = new Spending(new Home(root).spending(), InstantSource.system());
        Instant now = Instant.now();
        ledger.add(new SpendingEntry(now.minus(Duration.ofDays(1)), "r-1", "t", "a", "m", 1000, 50, 20_000));
        ledger.add(new SpendingEntry(now, "r-2", "t", "a", "m", 3, 4, 0));
        ledger.add(new SpendingEntry(now, "r-2", "u", "a", "m", 5, 6, 10_000));
        Cli.Ran spent = cli.run("model", "spent");
        assertTrue(
                spent.out().lines().anyMatch(line -> line.matches("[0-9-]{10} +r-1 +1 +1000 +50 +0.0200")),
                spent::toString);
        assertTrue(
                spent.out().lines().anyMatch(line -> line.matches("[0-9-]{10} +r-2 +2 +8 +10 +0.0100")),
                spent::toString);
        assertTrue(spent.out().endsWith("today: 18 tokens in 2 questions, 0.0100 dollars\n"), spent::toString);
        JsonNode json = Json.tree(cli.run("model", "spent", "--json").out());
        JsonNode newest = json.path("days").path(0);
        assertEquals(
                10, newest.path("requests").path("r-2").path("answer_tokens").asLong(), json::toString);
        assertEquals(2, json.path("days").size(), json::toString);
        assertTrue(json.path("today").has("prompt_tokens"), json::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://localhost:99999",
                "http://me:word@localhost",
                "localhost:11434",
                "http://localhost/?a=b",
                "http://a b"
            })
    void a_wrong_address_is_refused_with_how_one_looks(String address) throws Exception {
        Files.writeString(new Home(root).settings(), "model:\n  endpoint: \"" + address + "\"\n");
        Cli.Ran list = cli.run("model", "list");
        assertEquals(1, list.code());
        assertTrue(list.err().contains("is no address of a model server"), list::toString);
        assertFalse(list.out().contains("model"), list::toString);
    }
}
