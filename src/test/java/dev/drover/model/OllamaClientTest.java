package dev.drover.model;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import dev.drover.model.ModelException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OllamaClientTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final TimeLimits PATIENT = new TimeLimits(LONG, LONG, LONG);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String HALF = """
            {"model":"m","message":{"role":"assistant","content":"half"},"done":false}""";
    private static final String END = """
            {"model":"m","message":{"content":""},"done":true,"done_reason":"stop","load_duration":5000000,\
            "prompt_eval_count":11,"eval_count":2}""";

    private FakeModelServer server;
    private OllamaClient client;

    @BeforeEach
    void a_server() throws IOException {
        server = new FakeModelServer();
        client = client(PATIENT);
    }

    @AfterEach
    void the_server_ends() throws IOException {
        server.close();
    }

    private OllamaClient client(TimeLimits limits) {
        return new OllamaClient(server.endpoint(Endpoint.Protocol.OLLAMA), Optional.empty(), limits);
    }

    private static Chat chat() {
        return new Chat(
                "coder:7b",
                List.of(Turn.system("Be brief."), Turn.user("Say hi.")),
                Optional.empty(),
                new Sampling(8192, 512, 0, Optional.of(7L)));
    }

    private ModelException refused() {
        return assertThrows(ModelException.class, () -> client.chat(chat()));
    }

    @Test
    void an_answer_that_comes_piece_by_piece_is_put_together() throws Exception {
        server.thenLines("""
                {"message":{"role":"assistant","content":"","thinking":"Hm."},"done":false}""", """
                {"message":{"role":"assistant","content":"Grü"},"done":false}""", "", """
                {"message":{"role":"assistant","content":"ße"},"done":false}""", END);
        ChatAnswer answer = client.chat(chat());
        assertEquals("Grüße", answer.text());
        assertFalse(answer.cutOff());
        assertEquals(11, answer.usage().promptTokens());
        assertEquals(2, answer.usage().answerTokens());
        assertEquals(Duration.ofMillis(5), answer.usage().load());
        assertTrue(answer.usage().firstWord().compareTo(answer.usage().total()) <= 0);
    }

    @Test
    void the_size_of_the_window_the_seed_and_the_schema_are_sent() throws Exception {
        server.thenLines(END);
        JsonNode schema = Json.tree("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}");
        Chat chat = chat();
        client.chat(new Chat(chat.model(), chat.turns(), Optional.of(schema), chat.sampling()));
        FakeModelServer.Asked asked = server.request();
        assertEquals("POST /api/chat HTTP/1.1", asked.line());
        assertEquals(Json.tree("""
                        {"model":"coder:7b","messages":[{"role":"system","content":"Be brief."},
                         {"role":"user","content":"Say hi."}],"stream":true,
                         "options":{"num_ctx":8192,"num_predict":512,"temperature":0.0,"seed":7},
                         "format":{"type":"object","properties":{"a":{"type":"string"}}}}"""), asked.json());
        assertTrue(
                asked.body()
                        .contains(
                                "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":"),
                "in an order of their own, the members would differ from process to process: " + asked.body());
    }

    @Test
    void an_answer_that_ran_into_its_limit_says_so() throws Exception {
        server.thenLines(HALF, END.replace("\"stop\"", "\"length\""));
        assertTrue(client.chat(chat()).cutOff());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | m does not support thinking              | REFUSED       | m does not support thinking
        401 | unauthorized                             | REFUSED       | status 401: unauthorized; it may want a key, or another one: set DROVER_MODEL_KEY
        403 | forbidden                                | REFUSED       | set DROVER_MODEL_KEY
        404 | model 'coder:7b' not found               | NO_MODEL      | drover model pull coder:7b
        404 | page not found                           | REFUSED       | another protocol
        307 | elsewhere                                | REFUSED       | status 307
        429 | too many                                 | BUSY          | status 429
        499 | cancelled                                | SERVER_FAILED | cancelled
        500 | llama runner process has terminated      | SERVER_FAILED | has terminated
        502 | bad gateway                              | SERVER_FAILED | status 502
        503 | server busy, please try again            | BUSY          | server busy
        """)
    void an_error_is_told_with_what_the_server_said(int status, String said, Kind kind, String told) {
        server.thenStatus(status, "{\"error\":\"" + said + "\"}", "Location: http://127.0.0.1:1/");
        ModelException refused = refused();
        assertEquals(kind, refused.kind(), refused.getMessage());
        assertTrue(refused.getMessage().contains(told), refused.getMessage());
    }

    @Test
    void an_error_in_the_middle_of_an_answer_is_one_although_the_status_is_200() {
        server.thenLines(HALF, "{\"error\":\"an error was encountered while running the model\"}");
        ModelException failed = refused();
        assertEquals(Kind.BROKEN_OFF, failed.kind());
        assertTrue(failed.getMessage().contains("while running the model"), failed.getMessage());
        server.thenLines("{\"error\":\"server busy, please try again\"}");
        assertEquals(Kind.BUSY, refused().kind());
        server.thenLines(HALF, "{\"error\":\"server busy, please try again\"}");
        assertEquals(Kind.BROKEN_OFF, refused().kind(), "it has read the question");
    }

    @Test
    void an_answer_that_is_cut_off_is_none() {
        server.then(to -> {
            to.head(200);
            to.send(HALF + "\n");
        });
        assertEquals(Kind.BROKEN_OFF, refused().kind());
        server.thenLines(HALF);
        assertEquals(Kind.BROKEN_OFF, refused().kind());
        server.then(to -> {});
        assertEquals(Kind.BROKEN_OFF, refused().kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Router login</html>", "[1]", "{\"message\":", "null", "{\"done\":true}{}", "\u0000"})
    void what_is_no_answer_is_not_taken_for_one(String line) {
        server.thenLines(line);
        assertEquals(Kind.NOT_UNDERSTOOD, refused().kind());
    }

    @Test
    void what_the_server_says_cannot_paint_the_terminal() {
        server.thenStatus(500, "{\"error\":\"\\u001b[31mred\"}");
        assertFalse(refused().getMessage().contains("\u001b"));
    }

    @Test
    void a_line_without_an_end_is_not_kept() {
        var sent = new AtomicLong();
        server.then(to -> {
            to.head(200);
            while (true) {
                to.send("x".repeat(1 << 16));
                sent.addAndGet(1 << 16);
            }
        });
        assertEquals(Kind.TOO_LARGE, refused().kind());
        assertTrue(sent.get() < 32 << 20, () -> sent + " bytes were taken");
    }

    @Test
    void an_answer_without_an_end_is_given_up() {
        String word = HALF.replace("half", "y".repeat(1 << 16));
        server.then(to -> {
            to.head(200);
            while (true) {
                to.send(word + "\n");
            }
        });
        assertEquals(Kind.TOO_LARGE, refused().kind());
    }

    @Test
    void nobody_there_is_said_with_what_to_do() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        client = new OllamaClient(
                Endpoint.of(Endpoint.Protocol.OLLAMA, "http://127.0.0.1:" + port), Optional.empty(), PATIENT);
        ModelException refused = refused();
        assertEquals(Kind.UNREACHABLE, refused.kind());
        assertTrue(refused.getMessage().contains("127.0.0.1:" + port), refused.getMessage());
    }

    @Test
    void a_model_that_says_nothing_is_given_up() {
        client = client(new TimeLimits(LONG, SHORT, LONG));
        var gone = new CountDownLatch(1);
        server.then(to -> to.awaitGone(gone));
        assertEquals(Kind.TOO_SLOW, refused().kind());
        server.then(to -> {
            to.head(200);
            to.awaitGone(gone);
        });
        ModelException slow = refused();
        assertEquals(Kind.TOO_SLOW, slow.kind());
        assertTrue(slow.getMessage().contains("no word came"), slow.getMessage());
    }

    @Test
    void a_model_that_begins_and_does_not_end_is_given_up() {
        client = client(new TimeLimits(LONG, LONG, SHORT));
        server.then(to -> {
            to.head(200);
            to.send(HALF + "\n");
            to.awaitGone(new CountDownLatch(1));
        });
        ModelException slow = refused();
        assertEquals(Kind.TOO_SLOW, slow.kind());
        assertTrue(slow.getMessage().contains("not complete"), slow.getMessage());
    }

    @Test
    void a_model_that_never_stops_is_given_up_after_the_time_of_an_answer() {
        client = client(new TimeLimits(LONG, LONG, SHORT));
        server.then(to -> {
            to.head(200);
            to.send(HALF + "\n");
            while (true) {
                to.send("\n\n\n\n");
            }
        });
        assertEquals(Kind.TOO_SLOW, refused().kind());
    }

    @Test
    void what_is_no_http_cannot_paint_the_terminal_either() {
        server.then(to -> to.raw("\u001b[31mred\r\n\r\n"));
        ModelException refused = refused();
        assertEquals(Kind.BROKEN_OFF, refused.kind());
        assertFalse(refused.getMessage().contains("\u001b"), refused.getMessage());
    }

    /** The interrupt comes at another step of the exchange each time; often, since between two of them is little room. */
    @RepeatedTest(200)
    void who_is_interrupted_stops_and_the_server_sees_it() throws Exception {
        var gone = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        server.then(to -> {
            to.head(200);
            to.send(HALF + "\n");
            begun.countDown();
            to.awaitGone(gone);
        });
        var thrown = new AtomicReference<Throwable>();
        Thread asking = Thread.ofPlatform().start(() -> {
            try {
                client.chat(chat());
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        assertTrue(begun.await(LONG.toSeconds(), TimeUnit.SECONDS));
        asking.interrupt();
        assertTrue(asking.join(LONG));
        assertTrue(thrown.get() instanceof InterruptedException, () -> "" + thrown.get());
        assertTrue(gone.await(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void the_models_are_told() throws Exception {
        server.thenLines("{\"models\":[{\"name\":\"a:1b\",\"size\":12},{\"name\":\"b\"}]}");
        assertEquals(
                List.of(new ModelInfo("a:1b", OptionalLong.of(12)), new ModelInfo("b", OptionalLong.empty())),
                client.models());
        assertEquals("GET /api/tags HTTP/1.1", server.request().line());
    }

    @Test
    void what_a_model_is_and_which_are_loaded_is_told() throws Exception {
        server.thenLines("""
                {"capabilities":["completion","tools"],"model_info":{"general.architecture":"qwen2",\
                "qwen2.context_length":32768,"llama.context_length":7}}""").thenLines("{}").thenLines("""
                {"models":[{"name":"a:1b","size_vram":5},{"name":"b:2b"}]}""");
        assertEquals(
                new OllamaClient.Details(Set.of("completion", "tools"), OptionalInt.of(32768)), client.show("a:1b"));
        FakeModelServer.Asked asked = server.request();
        assertEquals("POST /api/show HTTP/1.1", asked.line());
        assertEquals(Json.tree("{\"model\":\"a:1b\"}"), asked.json());
        assertEquals(new OllamaClient.Details(Set.of(), OptionalInt.empty()), client.show("a:1b"));
        assertEquals("POST /api/show HTTP/1.1", server.request().line());
        assertEquals(Set.of("a:1b", "b:2b"), client.loaded());
        assertEquals("GET /api/ps HTTP/1.1", server.request().line());
        server.thenStatus(404, "{\"error\":\"model 'a:1b' not found\"}");
        assertEquals(
                Kind.NO_MODEL,
                assertThrows(ModelException.class, () -> client.show("a:1b")).kind());
    }

    @Test
    void a_model_is_fetched_with_progress() throws Exception {
        server.thenLines(
                "{\"status\":\"pulling manifest\"}",
                "{\"status\":\"pulling 6a0\",\"digest\":\"sha256:6a0\",\"total\":200,\"completed\":50}",
                "{\"status\":\"success\"}");
        List<OllamaClient.Progress> told = new ArrayList<>();
        client.pull("a:1b", told::add);
        assertEquals(new OllamaClient.Progress("pulling 6a0", 50, 200), told.get(1));
        assertEquals("a:1b", server.request().json().path("model").asString());

        server.thenLines(
                "{\"status\":\"pulling manifest\"}", "{\"error\":\"pull model manifest: file does not exist\"}");
        ModelException failed = assertThrows(ModelException.class, () -> client.pull("a:1b", step -> {}));
        assertTrue(failed.getMessage().contains("file does not exist"), failed.getMessage());
        server.thenLines("{\"status\":\"pulling manifest\"}");
        assertEquals(
                Kind.BROKEN_OFF,
                assertThrows(ModelException.class, () -> client.pull("a:1b", step -> {}))
                        .kind());
    }

    @Test
    void fetching_may_take_longer_than_any_answer() throws Exception {
        client = client(new TimeLimits(LONG, LONG, SHORT));
        var late = new CountDownLatch(1);
        server.then(to -> {
            to.head(200);
            to.send("{\"status\":\"pulling manifest\"}\n");
            late.await();
            to.send("{\"status\":\"success\"}\n");
            to.end();
        });
        long begun = System.nanoTime();
        List<String> told = new ArrayList<>();
        client.pull("a:1b", step -> {
            await().until(() -> System.nanoTime() - begun > SHORT.toNanos());
            late.countDown();
            told.add(step.what());
        });
        assertEquals(List.of("pulling manifest", "success"), told);
    }

    @Test
    void fetching_may_tell_more_than_any_answer_has() throws Exception {
        String step = "{\"status\":\"pulling\",\"digest\":\"" + "x".repeat(3 << 20) + "\"}\n";
        server.then(to -> {
            to.head(200);
            for (int sent = 0; sent <= 64 << 20; sent += step.length()) {
                to.send(step);
            }
            to.send("{\"status\":\"success\"}\n");
            to.end();
        });
        List<String> told = new ArrayList<>();
        client.pull("a:1b", progress -> told.add(progress.what()));
        assertEquals("success", told.getLast());
    }

    @Test
    void fetching_that_falls_silent_is_given_up() {
        client = client(new TimeLimits(LONG, SHORT, LONG));
        server.then(to -> {
            to.head(200);
            to.send("{\"status\":\"pulling manifest\"}\n");
            to.awaitGone(new CountDownLatch(1));
        });
        ModelException slow = assertThrows(ModelException.class, () -> client.pull("a:1b", step -> {}));
        assertEquals(Kind.TOO_SLOW, slow.kind());
        assertTrue(slow.getMessage().contains("nothing more came"), slow.getMessage());
    }
}
