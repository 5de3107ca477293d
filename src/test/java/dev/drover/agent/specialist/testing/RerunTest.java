package dev.drover.agent.specialist.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Artifact;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A failed test is run again by itself, and both outcomes are told. */
class RerunTest {
    /** The first passes only when the second has not run before it, and the third never. */
    private static final String UNITTEST = """
            import unittest

            STATE = []

            class OrderTest(unittest.TestCase):
                def test_b_is_clean(self):
                    self.assertEqual([], STATE)

                def test_a_leaves_something(self):
                    STATE.append(1)

                def test_c_is_wrong(self):
                    self.fail("always")
            """;

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void a_test_that_passes_by_itself_is_flaky_and_one_that_fails_again_is_not() throws Exception {
        bench.write("test_order.py", UNITTEST);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(
                outcome.summary()
                        .startsWith("Python: 3 tests, 1 passed, 2 failed, 0 skipped."
                                + " The 2 failed tests were run again one by one: 1 failed again, 1 passed."),
                outcome.summary());
        assertEquals(2L, outcome.data().get("tests.failed"), "as they were when all ran");
        assertEquals(1L, outcome.data().get("tests.flaky"));
        Finding flaky = finding(outcome, "test.flaky");
        assertEquals(Severity.MEDIUM, flaky.severity());
        assertTrue(flaky.message().contains("test_b_is_clean: AssertionError"), flaky.message());
        assertTrue(flaky.message()
                .endsWith("(run again by itself it passed, so it depends on chance, on time or on the"
                        + " tests before it)"));
        assertEquals(Severity.HIGH, finding(outcome, "test.failed").severity());
        assertEquals(3, outcome.evidence().size());
    }

    @Test
    void the_results_are_left_as_junit_xml_and_as_json() throws Exception {
        bench.write("test_order.py", UNITTEST);
        Outcome outcome = run();
        Artifact junit = outcome.artifacts().getFirst();
        assertEquals("junit", junit.name());
        assertTrue(junit.path().endsWith("/junit.xml"));
        assertEquals(junit.bytes().orElseThrow(), Files.size(bench.artifacts().resolve("junit.xml")));
        String xml = Files.readString(bench.artifacts().resolve("junit.xml"));
        assertTrue(xml.contains("<testsuite name=\"Python\" tests=\"3\" failures=\"1\""), xml);
        JsonNode json = Json.tree(Files.readString(bench.artifacts().resolve("tests.json")));
        assertEquals("failed", json.path("run_again").path(1).path("second").asString());
        assertEquals(3, json.path("suites").path(0).path("total").asInt());
        try (var left = Files.list(bench.artifacts())) {
            assertEquals(2, left.count());
        }
        try (var left = Files.list(temp)) {
            assertTrue(left.noneMatch(f -> String.valueOf(f.getFileName()).startsWith("work-")), "scratch is gone");
        }
    }

    @Test
    void pytest_reruns_by_node_id_also_classes_and_parameters() throws Exception {
        assumeTrue(PythonModules.has(bench, "pytest"), "pytest is not installed");
        bench.write("tests/test_x.py", """
                import pytest

                SEEN = []

                class TestState:
                    @pytest.mark.parametrize("n", ["a b", "c[d]"])
                    def test_is_first(self, n):
                        SEEN.append(n)
                        assert len(SEEN) == 1
                """);
        Outcome outcome = run();
        assertTrue(outcome.summary().contains("The failed test passed when run by itself."), outcome.summary());
    }

    @Test
    void node_reruns_by_name() throws Exception {
        assumeTrue(bench.shell().has("npm"), "npm is not installed");
        bench.write("package.json", "{\"scripts\": {\"test\": \"node --test\"}}")
                .write("a.test.js", """
                const { describe, it } = require('node:test');
                const assert = require('node:assert');
                let n = 0;
                describe('state', () => {
                  it('first', () => { n++; });
                  it("it's (second)", () => assert.strictEqual(n, 0));
                });
                """);
        Outcome outcome = run();
        assertTrue(outcome.summary().startsWith("npm: 2 tests, 1 passed, 1 failed"), outcome.summary());
        assertTrue(outcome.summary().contains("The failed test passed when run by itself."), outcome.summary());
    }

    @Test
    void no_more_than_ten_tests_are_run_again() throws Exception {
        var tests = new StringBuilder("import unittest\nclass ManyTest(unittest.TestCase):\n");
        for (int i = 0; i < 15; i++) {
            tests.append("    def test_").append(i).append("(self): self.fail()\n");
        }
        bench.write("test_many.py", tests.toString());
        Outcome outcome = run();
        assertTrue(
                outcome.summary().contains("10 of the 15 failed tests were run again one by one: 10 failed again."),
                outcome.summary());
        assertEquals(15, outcome.findings().size());
    }

    @Test
    void without_time_left_nothing_is_run_again_and_nothing_is_said_of_it() throws Exception {
        bench.write("test_order.py", UNITTEST);
        bench.shell().left(Duration.ofSeconds(3));
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertFalse(outcome.summary().contains("again"), outcome.summary());
        assertEquals(
                2,
                outcome.findings().stream()
                        .filter(f -> f.rule().equals("test.failed"))
                        .count());
    }

    private static Finding finding(Outcome outcome, String rule) {
        List<Finding> all =
                outcome.findings().stream().filter(f -> f.rule().equals(rule)).toList();
        assertEquals(1, all.size(), outcome.findings()::toString);
        return all.getFirst();
    }

    private Outcome run() throws IOException, InterruptedException {
        return new TestingSpecialist().perform(bench.assignment("testing", "run_tests"));
    }
}
