package dev.drover.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemasTest {
    @ParameterizedTest
    @EnumSource(Schemas.Name.class)
    void every_property_has_a_description_and_examples_that_its_own_rules_accept(Schemas.Name name) {
        JsonNode root = Json.tree(Schemas.text(name));
        List<String> faults = new ArrayList<>();
        int properties = inspect(root, root, "", faults);
        assertEquals(List.of(), faults);
        assertTrue(properties > 1, "properties seen: " + properties);
    }

    @ParameterizedTest
    @EnumSource(Schemas.Name.class)
    void the_examples_of_a_whole_message_are_right_messages(Schemas.Name name) {
        JsonNode examples = Json.tree(Schemas.text(name)).path("examples");
        assertFalse(examples.isEmpty());
        for (JsonNode example : examples) {
            assertEquals(List.of(), Schemas.check(name, example));
        }
    }

    @ParameterizedTest
    @EnumSource(Schemas.Name.class)
    void every_message_may_carry_unknown_members_anywhere_but_files_of_people_may_not(Schemas.Name name) {
        JsonNode example = Json.tree(Schemas.text(name)).path("examples").path(0);
        addUnknown(example);
        boolean ofPeople = name == Schemas.Name.SETTINGS || name == Schemas.Name.DEPLOY;
        assertEquals(!ofPeople, Schemas.check(name, example).isEmpty());
    }

    @Test
    void every_schema_file_has_a_name_and_every_name_a_file() throws Exception {
        try (var files = Files.list(Path.of("src/main/resources/schema"))) {
            assertEquals(
                    Arrays.stream(Schemas.Name.values())
                            .map(n -> n.text() + ".schema.json")
                            .sorted()
                            .toList(),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void the_schemas_have_the_members_of_the_records_and_no_others() {
        assertSameMembers(Request.class, Schemas.Name.REQUEST, "");
        assertSameMembers(TaskSpec.class, Schemas.Name.REQUEST, "/$defs/task");
        assertSameMembers(Limits.class, Schemas.Name.REQUEST, "/properties/limits");
        assertSameMembers(Packet.class, Schemas.Name.PACKET, "");
        assertSameMembers(TaskInput.class, Schemas.Name.PACKET, "/$defs/input");
        assertSameMembers(Artifact.class, Schemas.Name.PACKET, "/$defs/artifact");
        assertSameMembers(PacketResult.class, Schemas.Name.RESULT, "");
        assertSameMembers(Finding.class, Schemas.Name.RESULT, "/$defs/finding");
        assertSameMembers(Evidence.class, Schemas.Name.RESULT, "/$defs/evidence");
        assertSameMembers(Artifact.class, Schemas.Name.RESULT, "/$defs/artifact");
        assertSameMembers(Failure.class, Schemas.Name.RESULT, "/properties/error");
        assertSameMembers(RequestResult.class, Schemas.Name.REQUEST_RESULT, "");
        assertSameMembers(TaskReport.class, Schemas.Name.REQUEST_RESULT, "/$defs/report");
        assertSameMembers(RequestResult.Anchor.class, Schemas.Name.REQUEST_RESULT, "/properties/audit");
    }

    @Test
    void the_schemas_have_the_words_of_the_closed_sets() {
        assertSameWords(Strategy.values(), Schemas.Name.REQUEST, "/properties/strategy");
        assertSameWords(Rerun.values(), Schemas.Name.REQUEST, "/$defs/task/properties/rerun");
        assertSameWords(ResultStatus.values(), Schemas.Name.RESULT, "/properties/status");
        assertSameWords(Severity.values(), Schemas.Name.RESULT, "/$defs/finding/properties/severity");
        assertSameWords(RequestStatus.values(), Schemas.Name.REQUEST_RESULT, "/properties/status");
        assertSameWords(TaskState.values(), Schemas.Name.REQUEST_RESULT, "/$defs/report/properties/state");
        for (JsonNode word : Json.tree(Schemas.text("request")).at("/properties/priority/enum")) {
            assertTrue(word.isNull() || Arrays.asList(Priority.values()).contains(Priority.of(word.asString())));
        }
    }

    @Test
    void ids_in_the_schemas_keep_the_rule_of_ids() {
        for (String at : List.of("/properties/request_id", "/$defs/task/properties/task_id")) {
            assertEquals(
                    "^" + Ids.RULE + "$",
                    Json.tree(Schemas.text("request")).at(at + "/pattern").asString());
        }
    }

    @Test
    void the_first_use_by_many_threads_at_once_gives_each_the_same_answer() throws Exception {
        JsonNode wrong = Json.tree("{\"user_request\":\"x\",\"tasks\":[{\"task_id\":\"a.b\",\"action\":\"x\"}]}");
        CompiledSchema fresh = CompiledSchema.of(Schemas.text("request"));
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<List<Violation>> check = () -> fresh.check(wrong);
            for (var answer : threads.invokeAll(Collections.nCopies(64, check))) {
                assertEquals(
                        List.of("/tasks/0/task_id"),
                        answer.get().stream().map(Violation::pointer).toList());
            }
        }
    }

    @Test
    void at_most_twenty_violations_are_reported_of_a_message_of_a_million_faults() {
        ObjectNode tree = Json.mapper().createObjectNode();
        var tasks = tree.putArray("tasks");
        for (int i = 0; i < 1_000_000; i++) {
            tasks.add(1);
        }
        assertEquals(20, Schemas.check(Schemas.Name.REQUEST, tree).size());
    }

    @Test
    void an_unknown_schema_name_is_refused_with_the_known_ones() {
        DroverException e = assertThrows(DroverException.class, () -> Schemas.text("../pom"));
        assertEquals(
                "there is no schema '../pom'; use one of request, packet, result, request-result, control, settings, deploy",
                e.getMessage());
    }

    @Test
    void a_schema_keyword_that_would_not_be_checked_is_refused() {
        RuntimeException e = assertThrows(
                RuntimeException.class,
                () -> CompiledSchema.of("{\"$id\":\"urn:x\",\"dependentRequired\":{\"a\":[]}}"));
        assertTrue(e.toString().contains("the schema keyword 'dependentRequired' is not known"), e.toString());
    }

    private static int inspect(JsonNode root, JsonNode schema, String place, List<String> faults) {
        int seen = 0;
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String at = place + "/" + property.getKey();
            boolean condition = place.contains("anyOf");
            if (!condition
                    && property.getValue().path("description").asString("").isBlank()) {
                faults.add(at + " has no description");
            }
            if (!condition && property.getValue().path("examples").isEmpty()) {
                faults.add(at + " has no examples");
            }
            accept(root, property.getValue(), at, faults);
            seen++;
        }
        for (Map.Entry<String, JsonNode> child : schema.properties()) {
            if (child.getValue().isContainer()) {
                seen += inspect(root, child.getValue(), place + "/" + child.getKey(), faults);
            }
        }
        if (schema.isArray()) {
            int index = 0;
            for (JsonNode element : schema) {
                seen += inspect(root, element, place + "/" + index++, faults);
            }
        }
        return seen;
    }

    private static void accept(JsonNode root, JsonNode property, String at, List<String> faults) {
        ObjectNode alone = (ObjectNode) property.deepCopy();
        alone.put("$id", "urn:test");
        if (root.has("$defs")) {
            alone.set("$defs", root.path("$defs"));
        }
        CompiledSchema compiled = CompiledSchema.of(alone.toString());
        for (JsonNode example : property.path("examples")) {
            compiled.check(example).forEach(v -> faults.add(at + ": " + v.message()));
        }
    }

    private static void addUnknown(JsonNode node) {
        node.forEach(SchemasTest::addUnknown);
        if (node instanceof ObjectNode object && !object.has("tests.run")) {
            object.put("x_from_the_future", 7);
        }
    }

    private static void assertSameMembers(Class<? extends Record> type, Schemas.Name name, String at) {
        JsonNode properties = Json.tree(Schemas.text(name)).at(at + "/properties");
        Set<String> inSchema = new TreeSet<>(properties.propertyNames());
        Set<String> inRecord = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            inRecord.add(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        }
        assertEquals(inRecord, inSchema, type.getSimpleName());
    }

    private static void assertSameWords(Enum<?>[] constants, Schemas.Name name, String at) {
        Set<String> inSchema = new TreeSet<>();
        for (JsonNode word : Json.tree(Schemas.text(name)).at(at + "/enum")) {
            if (!word.isNull()) {
                inSchema.add(word.asString());
            }
        }
        Set<String> inJava = new TreeSet<>();
        for (Enum<?> constant : constants) {
            inJava.add(constant.name().toLowerCase(Locale.ROOT));
        }
        assertEquals(inJava, inSchema);
    }
}
