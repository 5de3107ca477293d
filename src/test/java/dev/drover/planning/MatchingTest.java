package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.flock.Dag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The built-in patterns against natural requests; the table is {@code requests.csv}. */
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
        assertEquals(expected, plan.pattern().orElseThrow(), plan.reason());
        assertEquals(List.of(), Dag.check(plan.tasks()));
    }
}
