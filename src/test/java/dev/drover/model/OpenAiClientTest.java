package dev.drover.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import dev.drover.message.Json;
import dev.drover.model.ModelException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiClientTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HALF = """
            data: {"choices":[{"index":0,"delta":{"content":"half"},"finish_reason":null}]}""";

    private FakeModelServer server;
    private OpenAiClient client;

    @BeforeEach
    void a_server() throws IOException {
        server = new FakeModelServer();
        client = new OpenAiClient(
                server.endpoint(Endpoint.Protocol.OPENAI),
                Optional.of(BearerKey.of(" local-key\r\n", "a test")),
                new TimeLimits(LONG, LONG, LONG));
    }

    @AfterEach
    void the_server_ends() throws IOException {
        server.close();
    }

    private static Chat chat() {
        return new Chat(
                "m",
                List.of(Turn.user("Say hi.")),
                Optional.of(Json.tree("{\"type\":\"object\"}")),
                new Sampling(8192, 512, 0, Optional.of(7L)));
    }

    private ModelException refused() {
        return assertThrows(ModelException.class, () -> client.chat(chat()));
    }

    @Test
    void an_answer_comes_as_events() throws Exception {
        server.thenLines(
                ": comment\r",
                "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"reasoning_content\":\"Hm\"}}]}\r",
                "\r",
                "event: message\r",
                "data: {\"choices\":[{\"delta\":{\"content\":\"Grü\"},\"finish_reason\":null}]}\r",
                "data:{\"choices\":[{\"delta\":{\"content\":\"ße\"},\"finish_reason\":\"stop\"}]}\r",
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":2}}\r",
                "data: [DONE]\r");
        ChatAnswer answer = client.chat(chat());
        assertEquals("Grüße", answer.text());
        assertFalse(answer.cutOff());
        assertEquals(11, answer.usage().promptTokens());
        assertEquals(2, answer.usage().answerTokens());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning_content", "reasoning"})
    void a_model_that_thinks_has_begun(String member) {
        var patient = new OpenAiClient(
                server.endpoint(Endpoint.Protocol.OPENAI),
                Optional.empty(),
                new TimeLimits(LONG, LONG, Duration.ofMillis(1)));
        server.then(to -> {
            to.head(200);
            to.send("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"" + member
                    + "\":\"Hm\"}}]}\n");
            to.awaitGone(new CountDownLatch(1));
        });
        ModelException slow = assertThrows(ModelException.class, () -> patient.chat(chat()));
        assertTrue(slow.getMessage().contains("was not complete"), slow.getMessage());
    }

    @Test
    void the_schema_and_the_key_are_sent() throws Exception {
        server.thenLines("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}", "data: [DONE]");
        assertTrue(client.chat(chat()).cutOff());
        FakeModelServer.Asked asked = server.request();
        assertEquals("POST /v1/chat/completions HTTP/1.1", asked.line());
        assertEquals("Bearer local-key", asked.headers().get("authorization"));
        assertEquals(Json.tree("""
                        {"model":"m","messages":[{"role":"user","content":"Say hi."}],"stream":true,
                         "stream_options":{"include_usage":true},"max_tokens":512,"temperature":0.0,"seed":7,
                         "response_format":{"type":"json_schema","json_schema":
                          {"name":"answer","strict":true,"schema":{"type":"object"}}}}"""), asked.json());
        assertTrue(
                asked.body()
                        .contains("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                                + "{\"name\":\"answer\",\"strict\":true,\"schema\":"),
                "in an order of their own, the members would differ from process to process: " + asked.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | {"error":{"message":"context too long","code":400}} | REFUSED       | context too long
        401 | {"error":{"message":"no key"}}                      | REFUSED       | no key
        404 | {"error":{"message":"The model `m` is not here"}}   | NO_MODEL      | no model 'm'
        429 | {"error":{"message":"slow down"}}                   | BUSY          | slow down
        500 | oops                                                | SERVER_FAILED | oops
        503 | {"error":{"message":"Loading model"}}               | BUSY          | Loading model
        """)
    void an_error_is_told_with_what_the_server_said(int status, String body, Kind kind, String told) {
        server.thenStatus(status, body);
        ModelException refused = refused();
        assertEquals(kind, refused.kind(), refused.getMessage());
        assertTrue(refused.getMessage().contains(told), refused.getMessage());
    }

    @Test
    void an_error_among_the_events_is_one() {
        server.thenLines(HALF, "data: {\"error\":{\"message\":\"the engine died\"}}");
        assertTrue(refused().getMessage().contains("the engine died"));
        server.thenLines(HALF, "{\"error\":{\"message\":\"the engine died\"}}");
        assertEquals(Kind.BROKEN_OFF, refused().kind());
    }

    @Test
    void an_answer_without_a_reason_for_its_end_was_cut_off() {
        server.thenLines(HALF);
        assertEquals(Kind.BROKEN_OFF, refused().kind());
        server.thenLines(HALF, "data: [DONE]");
        assertEquals(Kind.BROKEN_OFF, refused().kind());
    }

    @Test
    void the_models_are_told() throws Exception {
        server.thenLines("{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
        assertEquals(
                List.of("a", "b"), client.models().stream().map(ModelInfo::name).toList());
        assertEquals("GET /v1/models HTTP/1.1", server.request().line());
    }

    @Test
    void a_key_that_cannot_be_sent_is_refused_and_not_shown() {
        DroverException refused =
                assertThrows(DroverException.class, () -> BearerKey.of("s3cret\nX-Other: 1", "DROVER_MODEL_KEY"));
        assertFalse(String.valueOf(refused.getMessage()).contains("s3cret"));
        assertTrue(String.valueOf(refused.getMessage()).contains("DROVER_MODEL_KEY"));
    }
}
