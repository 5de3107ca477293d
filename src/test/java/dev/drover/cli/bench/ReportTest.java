package dev.drover.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReportTest {
    private static final Distribution ONE = Distribution.of(List.of(1.5));

    private static Report report() {
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        results.put("latency", Map.of("dropped_to_claimed_ms", ONE));
        results.put("chain", Map.of("error", "there was no result"));
        return new Report(
                "1.2.3",
                Instant.EPOCH,
                12.5,
                true,
                new Machine(2, 4096, "cpu", "jdk", "kernel", "ext4", "/somewhere"),
                0.25,
                new Baseline(ONE, ONE, ONE),
                results,
                List.of(
                        Verdict.atMost("claimed, p50", 1.5, "ms", 5),
                        Verdict.atLeast("at once", 249.9, "tasks/s", 250)));
    }

    @Test
    void the_json_names_figures_baseline_machine_and_targets() {
        JsonNode json = Json.tree(Json.pretty(report()));

        assertEquals(1.5, json.at("/results/latency/dropped_to_claimed_ms/p99").asDouble());
        assertEquals(1.5, json.at("/baseline/publish_ms/p50").asDouble());
        assertEquals("ext4", json.at("/machine/file_system").asString());
        assertEquals(4096, json.at("/machine/memory_mb").asLong());
        assertTrue(json.at("/targets/0/met").asBoolean());
        assertEquals("AT_LEAST", json.at("/targets/1/bound").asString());
        assertEquals("1970-01-01T00:00:00Z", json.at("/at").asString());
    }

    @Test
    void the_table_says_of_each_target_whether_it_is_met() {
        List<String> lines = report().table().lines().toList();

        assertTrue(lines.get(1).matches("claimed, p50 +1\\.50 ms +≤ 5 ms +met"), lines.get(1));
        assertTrue(lines.get(2).matches("at once +249\\.9 tasks/s +≥ 250 tasks/s +MISSED"), lines.get(2));
    }

    @Test
    void the_table_says_what_could_not_be_measured_and_why() {
        assertTrue(report().table().contains("chain could not be measured: there was no result"));
    }

    @Test
    void a_figure_on_its_target_meets_it() {
        assertTrue(Verdict.atMost("x", 5, "ms", 5).met());
        assertTrue(Verdict.atLeast("x", 5, "ms", 5).met());
    }
}
