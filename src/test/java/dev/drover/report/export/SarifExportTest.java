package dev.drover.report.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.drover.message.Json;
import dev.drover.message.Severity;
import dev.drover.report.EndedRun;
import dev.drover.report.EndedRun.Answer;
import dev.drover.report.account.RunAccount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SarifExportTest {
    @TempDir
    private Path folder;

    private EndedRun run;

    @BeforeEach
    void begin() {
        run = new EndedRun(folder);
    }

    private static JsonNode write(RunAccount account) throws IOException {
        var out = new ByteArrayOutputStream();
        SarifExport.write(account, "0.1.0", out);
        return Json.tree(out.toString(StandardCharsets.UTF_8));
    }

    /** As SARIF's own schema wants it. */
    private JsonNode export() throws IOException {
        JsonNode sarif = write(run.ended().account());
        try (InputStream in = SarifExportTest.class.getResourceAsStream("/sarif/sarif-2.1.0-rtm.5.json")) {
            JsonNode schema = Json.mapper().readTree(Objects.requireNonNull(in));
            assertEquals(
                    List.of(),
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                            .getSchema(schema)
                            .validate(sarif));
        }
        return sarif;
    }

    private static JsonNode results(JsonNode sarif) {
        return sarif.path("runs").path(0).path("results");
    }

    @Test
    void every_finding_is_a_result_at_its_place() throws IOException {
        run.task(
                "review",
                "review",
                Answer.saying("2")
                        .finding(Severity.CRITICAL, "risk.sql", "Text as SQL", "src/größe a.java", 12)
                        .finding(Severity.MEDIUM, "risk.sql", "Less so", "b.java", 1)
                        .finding(Severity.INFO, "note", "Just so", "b.java", 1));
        JsonNode sarif = export();
        JsonNode first = results(sarif).path(0);
        assertEquals("risk.sql", first.path("ruleId").asString());
        assertEquals("error", first.path("level").asString());
        JsonNode place = first.path("locations").path(0).path("physicalLocation");
        assertEquals(
                "src/gr%C3%B6%C3%9Fe%20a.java",
                place.at("/artifactLocation/uri").asString());
        assertEquals(12, place.at("/region/startLine").asInt());
        assertEquals("warning", results(sarif).path(1).path("level").asString());
        assertEquals("note", results(sarif).path(2).path("level").asString());
        JsonNode own = sarif.path("runs").path(0);
        assertEquals("risk.sql", own.at("/tool/driver/rules/0/id").asString());
        assertEquals(1, results(sarif).path(2).path("ruleIndex").asInt());
        assertEquals(
                "file:///home/ada/shop/",
                own.at("/originalUriBaseIds/WORKSPACE/uri").asString());
        assertTrue(own.at("/invocations/0/executionSuccessful").asBoolean());
    }

    @Test
    void findings_keep_their_fingerprint_when_lines_move() throws IOException {
        run.task(
                "review",
                "review",
                Answer.saying("2").finding(Severity.LOW, "r", "m", "f", 3).finding(Severity.LOW, "r", "m", "f", 9));
        JsonNode before = results(export());
        var moved = new EndedRun(folder.resolve("moved"))
                .task(
                        "review",
                        "review",
                        Answer.saying("2")
                                .finding(Severity.LOW, "r", "m", "f", 5)
                                .finding(Severity.LOW, "r", "m", "f", 11));
        JsonNode after = results(write(moved.ended().account()));
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    before.path(i).path("partialFingerprints"), after.path(i).path("partialFingerprints"));
        }
        assertFalse(
                before.path(0).path("partialFingerprints").equals(before.path(1).path("partialFingerprints")));
    }

    @Test
    void all_of_many_findings_are_written() throws IOException {
        Answer answer = Answer.saying("many");
        for (int i = 0; i < 10_000; i++) {
            answer.finding(Severity.LOW, "r" + i % 7, "m" + i, "f" + i, i + 1);
        }
        run.task("review", "review", answer);
        JsonNode sarif = write(run.ended().account());
        assertEquals(10_000, results(sarif).size());
        assertEquals(7, sarif.at("/runs/0/tool/driver/rules").size());
    }

    private void leaves(String sarif) throws IOException {
        Files.writeString(run.artifacts("review").resolve("review.sarif"), sarif);
        run.task(
                        "review",
                        "review",
                        Answer.saying("1")
                                .finding(Severity.LOW, "r", "from the result", "f", 1)
                                .left("sarif", run.home().name(run.artifacts("review")) + "/review.sarif"))
                .task("other", "review", Answer.saying("1").finding(Severity.LOW, "o", "of another task", "f", 1));
    }

    @Test
    void what_a_task_left_as_sarif_is_taken_over() throws IOException {
        leaves("""
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Review"}},
                 "results":[{"message":{"text":"from the file"}}]}]}
                """);
        JsonNode runs = export().path("runs");
        assertEquals(2, runs.size());
        assertEquals("from the file", runs.at("/0/results/0/message/text").asString());
        assertEquals(1, runs.at("/1/results").size());
        assertEquals("of another task", runs.at("/1/results/0/message/text").asString());
    }

    @Test
    void a_sarif_file_that_is_none_does_not_hide_what_was_found() throws IOException {
        for (String broken : List.of(
                "", "{", "[]", "{\"version\":\"2.1.0\",\"runs\":[]}", "{\"version\":\"9\"}", "[".repeat(5000))) {
            run = new EndedRun(folder);
            leaves(broken);
            JsonNode sarif = export();
            assertEquals(1, sarif.path("runs").size(), broken);
            assertEquals(2, results(sarif).size(), broken);
        }
    }

    @Test
    void findings_that_are_not_known_are_said_to_be_missing() throws IOException {
        run.task("review", "review", Answer.saying("1").finding(Severity.LOW, "r", "m", "f", 1))
                .ended();
        Files.writeString(run.folder().resolve("tasks/review/1/result.json"), "{");
        JsonNode invocation = export().at("/runs/0/invocations/0");
        assertFalse(invocation.path("executionSuccessful").asBoolean());
        assertTrue(invocation
                .at("/toolExecutionNotifications/0/message/text")
                .asString()
                .contains("task review"));
    }

    @Test
    void hostile_findings_are_text() throws IOException {
        run.in("/home/ada/a b%\"")
                .task(
                        "review",
                        "review",
                        Answer.saying("1")
                                .finding(Severity.HIGH, "r\u0000\u202e", "m\"}\u0000]", "../../etc/\"passwd", 1));
        JsonNode sarif = export();
        assertEquals(
                "../../etc/%22passwd",
                results(sarif)
                        .at("/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asString());
        assertEquals("r\\u0000\\u202e", results(sarif).path(0).path("ruleId").asString());
    }
}
