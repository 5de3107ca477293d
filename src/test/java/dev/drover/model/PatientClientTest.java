package dev.drover.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.model.ModelException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PatientClientTest {
    private static final Chat CHAT =
            new Chat("m", List.of(Turn.user("Say hi.")), Optional.empty(), new Sampling(8192, 512, 0, Optional.of(7L)));
    private static final ChatAnswer ANSWER =
            new ChatAnswer("hi", false, new Usage(1, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO));

    private final Deque<ModelException> failures = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private int asked;
    private Duration inLine = Duration.ZERO;
    private Duration now = Duration.ZERO;

    private final ModelClient server = new ModelClient() {
        @Override
        public ChatAnswer chat(Chat chat) throws ModelException {
            asked++;
            now = now.plus(inLine);
            if (!failures.isEmpty()) {
                throw failures.removeFirst();
            }
            return ANSWER;
        }

        @Override
        public List<ModelInfo> models() throws ModelException {
            chat(CHAT);
            return List.of();
        }
    };

    private PatientClient client() {
        return new PatientClient(server, PatientClient.TOTAL, new Random(7), () -> now.toNanos(), time -> {
            waits.add(time);
            now = now.plus(time);
        });
    }

    private void busy(int times, Duration retryAfter) {
        for (int i = 0; i < times; i++) {
            failures.add(ModelException.passing(Kind.BUSY, "busy", retryAfter));
        }
    }

    @Test
    void a_busy_server_is_asked_again_after_about_twice_the_time() throws Exception {
        busy(8, Duration.ZERO);
        assertSame(ANSWER, client().chat(CHAT));
        assertEquals(9, asked);
        long most = 500;
        for (Duration wait : waits) {
            assertTrue(wait.toMillis() >= most / 2 && wait.toMillis() <= most, waits::toString);
            most = Math.min(2 * most, 16_000);
        }
        assertTrue(waits.stream().distinct().count() == 8, waits::toString);
    }

    @Test
    void it_is_given_up_in_time_and_said_how_often_it_was_asked() {
        busy(1000, Duration.ZERO);
        ModelException failed = assertThrows(ModelException.class, () -> client().chat(CHAT));
        assertEquals(Kind.BUSY, failed.kind());
        assertTrue(now.compareTo(PatientClient.TOTAL) <= 0, now::toString);
        assertTrue(now.compareTo(PatientClient.TOTAL.minusSeconds(16)) >= 0, now::toString);
        assertEquals("busy (it was asked " + asked + " times in " + now.toSeconds() + " s)", failed.getMessage());
    }

    @Test
    void a_server_is_left_alone_as_long_as_it_wants() throws Exception {
        busy(1, Duration.ofSeconds(30));
        client().models();
        assertTrue(waits.getFirst().compareTo(Duration.ofSeconds(30)) >= 0, waits::toString);
        assertTrue(waits.getFirst().compareTo(Duration.ofSeconds(31)) < 0, waits::toString);
    }

    @Test
    void nobody_waits_longer_than_they_have_time() {
        busy(1, Duration.ofMinutes(3));
        ModelException failed = assertThrows(ModelException.class, () -> client().chat(CHAT));
        assertEquals("busy (it was asked once, and wants to be left alone for 180 s)", failed.getMessage());
        assertEquals(List.of(), waits);
    }

    @Test
    void the_time_in_line_before_the_first_refusal_does_not_count() throws Exception {
        inLine = Duration.ofMinutes(3);
        failures.add(ModelException.passing(Kind.BUSY, "busy", Duration.ZERO));
        assertSame(ANSWER, client().chat(CHAT));
        assertEquals(2, asked);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_MODEL", "REFUSED", "TOO_LARGE", "NOT_UNDERSTOOD", "SERVER_FAILED", "UNREACHABLE"})
    void what_would_fail_again_is_not_asked_again(Kind kind) {
        var wrong = new ModelException(kind, "wrong");
        failures.add(wrong);
        assertSame(wrong, assertThrows(ModelException.class, () -> client().chat(CHAT)));
        assertEquals(1, asked);
        busy(2, Duration.ZERO);
        failures.add(wrong);
        asked = 0;
        assertEquals(
                "wrong (it was asked 3 times in 1 s)",
                assertThrows(ModelException.class, () -> client().chat(CHAT))
                        .getMessage()
                        .replaceAll("[0-9]+ s\\)", "1 s)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        429 | Retry-After: 7                                                                      | true  | 7
        503 | Retry-After: Wed, 21 Oct 2026 07:28:30 GMT; Date: Wed, 21 Oct 2026 07:28:00 GMT      | true  | 30
        503 | Retry-After: Wed, 21 Oct 2026 07:28:00 GMT; Date: Wed, 21 Oct 2026 07:28:30 GMT      | true  | 0
        503 | Retry-After: Wed, 21 Oct 2026 07:28:30 GMT                                          | true  | 0
        429 | Retry-After: 999999999                                                              | true  | 3600
        429 | Retry-After: 99999999999999999999                                                   | true  | 0
        429 | Retry-After: -5                                                                     | true  | 0
        502 | X: y                                                                                | true  | 0
        504 | Retry-After: 2                                                                      | true  | 2
        500 | Retry-After: 2                                                                      | false | 0
        400 | Retry-After: 2                                                                      | false | 0
        """)
    void a_status_says_whether_and_when_to_come_again(int status, String headers, boolean passing, long seconds)
            throws Exception {
        var limits = new TimeLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (var web = new FakeModelServer()) {
            web.thenStatus(status, "{}", headers.split("; ", -1));
            var plain = new OllamaClient(web.endpoint(Endpoint.Protocol.OLLAMA), Optional.empty(), limits);
            ModelException failed = assertThrows(ModelException.class, () -> plain.chat(CHAT));
            assertEquals(passing, failed.isPassing());
            assertEquals(Duration.ofSeconds(seconds), failed.retryAfter());
        }
    }
}
