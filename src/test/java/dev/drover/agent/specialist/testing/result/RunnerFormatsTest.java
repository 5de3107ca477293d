package dev.drover.agent.specialist.testing.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output of Go, Cargo, CTest, and the JSON of Jest and Vitest, as the programs really write it. */
class RunnerFormatsTest {
    @TempDir
    private Path temp;

    @Test
    void go_events_become_cases_with_times_and_places_and_parents_are_not_counted() throws IOException {
        file("clock/clock_test.go");
        TestReport report = parse("""
                {"Time":"2026-01-01T00:00:00Z","Action":"start","Package":"example.org/x/clock"}
                {"Action":"run","Package":"example.org/x/clock","Test":"TestNoon"}
                {"Action":"output","Package":"example.org/x/clock","Test":"TestNoon","Output":"=== RUN   TestNoon\\n"}
                {"Action":"output","Package":"example.org/x/clock","Test":"TestNoon","Output":"    clock_test.go:7: got 1, want 2\\n"}
                {"Action":"output","Package":"example.org/x/clock","Test":"TestNoon","Output":"--- FAIL: TestNoon (0.25s)\\n"}
                {"Action":"fail","Package":"example.org/x/clock","Test":"TestNoon","Elapsed":0.25}
                {"Action":"run","Package":"example.org/x/clock","Test":"TestRound"}
                {"Action":"run","Package":"example.org/x/clock","Test":"TestRound/morning"}
                {"Action":"pass","Package":"example.org/x/clock","Test":"TestRound/morning","Elapsed":0}
                {"Action":"pass","Package":"example.org/x/clock","Test":"TestRound","Elapsed":0}
                {"Action":"skip","Package":"example.org/x/clock","Test":"TestLater","Elapsed":0}
                # what a program prints beside it
                {"Action":"run","Package":"example.org/x/clock","Test":"TestHangs"}
                {"Action":"fail","Package":"example.org/x/clock","Elapsed":0.3}
                """);
        assertEquals(4, report.total());
        assertEquals(2, report.failed());
        assertEquals(1, report.skipped());
        TestCase first = report.failures().getFirst();
        assertEquals("example.org/x/clock.TestNoon", first.fullName());
        assertEquals("clock_test.go:7: got 1, want 2", first.message());
        assertEquals(Optional.of(new Place("clock/clock_test.go", 7)), first.place());
        assertEquals(Optional.of(Duration.ofMillis(250)), first.time());
        assertEquals("it did not come to its end", report.failures().getLast().message());
    }

    @Test
    void cargo_tests_of_all_crates_are_counted_with_their_panics() throws IOException {
        file("src/lib.rs");
        TestReport report = parse("""
                   Compiling roman v1.0.0 (/tmp/roman)
                     Running unittests src/lib.rs (target/debug/deps/roman-1b2c)

                running 3 tests
                test tests::later ... ignored
                test tests::eight ... ok
                test tests::nine ... FAILED

                failures:

                ---- tests::nine stdout ----

                thread 'tests::nine' panicked at src/lib.rs:31:9:
                assertion `left == right` failed
                  left: "VIIII"
                 right: "IX"
                note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace


                failures:
                    tests::nine

                test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

                   Doc-tests roman

                running 1 test
                test src/lib.rs - numeral (line 5) ... ok

                test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.11s
                """);
        assertEquals(4, report.total());
        assertEquals(2, report.passed());
        assertEquals(1, report.skipped());
        TestCase failure = report.failures().getFirst();
        assertEquals("src/lib.rs.tests::nine", failure.fullName());
        assertEquals("assertion `left == right` failed, left: \"VIIII\", right: \"IX\"", failure.message());
        assertEquals(Optional.of(new Place("src/lib.rs", 31)), failure.place());
        assertEquals("doc-tests roman", report.cases().getLast().origin());
    }

    @Test
    void ctest_results_are_read_from_what_it_prints() {
        TestReport report = parse("""
                Test project /tmp/b
                    Start 1: ordinary_years
                1/3 Test #1: ordinary_years ...................   Passed    0.01 sec
                    Start 2: centuries
                2/3 Test #2: centuries ........................***Failed    0.02 sec
                    Start 3: off
                3/3 Test #3: off ..............................***Not Run (Disabled)   0.00 sec

                50% tests passed, 1 tests failed out of 2
                """);
        assertEquals(1, report.failed());
        assertEquals(
                "centuries: Failed",
                report.failures().getFirst().fullName() + ": "
                        + report.failures().getFirst().message());
    }

    @Test
    void jest_json_names_every_case_and_a_file_that_cannot_be_loaded() throws IOException {
        file("sum.test.js");
        Path json = Files.writeString(temp.resolve("r.json"), """
                {"numTotalTests": 2, "testResults": [
                  {"name": "%1$s/sum.test.js", "status": "failed", "message": "x", "assertionResults": [
                    {"ancestorTitles": ["sum"], "title": "adds", "status": "passed", "duration": 1500},
                    {"ancestorTitles": ["sum"], "title": "is wrong", "status": "failed", "duration": 2,
                     "failureMessages": ["\\u001b[31mError: 1 is not 2\\u001b[39m\\n    at Object.<anonymous> (%1$s/sum.test.js:5:9)"],
                     "location": {"line": 4, "column": 3}},
                    {"ancestorTitles": [], "title": "later", "status": "pending"}]},
                  {"name": "%1$s/broken.test.js", "status": "failed", "message": "\\nSyntaxError: no", "assertionResults": []}
                ]}
                """.formatted(temp));
        TestReport report = JestJson.read(json, new Places(temp)).orElseThrow();
        assertEquals(4, report.total());
        assertEquals(2, report.failed());
        assertEquals(1, report.skipped());
        TestCase failure = report.failures().getFirst();
        assertEquals("sum.is wrong: Error: 1 is not 2", failure.fullName() + ": " + failure.message());
        assertEquals(Optional.of(new Place("sum.test.js", 5)), failure.place());
        assertEquals(
                Optional.of(Duration.ofMillis(1500)), report.cases().getFirst().time());
        assertEquals("SyntaxError: no", report.failures().getLast().message());
    }

    @Test
    void json_that_is_none_is_no_report() throws IOException {
        assertTrue(JestJson.read(Files.writeString(temp.resolve("x"), "{\"a\": "), new Places(temp))
                .isEmpty());
        assertTrue(JestJson.read(temp.resolve("missing"), new Places(temp)).isEmpty());
    }

    @Test
    void unittest_names_the_tests_that_did_not_fail_too() {
        TestReport report = parse("""
                test_adds (tests.test_sum.SumTest.test_adds)
                What it adds ... ok
                test_later (tests.test_sum.SumTest.test_later) ... skipped 'no'
                test_wrong (tests.test_sum.SumTest.test_wrong) ... FAIL

                ======================================================================
                FAIL: test_wrong (tests.test_sum.SumTest.test_wrong)
                ----------------------------------------------------------------------
                Traceback (most recent call last):
                AssertionError: 1 != 2

                ----------------------------------------------------------------------
                Ran 3 tests in 0.002s

                FAILED (failures=1, skipped=1)
                """);
        assertEquals(
                List.of(
                        "tests.test_sum.SumTest.test_wrong FAILED",
                        "tests.test_sum.SumTest.test_adds PASSED",
                        "tests.test_sum.SumTest.test_later SKIPPED"),
                report.cases().stream().map(t -> t.fullName() + " " + t.end()).toList());
    }

    private TestReport parse(String output) {
        return OutputFormats.parse(output.lines().toList(), new Places(temp)).orElseThrow();
    }

    private void file(String name) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x\n");
    }
}
