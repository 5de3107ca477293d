package dev.drover.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class MessagesTest {
    @Test
    void the_smallest_request_is_a_sentence() {
        Parsed.Valid<Request> valid = valid(request("{\"user_request\":\"Add JWT\"}"));
        assertEquals(Optional.of("Add JWT"), valid.value().userRequest());
        assertEquals(Optional.of(1), valid.value().protocol());
        assertEquals("{\"user_request\":\"Add JWT\"}", valid.tree().toString());
    }

    @Test
    void every_member_of_a_full_request_arrives_and_null_means_absent() {
        Request request = valid(request("""
                {"protocol": 1, "request_id": "r-1", "workspace": "/w", "priority": "P0", "strategy": "pipeline",
                 "autonomy": null, "limits": {"max_agents": 2, "max_tokens": null}, "later": {"kept": [1]},
                 "tasks": [{"task_id": "t1", "action": "x", "dependencies": null, "not_before": "2026-11-20T18:00:00+01:00",
                            "rerun": "never", "params": {"a": "b"}, "mutex": null}]}""")).value();
        assertEquals(Optional.of(Priority.CRITICAL), request.priority());
        assertEquals(Optional.of(Strategy.PIPELINE), request.strategy());
        assertEquals(Optional.empty(), request.autonomy());
        TaskSpec task = request.tasks().getFirst();
        assertEquals(List.of(), task.dependencies());
        assertEquals(Optional.of(Instant.parse("2026-11-20T17:00:00Z")), task.notBefore());
        assertEquals(Optional.of(Rerun.NEVER), task.rerun());
        assertEquals(Optional.empty(), task.mutex());
        assertEquals(Optional.of(2), request.limits().orElseThrow().maxAgents());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} || anyOf",
                "{\"tasks\":[]} || anyOf",
                "{\"tasks\":null} || anyOf",
                "{\"user_request\":null} || anyOf",
                "{\"user_request\":\"  \"} | /user_request | pattern",
                "{\"user_request\":7} | /user_request | type",
                "{\"user_request\":\"x\",\"request_id\":\"a.b\"} | /request_id | pattern",
                "{\"user_request\":\"x\",\"request_id\":\"a\\n\"} | /request_id | pattern",
                "{\"user_request\":\"x\",\"request_id\":\"../x\"} | /request_id | pattern",
                "{\"user_request\":\"x\",\"request_id\":\"\"} | /request_id | pattern",
                "{\"user_request\":\"x\",\"workspace\":\"w\"} | /workspace | pattern",
                "{\"user_request\":\"x\",\"workspace\":\"/w\\u0000\"} | /workspace | pattern",
                "{\"user_request\":\"x\",\"priority\":\"urgent\"} | /priority | enum",
                "{\"user_request\":\"x\",\"protocol\":0} | /protocol | minimum",
                "{\"user_request\":\"x\",\"protocol\":\"1\"} | /protocol | type",
                "{\"user_request\":\"x\",\"limits\":{\"max_agents\":0}} | /limits/max_agents | minimum",
                "{\"tasks\":[7]} | /tasks/0 | type",
                "{\"tasks\":[{\"action\":\"x\"}]} | /tasks/0 | required",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":null}]} | /tasks/0/action | type",
                "{\"tasks\":[{\"task_id\":\"t/u\",\"action\":\"x\"}]} | /tasks/0/task_id | pattern",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"run\":\"a\\u0000b\"}]} | /tasks/0/run | pattern",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"retries\":101}]} | /tasks/0/retries | maximum",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"timeout_seconds\":3601}]} | /tasks/0/timeout_seconds | maximum",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"timeout_seconds\":0}]} | /tasks/0/timeout_seconds | minimum",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"timeout_seconds\":1.5}]} | /tasks/0/timeout_seconds | type",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"rerun\":\"maybe\"}]} | /tasks/0/rerun | enum",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"not_before\":\"noon\"}]} | /tasks/0/not_before | format",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"not_before\":\"2026-02-30T00:00:00Z\"}]} | /tasks/0/not_before | format",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"files\":[\"/etc/*\"]}]} | /tasks/0/files/0 | pattern",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"files\":[\"a/../../b\"]}]} | /tasks/0/files/0 | pattern",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"files\":[\"..\\n\"]}]} || ",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"dependencies\":[null]}]} | /tasks/0/dependencies/0 | type",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"params\":{\"a/b~\":1}}]} | /tasks/0/params/a~1b~0 | type",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"edits\":[{\"kind\":\"write\",\"path\":\"a\"}]}]} | /tasks/0/edits/0 | anyOf",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"edits\":[{\"path\":\"a\"}]}]} | /tasks/0/edits/0 | required",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"edits\":[{\"kind\":\"move\"}]}]} | /tasks/0/edits/0/kind | enum",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"edits\":[{\"kind\":\"delete\",\"path\":\"../a\"}]}]} | /tasks/0/edits/0/path | pattern",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"edits\":[{\"kind\":\"delete\",\"path\":\"/a\"}]}]} | /tasks/0/edits/0/path | pattern",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"acceptance\":[\" \"]}]} | /tasks/0/acceptance/0 | pattern"
            })
    void a_wrong_request_is_refused_with_the_place_the_rule_and_an_example(String json, String pointer, String rule) {
        if (rule == null) {
            valid(request(json));
            return;
        }
        Violation violation = invalid(request(json)).violations().getFirst();
        assertEquals(pointer == null ? "" : pointer, violation.pointer());
        assertEquals(rule, violation.rule());
        assertTrue(violation.message().contains("; for example " + violation.example()), violation.message());
        assertTrue(!violation.example().isEmpty());
    }

    @Test
    void a_refusal_reads_as_a_sentence() {
        assertEquals(
                List.of(
                        "/tasks/0/timeout_seconds must be at most 3600, but is 7200; for example 600",
                        "/tasks/0 needs the member \"action\"; for example \"action\": \"Run the tests\""),
                invalid(request("{\"tasks\":[{\"task_id\":\"t\",\"timeout_seconds\":7200}]}")).violations().stream()
                        .map(Violation::message)
                        .toList());
        assertEquals(
                "the message needs at least one of user_request and tasks (not empty);"
                        + " for example {\"user_request\":\"Add JWT authentication to the API\"}",
                invalid(request("{}")).violations().getFirst().message());
    }

    @Test
    void what_a_hostile_message_holds_cannot_write_to_the_terminal_of_who_reads_the_refusal() {
        String message = invalid(
                        request(
                                "{\"user_request\":\"x\",\"priority\":\"\\u001b[2J\",\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"params\":{\"\\u001b]0;\":1}}]}"))
                .violations()
                .toString();
        assertTrue(message.contains("\\u001b[2J"), message);
        assertEquals(
                List.of(),
                invalid(request("{\"user_request\":\"x\",\"priority\":\"\\u001b[2J\"}")).violations().stream()
                        .filter(v -> v.message().indexOf(0x1b) >= 0)
                        .toList());
    }

    @Test
    void a_choice_that_is_missed_is_one_violation_of_the_whole_message() {
        for (String json : List.of("{}", "{\"tasks\":[]}", "{\"user_request\":null,\"tasks\":null}")) {
            assertEquals(
                    List.of(""),
                    invalid(request(json)).violations().stream()
                            .map(Violation::pointer)
                            .toList());
        }
    }

    @Test
    void texts_may_be_as_long_as_the_schema_says_and_no_longer() {
        valid(request("{\"user_request\":\"" + "x".repeat(65536) + "\"}"));
        Violation tooLong = invalid(request("{\"user_request\":\"" + "x".repeat(65537) + "\"}"))
                .violations()
                .getFirst();
        assertEquals(
                "/user_request must have at most 65536 characters, but has 65537;"
                        + " for example \"Add JWT authentication to the API\"",
                tooLong.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "99999999999999999999999", "1.5", "1e300"})
    void a_newer_protocol_is_the_one_thing_that_is_said_of_a_message(String protocol) {
        Violation only = invalid(request("{\"protocol\":" + protocol + ",\"tasks\":7,\"priority\":\"urgent\"}"))
                .violations()
                .getFirst();
        assertEquals("protocol", only.rule());
        assertEquals("/protocol", only.pointer());
        assertTrue(only.message().startsWith("this Drover speaks protocol 1; "), only.message());
    }

    @Test
    void packets_and_results_survive_the_way_to_text_and_back() {
        for (String name : List.of("packet", "result", "request-result")) {
            byte[] example =
                    Json.bytes(Json.tree(Schemas.text(name)).path("examples").path(0));
            switch (name) {
                case "packet" -> {
                    Packet packet = valid(Messages.packet(example)).value();
                    assertEquals(
                            packet, valid(Messages.packet(Json.bytes(packet))).value());
                }
                case "result" -> {
                    PacketResult result = valid(Messages.result(example)).value();
                    assertEquals(
                            result, valid(Messages.result(Json.bytes(result))).value());
                }
                default -> {
                    RequestResult result =
                            valid(Messages.requestResult(example)).value();
                    assertEquals(
                            result,
                            valid(Messages.requestResult(Json.bytes(result))).value());
                }
            }
        }
    }

    @Test
    void a_packet_without_a_protocol_speaks_protocol_1() {
        String packet =
                Json.tree(Schemas.text("packet")).path("examples").path(0).toString();
        String without = packet.replace("\"protocol\":1,", "");
        assertEquals(1, valid(Messages.packet(without.getBytes(UTF_8))).value().protocol());
    }

    @Test
    void whole_numbers_may_be_written_as_decimals() {
        String result =
                Json.tree(Schemas.text("result")).path("examples").path(0).toString();
        String decimal =
                result.replace("\"attempt\":1", "\"attempt\":1.0").replace("\"tests.run\":12", "\"tests.run\":1e3");
        PacketResult read = valid(Messages.result(decimal.getBytes(UTF_8))).value();
        assertEquals(1, read.attempt());
        assertEquals(1000, read.data().get("tests.run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E19", "1e300", "9223372036854775808", "100000000000000000000000000"})
    void a_whole_number_too_large_for_the_machine_is_refused_like_any_other(String number) {
        assertEquals(
                List.of("/tasks/0/timeout_seconds maximum", "/limits/max_tokens maximum"),
                invalid(request("{\"x\":1E19,\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"timeout_seconds\":"
                                + number + "}],\"limits\":{\"max_tokens\":" + number + "}}"))
                        .violations()
                        .stream()
                        .map(v -> v.pointer() + " " + v.rule())
                        .toList());
        invalid(request("{\"user_request\":\"x\",\"limits\":{\"max_tokens\":-" + number + "}}"));
        invalid(request("{\"user_request\":\"x\",\"limits\":{\"max_dollars\":0}}"));
        valid(request("{\"user_request\":\"x\",\"later\":" + number + "}"));
    }

    @Test
    void what_the_schema_lets_pass_and_the_record_does_not_is_a_violation_and_not_an_exception() {
        var tree = (ObjectNode) Json.tree("{\"control\":\"*pause\",\"findings\":[{\"line\":\"x\"}]}");
        Violation violation = invalid(
                        Messages.check(tree, Schemas.Name.CONTROL, t -> Json.convert(t, PacketResult.class)))
                .violations()
                .getFirst();
        assertEquals("/findings/0/line", violation.pointer());
        assertEquals("value", violation.rule());
    }

    @Test
    void an_incomplete_message_says_where_it_ends() {
        var incomplete = assertInstanceOf(Parsed.Incomplete.class, request("{\n  \"user_request\": \"Add"));
        assertEquals(
                "line 2, column 23: it ends before the JSON object is complete; write the rest", incomplete.reason());
    }

    private static Parsed<Request> request(String json) {
        return Messages.request(json.getBytes(UTF_8));
    }

    private static <T> Parsed.Valid<T> valid(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Valid<T> valid -> valid;
            case Parsed.Invalid<T> invalid -> throw new AssertionError(invalid.violations());
            case Parsed.Incomplete<T> incomplete -> throw new AssertionError(incomplete.reason());
        };
    }

    private static <T> Parsed.Invalid<T> invalid(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Invalid<T> invalid -> invalid;
            case Parsed.Valid<T> valid -> throw new AssertionError(valid);
            case Parsed.Incomplete<T> incomplete -> throw new AssertionError(incomplete.reason());
        };
    }
}
