package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.flock.Dag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The built-in patterns against natural requests; the table is {@code requests.csv}, with a stroke between alternatives. */
class MatchingTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();

    @Test
    void the_built_in_pattern_files_all_load() {
        assertEquals(List.of(), BUILT_IN.broken());
    }

    @ParameterizedTest(name = "{1} → {0}")
    @CsvFileSource(resources = "/planning/requests.csv", delimiter = '|')
    void natural_requests_get_the_expected_pattern(String expected, String request) {
        Plan plan = Requests.plan(BUILT_IN, request);
        String actual = plan.pattern().orElseThrow();
        assertTrue(List.of(expected.split("/", -1)).contains(actual), () -> actual + ": " + plan.reason());
        assertEquals(List.of(), Dag.check(plan.tasks()));
    }
}
