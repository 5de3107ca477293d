package dev.drover.agent.specialist.testing.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFormatsTest {
    @TempDir
    private Path temp;

    @Test
    void node_spec_summary_and_failures_are_read() throws IOException {
        file("test/a.test.js");
        TestReport report = parse("""
                \u25B6 s
                  \u2714 ok (0.59ms)
                \u2139 tests 4
                \u2139 suites 1
                \u2139 pass 1
                \u2139 fail 1
                \u2139 cancelled 1
                \u2139 skipped 1
                \u2139 todo 0

                \u2716 failing tests:

                test at test/a.test.js:2:35
                \u2716 bad (1.01ms)
                  AssertionError: no
                """);
        assertEquals(4, report.total());
        assertEquals(2, report.failed());
        assertEquals(
                List.of(TestCase.failed("bad", "AssertionError: no", place("test/a.test.js", 2))), report.failures());
    }

    @Test
    void tap_subtests_are_counted_and_their_parents_are_not() {
        TestReport report = parse("""
                TAP version 13
                # Subtest: outer
                    # Subtest: inner
                    not ok 1 - inner
                      ---
                      error: 'no'
                      ...
                    ok 2 - other
                    1..2
                not ok 1 - outer
                ok 2 - alone # TODO some day
                not ok 3 - hoped for # TODO
                1..3
                """);
        assertEquals(4, report.total());
        assertEquals(2, report.skipped());
        assertEquals(List.of(TestCase.failed("outer > inner", "no", Optional.empty())), report.failures());
    }

    @Test
    void a_tap_bail_out_is_a_failure() {
        assertEquals(1, parse("1..5\nok 1\nBail out! no database\n").failed());
    }

    @Test
    void mocha_is_read() throws IOException {
        file("test/m.js");
        TestReport report = parse("""
                  Math
                    1) adds

                  2 passing (5ms)
                  1 pending
                  1 failing

                  1) Math
                       adds:

                      AssertionError [ERR_ASSERTION]: 1 == 2
                      at Context.<anonymous> (test/m.js:5:12)
                """);
        assertEquals(4, report.total());
        assertEquals(1, report.skipped());
        assertEquals(
                List.of(TestCase.failed(
                        "Math > adds", "AssertionError [ERR_ASSERTION]: 1 == 2", place("test/m.js", 5))),
                report.failures());
    }

    @Test
    void jest_is_read_and_its_repeated_failures_once() throws IOException {
        file("sum.test.js");
        TestReport report = parse("""
                FAIL ./sum.test.js
                  \u25CF sum \u203A adds

                    expect(received).toBe(expected)

                      at Object.<anonymous> (sum.test.js:3:17)

                Summary of all failing tests
                  \u25CF sum \u203A adds

                Test Suites: 1 failed, 1 total
                Tests:       1 failed, 1 skipped, 2 passed, 4 total
                """);
        assertEquals(4, report.total());
        assertEquals(2, report.passed());
        assertEquals(
                List.of(TestCase.failed("sum \u203A adds", "expect(received).toBe(expected)", place("sum.test.js", 3))),
                report.failures());
    }

    @Test
    void vitest_is_read() {
        TestReport report = parse(" Test Files  1 failed (1)\n      Tests  1 failed | 2 passed (3)\n");
        assertEquals(3, report.total());
        assertEquals(1, report.failed());
    }

    @Test
    void pytest_console_is_read() {
        TestReport report = parse("""
                FAILED tests/test_a.py::test_b - AssertionError: no
                ==== 1 failed, 2 passed, 1 skipped, 1 error in 0.03s ====
                """);
        assertEquals(5, report.total());
        assertEquals(2, report.failed());
        assertEquals("tests/test_a.py::test_b", report.failures().getFirst().name());
    }

    @Test
    void surefire_totals_of_all_modules_are_added() {
        TestReport report = parse("""
                [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in a.ATest
                [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0
                [ERROR]   BTest.fails:12 expected: <1> but was: <2>
                [ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1
                """);
        assertEquals(5, report.total());
        assertEquals(1, report.failed());
        assertEquals("BTest.fails", report.failures().getFirst().name());
    }

    @Test
    void prose_is_no_result() {
        List<String> lines = List.of("ok 1 of the tests", "2 files passed review", "done in 3s");
        assertEquals(Optional.empty(), OutputFormats.parse(lines, new Places(temp)));
    }

    @Test
    void places_outside_the_workspace_are_not_named() {
        assertTrue(new Places(temp).of("/etc/passwd", 1).isEmpty());
        assertTrue(new Places(temp).of("../secret.js", 1).isEmpty());
    }

    private TestReport parse(String output) {
        return OutputFormats.parse(output.lines().toList(), new Places(temp)).orElseThrow();
    }

    private void file(String name) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    private static Optional<Place> place(String file, int line) {
        return Optional.of(new Place(file, line));
    }
}
