package dev.drover.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditTest {
    private static final String REQUEST = """
            {"tasks": [{"task_id": "t", "action": "x", "acceptance": ["make test", "make lint"], "edits": [
              {"kind": "write", "path": "a", "content": "YQ==", "encoding": "base64", "executable": true},
              {"kind": "replace", "path": "b", "find": "x", "with": "", "count": 2},
              {"kind": "patch", "patch": "--- a/c"},
              {"kind": "delete", "path": "d", "from_the_future": 1},
              {"kind": "rename", "from": "e", "to": "f"}]}]}
            """;

    private static final List<Edit> EDITS = List.of(
            new Edit.Write("a", "YQ==", Optional.of("base64"), Optional.of(true)),
            new Edit.Replace("b", "x", "", Optional.of(2)),
            new Edit.Patch("--- a/c"),
            new Edit.Delete("d"),
            new Edit.Rename("e", "f"));

    @Test
    void every_kind_is_read_from_a_request_and_what_is_written_is_read_again() {
        TaskSpec task = request(REQUEST).tasks().getFirst();
        assertEquals(EDITS, task.edits());
        assertEquals(List.of("make test", "make lint"), task.acceptance());
        assertEquals(task, Json.read(Json.bytes(task), TaskSpec.class));
        assertEquals(
                "{\"kind\":\"delete\",\"path\":\"d\"}",
                new String(Json.bytes(new Edit.Delete("d")), StandardCharsets.UTF_8));
    }

    @Test
    void a_task_without_edits_has_none() {
        TaskSpec task = request("{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\"}]}")
                .tasks()
                .getFirst();
        assertEquals(List.of(), task.edits());
        assertEquals(List.of(), task.acceptance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "packet"})
    void the_schema_has_the_members_of_all_kinds(String schema) {
        Set<String> members = new TreeSet<>(Set.of("kind"));
        for (Class<?> kind : Edit.class.getPermittedSubclasses()) {
            Arrays.stream(kind.getRecordComponents())
                    .map(RecordComponent::getName)
                    .forEach(members::add);
        }
        assertEquals(
                members,
                new TreeSet<>(Json.tree(Schemas.text(schema))
                        .at("/$defs/edit/properties")
                        .propertyNames()));
    }

    @Test
    void what_a_kind_lacks_is_said() {
        Parsed<Request> parsed = Messages.request(
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"x\",\"edits\":[{\"kind\":\"rename\",\"from\":\"a\"}]}]}"
                        .getBytes(StandardCharsets.UTF_8));
        String message =
                assertInstanceOf(Parsed.Invalid.class, parsed).violations().toString();
        assertTrue(message.contains("rename has from and to; for example {\"kind\":\"delete\""), message);
    }

    private static Request request(String text) {
        return switch (Messages.request(text.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Valid<Request> valid -> valid.value();
            case Parsed.Invalid<Request> invalid -> throw new AssertionError(invalid.violations());
            case Parsed.Incomplete<Request> incomplete -> throw new AssertionError(incomplete.reason());
        };
    }
}
