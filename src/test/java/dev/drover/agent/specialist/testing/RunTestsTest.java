package dev.drover.agent.specialist.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.Scripts;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTestsTest {
    private static final String UNITTEST = """
            import unittest

            class SumTest(unittest.TestCase):
                def test_adds(self):
                    self.assertEqual(2, 1 + 1)

                def test_is_wrong(self):
                    '''Says something about itself'''
                    self.assertEqual(3, 1 + 1)

                @unittest.skip("later")
                def test_comes_later(self):
                    pass
            """;

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void does_only_what_its_capability_names() {
        var specialist = new TestingSpecialist();
        assertTrue(specialist.canDo(bench.assignment("testing", "run_tests").packet()));
        assertFalse(
                specialist.canDo(bench.assignment("testing", "generate_tests").packet()));
    }

    @Test
    void unittest_failures_are_findings_of_a_completed_task() throws Exception {
        bench.write("test_sum.py", UNITTEST);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(counts(3, 1, 1, 1), outcome.data());
        Finding finding = outcome.findings().getFirst();
        assertEquals("test.failed", finding.rule());
        assertEquals(Optional.of("test_sum.py"), finding.file());
        assertEquals(Optional.of(9), finding.line());
        assertEquals(
                "test_sum.SumTest.test_is_wrong: AssertionError: 3 != 2 (run again by itself it failed again)",
                finding.message());
        assertFalse(Files.exists(bench.workspace().resolve("__pycache__")));
        assertEquals(2, outcome.evidence().size(), "the run, and the failed test again");
    }

    @Test
    void unittest_is_started_in_a_tests_folder_that_is_no_package() throws Exception {
        bench.write("tests/test_sum.py", UNITTEST).write("test_more.py", UNITTEST);
        Outcome outcome = run();
        assertEquals(counts(6, 2, 2, 2), outcome.data());
        assertEquals(4, outcome.evidence().size(), "a run for each folder, and both failed tests again");
        assertTrue(
                outcome.summary().contains("Both failed tests failed again when run one by one."), outcome.summary());
    }

    @Test
    void unittest_is_started_for_files_that_it_does_not_take_by_itself() throws Exception {
        bench.write("sum_test.py", UNITTEST);
        Outcome only = run();
        assertEquals(counts(3, 1, 1, 1), only.data(), only.summary());
        assertTrue(only.summary().contains("The failed test failed again when run by itself."), only.summary());
        bench.write("test_more.py", UNITTEST);
        assertEquals(counts(6, 2, 2, 2), run().data());
    }

    @Test
    void a_file_that_is_called_both_ways_is_counted_once_and_hides_none() throws Exception {
        bench.write("test_sum_test.py", UNITTEST)
                .write("sum_test.py", UNITTEST)
                .write("more_test.py", UNITTEST)
                .write("total_test.py", UNITTEST);
        Outcome outcome = run();
        assertEquals(counts(12, 4, 4, 4), outcome.data(), outcome.summary());
    }

    @Test
    void a_file_is_run_that_only_begins_with_test() throws Exception {
        bench.write("tests/testing_test.py", UNITTEST);
        assertEquals(counts(3, 1, 1, 1), run().data());
        bench.write("testing_test.py", UNITTEST);
        assertEquals(counts(6, 2, 2, 2), run().data());
    }

    @Test
    void a_python_file_that_cannot_be_imported_means_that_tests_could_not_be_run() throws Exception {
        bench.write("test_sum.py", "import no_such_module_anywhere\n");
        Outcome outcome = run();
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals("tests_not_run", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("no_such_module_anywhere"), outcome.summary());
    }

    /** What it prints is that of tox 3.28. */
    @Test
    void tox_is_started_as_versions_before_4_know_it_too() throws Exception {
        bench.write("tox.ini", "[tox]\n").write("test_sum.py", UNITTEST);
        bench.shell().provide("tox", """
                #!/bin/sh
                if [ $# -gt 0 ]; then
                    echo "tox: error: unrecognized arguments: $*"
                    exit 2
                fi
                cat <<'END'
                python create: /p/.tox/python
                python run-test-pre: PYTHONHASHSEED='3080031389'
                python run-test: commands[0] | python -m unittest discover -v
                test_a (test_a.A.test_a) ... ok
                test_b (test_a.A.test_b) ... FAIL

                ======================================================================
                FAIL: test_b (test_a.A.test_b)
                ----------------------------------------------------------------------
                Traceback (most recent call last):
                  File "/p/test_a.py", line 4, in test_b
                    def test_b(self): self.fail("no")
                                      ^^^^^^^^^^^^^^^
                AssertionError: no

                ----------------------------------------------------------------------
                Ran 2 tests in 0.004s

                FAILED (failures=1)
                ERROR: InvocationError for command /p/.tox/python/bin/python -m unittest discover -v (exited with code 1)
                ___________________________________ summary ____________________________________
                ERROR:   python: commands failed
                END
                exit 1
                """);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(counts(2, 1, 1, 0), outcome.data());
        assertEquals(
                "test_a.A.test_b: AssertionError: no",
                outcome.findings().getFirst().message());
    }

    @Test
    void pytest_is_used_where_it_is_configured() throws Exception {
        assumeTrue(hasPytest(), "pytest is not installed");
        bench.write("pytest.ini", "[pytest]\n").write("tests/test_sum.py", """
                import pytest

                def helper(x):
                    assert x == 3

                def test_adds():
                    assert 2 == 1 + 1

                def test_is_wrong():
                    helper(4)

                @pytest.mark.skip
                def test_later():
                    pass
                """);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(counts(3, 1, 1, 1), outcome.data());
        Finding finding = outcome.findings().getFirst();
        assertTrue(finding.message().startsWith("tests.test_sum.test_is_wrong: assert 4 == 3"), finding.message());
        assertEquals(Optional.of("tests/test_sum.py"), finding.file());
        assertEquals(Optional.of(4), finding.line());
        assertFalse(Files.exists(bench.workspace().resolve(".pytest_cache")));
        assertTrue(Files.exists(bench.artifacts().resolve("junit.xml")));
    }

    @Test
    void pytest_that_cannot_collect_means_that_tests_could_not_be_run() throws Exception {
        assumeTrue(hasPytest(), "pytest is not installed");
        bench.write("conftest.py", "").write("test_a.py", "def test_a(:\n");
        Outcome outcome = run();
        assertEquals("tests_not_run", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("SyntaxError"), outcome.summary());
    }

    @Test
    void pytest_without_tests_is_no_tests_found() throws Exception {
        assumeTrue(hasPytest(), "pytest is not installed");
        bench.write("pyproject.toml", "[tool.pytest.ini_options]\naddopts = \"-q\"\n");
        assertEquals("no_tests_found", run().error().orElseThrow().code());
    }

    @Test
    void npm_counts_and_places_come_from_nodes_own_runner() throws Exception {
        assumeTrue(bench.shell().has("npm"), "npm is not installed");
        bench.write("package.json", "{\"name\": \"x\", \"scripts\": {\"test\": \"node --test\"}}")
                .write("test/sum.test.js", """
                        const { describe, it } = require('node:test');
                        const assert = require('node:assert');
                        describe('sum', () => {
                          it('adds', () => {});
                          it('is wrong', () => assert.strictEqual(1, 2));
                          it.skip('later', () => {});
                        });
                        """);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(counts(3, 1, 1, 1), outcome.data());
        Finding finding = outcome.findings().getFirst();
        assertTrue(finding.message().contains("is wrong"), finding.message());
        assertTrue(finding.message().contains("Expected values to be strictly equal"), finding.message());
        assertEquals(Optional.of("test/sum.test.js"), finding.file());
        assertEquals(Optional.of(5), finding.line());
    }

    @Test
    void an_npm_script_that_ends_badly_without_results_could_not_be_run() throws Exception {
        assumeTrue(bench.shell().has("npm"), "npm is not installed");
        bench.write("package.json", "{\"scripts\": {\"test\": \"echo nothing works; exit 3\"}}");
        Outcome outcome = run();
        assertEquals("tests_not_run", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("nothing works"), outcome.summary());
    }

    @Test
    void the_script_that_npm_init_writes_is_no_test() throws Exception {
        bench.write("package.json", """
                {"scripts": {"test": "echo \\"Error: no test specified\\" && exit 1"}}
                """);
        Outcome outcome = run();
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals("no_tests_found", outcome.error().orElseThrow().code());
        assertFalse(outcome.error().orElseThrow().retryable());
        assertTrue(outcome.summary().contains("pom.xml"), outcome.summary());
    }

    @Test
    void make_test_is_believed_by_its_tap() throws Exception {
        bench.write("Makefile", """
                test:
                \t@printf 'TAP version 13\\n1..3\\nok 1 - one\\nnot ok 2 - two\\nok 3 - three # SKIP no\\n'; exit 1
                """);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(counts(3, 1, 1, 1), outcome.data());
        assertEquals("two", outcome.findings().getFirst().message());
    }

    @Test
    void make_check_without_a_known_format_is_believed_by_its_exit_code() throws Exception {
        bench.write("Makefile", "check:\n\t@echo fine\n");
        Outcome good = run();
        assertEquals(ResultStatus.COMPLETED, good.status());
        assertTrue(good.summary().contains("names no counts"), good.summary());
        assertEquals("test.uncounted", good.findings().getFirst().rule());
        assertEquals(Severity.MEDIUM, good.findings().getFirst().severity());
        bench.write("Makefile", "check:\n\t@echo broken; false\n");
        assertEquals("tests_not_run", run().error().orElseThrow().code());
    }

    @Test
    void a_makefile_whose_target_is_taken_for_a_folder_has_run_no_tests() throws Exception {
        bench.write("Makefile", "test:\n\t@./run-all\n").write("test/one.c", "");
        Outcome folder = run();
        assertEquals("no_tests_found", folder.error().orElseThrow().code(), folder.summary());
        assertTrue(folder.summary().contains("'.PHONY: test'"), folder.summary());
        bench.write("Makefile", ".PHONY: test\ntest: one\none:\n");
        Outcome empty = run();
        assertEquals("no_tests_found", empty.error().orElseThrow().code(), empty.summary());
    }

    @Test
    void a_runner_that_fails_although_its_tests_passed_is_not_completed() throws Exception {
        bench.write("Makefile", "test:\n\t@printf '1..1\\nok 1 - one\\n'; exit 4\n");
        Outcome outcome = run();
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals(counts(1, 1, 0, 0), outcome.data());
    }

    @Test
    void every_kind_of_tests_at_the_root_is_run() throws Exception {
        bench.write("Makefile", "test:\n\t@printf '1..1\\nok 1 - one\\n'\n").write("test_sum.py", UNITTEST);
        assertEquals(counts(4, 2, 1, 1), run().data());
    }

    @Test
    void a_missing_tool_blocks_and_is_named() throws Exception {
        bench.write("Makefile", "test:\n\ttrue\n");
        bench.shell().hide("make");
        Outcome outcome = run();
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("missing_tool", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("'make'"), outcome.summary());
        for (String tool : List.of("mvn", "npm", "python3")) {
            bench.shell().hide(tool);
        }
        Files.delete(bench.workspace().resolve("Makefile"));
        bench.write("pom.xml", "<project/>");
        assertTrue(run().summary().contains("'mvn'"));
        Files.delete(bench.workspace().resolve("pom.xml"));
        bench.write("package.json", "{\"scripts\": {\"test\": \"true\"}}");
        assertTrue(run().summary().contains("'npm'"));
        Files.delete(bench.workspace().resolve("package.json"));
        bench.write("test_sum.py", UNITTEST);
        assertTrue(run().summary().contains("'python3'"));
    }

    @Test
    void the_end_of_the_packets_time_is_a_timeout() throws Exception {
        bench.write("Makefile", "test:\n\t@sleep 60\n");
        bench.shell().timeout(Duration.ofMillis(300));
        Outcome outcome = run();
        assertEquals(ResultStatus.TIMEOUT, outcome.status());
        assertEquals("timeout", outcome.error().orElseThrow().code());
    }

    @Test
    void maven_results_are_those_of_this_run_only() throws Exception {
        bench.write("pom.xml", "<project/>")
                .write("a/target/surefire-reports/TEST-a.OldTest.xml", suite("a.OldTest", "<failure message='stale'/>"))
                .write(
                        "report.xml",
                        suite("a.NewTest", "<failure message='red'>at a.NewTest.t(NewTest.java:7)</failure>"))
                .write("a/src/test/java/a/NewTest.java", "class NewTest {}\n");
        wrapper("""
                #!/bin/sh
                cp report.xml a/target/surefire-reports/TEST-a.NewTest.xml
                echo "$@"
                exit 1
                """);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(counts(1, 0, 1, 0), outcome.data());
        assertTrue(outcome.findings().getFirst().message().startsWith("a.NewTest.t: red"));
        assertEquals(
                Optional.of("a/src/test/java/a/NewTest.java"),
                outcome.findings().getFirst().file());
        assertEquals(Optional.of(7), outcome.findings().getFirst().line());
        assertTrue(outcome.evidence().getFirst().command().startsWith("./mvnw -B"));
    }

    @Test
    void code_that_does_not_compile_means_that_tests_could_not_be_run() throws Exception {
        bench.write("pom.xml", "<project/>");
        wrapper("#!/bin/sh\necho '[ERROR] COMPILATION ERROR :'\necho 'A.java:[3,1] no'\nexit 1\n");
        Outcome outcome = run();
        assertEquals("tests_not_run", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("A.java:[3,1] no"), outcome.summary());
    }

    @Test
    void a_maven_build_without_tests_is_no_tests_found() throws Exception {
        bench.write("pom.xml", "<project/>");
        wrapper("#!/bin/sh\nexit 0\n");
        assertEquals("no_tests_found", run().error().orElseThrow().code());
    }

    @Test
    void the_maven_on_the_path_is_started() throws Exception {
        assumeTrue(bench.shell().has("mvn"), "mvn is not installed");
        bench.write("pom.xml", "<project>this is no project</project>");
        Outcome outcome = run();
        assertEquals("tests_not_run", outcome.error().orElseThrow().code());
        assertTrue(
                outcome.summary().contains("Non-parseable POM")
                        || outcome.summary().contains("ERROR"),
                outcome.summary());
    }

    private Outcome run() throws IOException, InterruptedException {
        return new TestingSpecialist().perform(bench.assignment("testing", "run_tests"));
    }

    private boolean hasPytest() throws IOException, InterruptedException {
        return bench.shell()
                        .run(List.of("python3", "-c", "import pytest"), bench.workspace(), Map.of())
                        .exitCode()
                == 0;
    }

    private void wrapper(String script) throws IOException {
        Scripts.write(bench.workspace().resolve("mvnw"), script);
    }

    private static String suite(String type, String content) {
        return "<testsuite tests='1'><testcase classname='" + type + "' name='t'>" + content
                + "</testcase></testsuite>";
    }

    private static Map<String, Long> counts(long total, long passed, long failed, long skipped) {
        return Map.of(
                "tests.total", total,
                "tests.passed", passed,
                "tests.failed", failed,
                "tests.skipped", skipped,
                "tests.flaky", 0L);
    }
}
