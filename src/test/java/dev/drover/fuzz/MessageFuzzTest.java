package dev.drover.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten thousand changed messages of each kind are right, wrong with a reason, or unfinished with a reason. */
class MessageFuzzTest {
    private static final int EACH = 10_000;

    /** One kind of message, and a right one of it. */
    record Kind(String name, String text, Function<byte[], Parsed<?>> parser) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("request", """
                        {"request_id": "r-1", "user_request": "Add JWT authentication to the API", "workspace": "/srv/repo",
                         "priority": "high", "strategy": "auto", "autonomy": "supervised", "risk_level": "medium",
                         "required_capabilities": ["code_generation"],
                         "tasks": [{"task_id": "t1", "agent_type": "testing", "action": "Run", "run": "make test",
                           "dependencies": [], "files": ["src/**"], "timeout_seconds": 600, "retries": 3,
                           "rerun": "allowed", "not_before": null, "mutex": null},
                           {"task_id": "t2", "agent_type": "review", "action": "Look", "dependencies": ["t1"]}],
                         "limits": {"max_agents": 4, "max_runtime_seconds": 3600, "max_tokens": 200000}}
                        """, Messages::request),
                new Kind("packet", """
                        {"protocol":1,"packet_id":"t1-f4ab19d45cdbada8","task_id":"t1","agent_type":"testing","action":"Run",
                         "dependencies":[],"priority":"high","status":"pending","request_id":"r-1","attempt":2,
                         "workspace":"/srv/repo","files":["src/**"],"run":"make test","inputs":[],"timeout_seconds":600,"task_folder":"bus/runs/ab/r-1/tasks/t1",
                         "run_folder":"bus/runs/ab/r-1","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
                        """, Messages::packet),
                new Kind("result", """
                        {"protocol":1,"packet_id":"t1-f4ab19d45cdbada8","task_id":"t1","request_id":"r-1",
                         "agent_id":"testing-1","agent_type":"testing","attempt":2,"status":"completed",
                         "summary":"exit code 0","findings":[],"evidence":[{"command":"make test","exit_code":0,
                         "duration_seconds":1.5}],"artifacts":[],"started_at":"2026-11-01T10:00:00Z",
                         "finished_at":"2026-11-01T10:00:02Z"}
                        """, Messages::result),
                new Kind("control", "{\"control\": \"*cancel:r-1\"}", Messages::control));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_is_parsed_to_an_answer(Kind kind) {
        byte[] original = kind.text().getBytes(StandardCharsets.UTF_8);
        for (long seed = 0; seed < EACH; seed++) {
            byte[] bytes = new Mutator(seed).mutate(original);
            try {
                check(kind, kind.parser().apply(bytes));
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + " of " + kind + ": " + new String(bytes, StandardCharsets.UTF_8), e);
            }
        }
    }

    private static void check(Kind kind, Parsed<?> parsed) {
        if (parsed instanceof Parsed.Invalid<?> invalid) {
            assertFalse(invalid.violations().isEmpty());
            assertTrue(invalid.violations().stream().noneMatch(v -> v.message().isBlank()));
        } else if (parsed instanceof Parsed.Incomplete<?> incomplete) {
            assertFalse(incomplete.reason().isBlank());
        } else if (parsed instanceof Parsed.Valid<?> valid && !kind.name().equals("control")) {
            // What was taken is written down again, and must be taken as well by whoever reads that.
            assertInstanceOf(Parsed.Valid.class, kind.parser().apply(Json.bytes(valid.value())));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_originals_are_right(Kind kind) {
        assertInstanceOf(Parsed.Valid.class, kind.parser().apply(kind.text().getBytes(StandardCharsets.UTF_8)));
    }
}
