package dev.drover.agent.specialist.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.Scripts;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runners whose exit code, reports and output do not fit together, and reports that nobody can read. */
class LyingRunnersTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void exit_code_0_with_a_failure_in_the_report_is_a_finding_and_is_said() throws Exception {
        maven("<testsuite><testcase classname='a.T' name='t'><failure message='red'/></testcase></testsuite>", 0);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("test.failed", outcome.findings().getFirst().rule());
        assertTrue(outcome.summary().contains("ended with exit code 0 although a test failed"), outcome.summary());
    }

    @Test
    void exit_code_1_with_no_failure_is_not_completed() throws Exception {
        maven("<testsuite><testcase classname='a.T' name='t'/></testsuite>", 1);
        Outcome outcome = run();
        assertEquals("tests_not_run", outcome.error().orElseThrow().code());
        assertTrue(
                outcome.summary().contains("ended with exit code 1 although 0 of the 1 tests it reported failed"),
                outcome.summary());
        assertEquals(1L, outcome.data().get("tests.passed"));
    }

    @Test
    void a_report_that_is_cut_off_is_named_and_the_others_count() throws Exception {
        maven("<testsuite><testcase classname='a.T' name='t'/></testsuite>", 0);
        bench.write("broken.xml", "<testsuite><testcase classname='a.U' na");
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(1L, outcome.data().get("tests.total"));
        Finding finding = outcome.findings().getFirst();
        assertEquals("test.report", finding.rule());
        assertTrue(finding.message().contains("TEST-broken.xml cannot be understood"), finding.message());
    }

    @Test
    void when_no_report_can_be_read_the_tests_count_as_not_run() throws Exception {
        maven("<testsuite><testcase", 0);
        assertEquals("tests_not_run", run().error().orElseThrow().code());
    }

    @Test
    void ten_thousand_tests_with_strange_names_are_counted_and_the_slowest_named() throws Exception {
        var suite = new StringBuilder("<testsuite>");
        for (int i = 0; i < 10_000; i++) {
            suite.append("<testcase classname='a.T' name='\u00FCml&#x202E;aut ")
                    .append(i)
                    .append("' time='")
                    .append(i / 1000.0)
                    .append("'/>");
        }
        maven(suite.append("</testsuite>").toString(), 0);
        Outcome outcome = run();
        assertEquals(10_000L, outcome.data().get("tests.passed"));
        assertTrue(
                outcome.summary().contains("Slowest: a.T.\u00FCml\uFFFDaut 9999 (10.0 s), a.T.\u00FCml\uFFFDaut 9998"),
                outcome.summary());
    }

    @Test
    void a_suite_that_never_ends_leaves_time_for_those_after_it() throws Exception {
        bench.write("a/Makefile", "test:\n\t@sleep 600\n");
        for (String folder : List.of("b", "c", "d", "e", "f")) {
            bench.write(folder + "/Makefile", "test:\n\t@printf '1..1\\nok 1 - one\\n'\n");
        }
        bench.shell().timeout(Duration.ofSeconds(6));
        Outcome outcome = run();
        assertEquals(ResultStatus.TIMEOUT, outcome.status(), outcome.summary());
        assertTrue(outcome.summary().contains("What could be run: Make in b: 1 test, 1 passed"), outcome.summary());
        assertEquals(5L, outcome.data().get("tests.passed"));
    }

    @Test
    void a_makefile_that_starts_what_is_run_anyway_is_not_run() throws Exception {
        bench.write("Makefile", "test:\n\t@python3 -m unittest discover\n")
                .write("test_a.py", "import unittest\nclass A(unittest.TestCase):\n    def test_a(self): pass\n");
        assertEquals(1L, run().data().get("tests.total"));
    }

    @Test
    void results_of_gradle_are_those_of_this_run_in_all_its_projects() throws Exception {
        bench.write("settings.gradle", "include 'core'\n")
                .write("core/src/test/java/a/T.java", "class T {}\n")
                .write("core/build/test-results/test/TEST-a.Old.xml", "<testsuite><testcase name='old'/></testsuite>")
                .write(
                        "report.xml",
                        "<testsuite><testcase classname='a.T' name='t()'><failure message='red'>at"
                                + " a.T.t(T.java:7)</failure></testcase></testsuite>");
        Scripts.write(bench.workspace().resolve("gradlew"), """
                #!/bin/sh
                cp report.xml core/build/test-results/test/TEST-a.T.xml
                exit 1
                """);
        Outcome outcome = run();
        assertEquals(1L, outcome.data().get("tests.failed"), outcome.summary());
        assertEquals(
                "core/src/test/java/a/T.java",
                outcome.findings().getFirst().file().orElseThrow());
        assertEquals(
                List.of(
                        "./gradlew --no-daemon --console=plain --continue cleanTest test",
                        "./gradlew --no-daemon --console=plain :core:cleanTest :core:test --tests a.T.t"),
                outcome.evidence().stream().map(e -> e.command()).toList());
    }

    @Test
    void jest_is_asked_for_its_json_by_whichever_manager_runs_it() throws Exception {
        bench.write("package.json", "{\"scripts\": {\"test\": \"NODE_ENV=test jest\"}}")
                .write("yarn.lock", "");
        bench.shell().provide("yarn", """
                #!/bin/sh
                for argument; do
                    case $argument in --outputFile=*) file=${argument#*=} ;; esac
                done
                echo '{"testResults": [{"name": "a.test.js", "assertionResults": [
                  {"ancestorTitles": ["a"], "title": "b", "status": "failed", "failureMessages": ["Error: no"]}]}]}' > "$file"
                exit 1
                """);
        bench.shell().provide("node", "#!/bin/sh\n");
        Outcome outcome = run();
        assertTrue(outcome.summary().startsWith("yarn: 1 test, 0 passed, 1 failed"), outcome.summary());
        String again = outcome.evidence().getLast().command();
        assertTrue(again.contains("yarn test a.test.js -t ^a b$ --json"), again);
    }

    @Test
    void a_node_that_does_not_know_the_report_is_read_by_its_output() throws Exception {
        bench.write("package.json", "{\"scripts\": {\"test\": \"node --test\"}}");
        bench.shell().provide("node", "#!/bin/sh\n");
        bench.shell().provide("npm", """
                #!/bin/sh
                [ -z "$NODE_OPTIONS" ] || exit 9
                printf '1..1\\nok 1 - one\\n'
                """);
        assertEquals(1L, run().data().get("tests.passed"));
    }

    private void maven(String report, int exitCode) throws IOException {
        bench.write("pom.xml", "<project/>").write("report.xml", report);
        Scripts.write(bench.workspace().resolve("mvnw"), """
                #!/bin/sh
                mkdir -p target/surefire-reports
                cp report.xml target/surefire-reports/TEST-a.T.xml
                [ ! -e broken.xml ] || cp broken.xml target/surefire-reports/TEST-broken.xml
                exit %d
                """.formatted(exitCode));
    }

    private Outcome run() throws IOException, InterruptedException {
        return new TestingSpecialist().perform(bench.assignment("testing", "run_tests"));
    }
}
