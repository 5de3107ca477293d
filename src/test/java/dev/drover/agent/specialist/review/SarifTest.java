package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Artifact;
import dev.drover.message.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Against the official schema of SARIF 2.1.0, in its form of draft 4 (rtm.5), which lies in {@code sarif/}. */
class SarifTest {
    private static final Path SCHEMA = Path.of("src/test/resources/sarif/sarif-2.1.0-rtm.5.json");

    @TempDir
    private Path temp;

    @Test
    void the_findings_of_the_corpus_are_valid() throws Exception {
        var bench = new Bench(temp);
        Corpus.plant(bench);
        bench.write("odd name: ä%&.py", "breakpoint()\n");
        Outcome outcome = new ReviewSpecialist().perform(bench.assignment("review", "review_code"));
        String sarif = Files.readString(bench.artifacts().resolve("review.sarif"));
        assertEquals(List.of(), errors(sarif));
        JsonNode run = Json.tree(sarif).path("runs").path(0);
        assertEquals(
                outcome.data().getOrDefault("findings.total", -1L).intValue(),
                run.path("results").size());
        JsonNode odd = result(run, "odd%20name%3A%20%C3%A4%25&.py");
        assertEquals("leftover.debugger", odd.path("ruleId").asString());
        assertEquals("warning", odd.path("level").asString());
        assertEquals(
                "leftover.debugger",
                run.path("tool")
                        .path("driver")
                        .path("rules")
                        .path(odd.path("ruleIndex").asInt())
                        .path("id")
                        .asString());
        assertEquals(1, odd.path("partialFingerprints").size());
        Artifact artifact = outcome.artifacts().getLast();
        assertEquals("sarif", artifact.name());
        assertTrue(artifact.path().endsWith("/review.sarif"));
    }

    @Test
    void a_review_that_finds_nothing_is_valid_too() {
        assertEquals(List.of(), errors(new String(Sarif.of(List.of()), java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void the_schema_refuses_what_is_not_sarif() {
        String sound = new String(Sarif.of(List.of()), java.nio.charset.StandardCharsets.UTF_8);
        assertFalse(errors(sound.replace("\"driver\"", "\"motor\"")).isEmpty());
        assertFalse(errors(sound.replace("2.1.0\"", "2.1\"")).isEmpty());
    }

    private static JsonNode result(JsonNode run, String uri) {
        for (JsonNode result : run.path("results")) {
            JsonNode place = result.path("locations").path(0).path("physicalLocation");
            if (place.path("artifactLocation").path("uri").asString("").equals(uri)) {
                return result;
            }
        }
        throw new AssertionError(uri + " is not among the results");
    }

    private static List<Error> errors(String sarif) {
        try {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
            return schema.validate(sarif, InputFormat.JSON);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
