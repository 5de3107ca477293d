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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureCoverageTest {
    private static final String LCOV = "SF:lib/a.sh\\nDA:1,1\\nDA:2,0\\nDA:3,0\\nend_of_record\\n";

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void nodes_own_runner_measures_with_nothing_set_up() throws Exception {
        assumeTrue(bench.shell().has("npm"), "npm is not installed");
        SampleProjectsTest.copy(Path.of("src/test/resources/projects/node"), bench.workspace());
        Outcome outcome = measured(Map.of("coverage_percent", "100"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(outcome.summary().startsWith("npm: 4 tests, 2 passed, 1 failed"), outcome.summary());
        long percent = outcome.data().getOrDefault("coverage.lines.percent", 0L);
        assertTrue(percent > 50 && percent < 100, outcome.data()::toString);
        assertTrue(outcome.data().containsKey("coverage.branches.percent"), outcome.data()::toString);
        assertEquals(1L, outcome.data().get("coverage.files"), "the file with the tests is not counted");
        Finding low = outcome.findings().getLast();
        assertEquals("coverage.low", low.rule());
        assertEquals(Severity.INFO, low.severity());
        assertEquals(Optional.of("lib/slug.js"), low.file());
    }

    @Test
    void a_report_of_this_run_is_believed_and_one_of_an_earlier_run_is_not() throws Exception {
        bench.write("lib/a.sh", "x\n")
                .write("old/lcov.info", "SF:lib/b.sh\nDA:1,1\nend_of_record\n")
                .write("Makefile", "test:\n\t@printf '1..1\\nok 1 - one\\n'; printf '" + LCOV + "' > lcov.info\n");
        Outcome outcome = measured(Map.of());
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(outcome.summary().contains("They ran 33.3 % of 3 lines in 1 file."), outcome.summary());
        assertEquals(33L, outcome.data().get("coverage.lines.percent"));
        assertEquals(1L, outcome.data().get("coverage.files"));
        Finding low = outcome.findings().getFirst();
        assertEquals("lib/a.sh: tests run 1 of its 3 lines (33.3 %)", low.message());
        assertEquals(Optional.of(2), low.line());
    }

    @Test
    void files_with_the_tests_of_node_are_left_out_and_that_is_said() throws Exception {
        bench.write("lib/a.sh", "x\n")
                .write("test/a.test.js", "x\n")
                .write(
                        "Makefile",
                        ".PHONY: test\ntest:\n\t@printf '1..1\\nok 1 - one\\n'; printf '" + LCOV
                                + "SF:test/a.test.js\\nDA:1,1\\nend_of_record\\n' > lcov.info\n");
        String summary = measured(Map.of()).summary();
        assertTrue(
                summary.contains("They ran 33.3 % of 3 lines in 1 file. 1 file with tests is not counted."), summary);
        Files.delete(bench.workspace().resolve("lib/a.sh"));
        bench.write(
                "Makefile",
                ".PHONY: test\ntest:\n\t@printf '1..1\\nok 1 - one\\n'; printf"
                        + " 'SF:test/a.test.js\\nDA:1,1\\nend_of_record\\n' > lcov.info\n");
        Outcome nothing = measured(Map.of());
        assertEquals("no_coverage", nothing.error().orElseThrow().code());
        assertTrue(nothing.summary().contains("names the tests themselves only"), nothing.summary());
    }

    @Test
    void nothing_set_up_blocks_with_what_to_add_and_the_tests_are_told_all_the_same() throws Exception {
        bench.write("lcov.info", "SF:lib/b.sh\nDA:1,1\nend_of_record\n")
                .write("Makefile", "test:\n\t@printf '1..2\\nok 1 - one\\nnot ok 2 - two\\n'; exit 1\n");
        Outcome outcome = measured(Map.of());
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("no_coverage", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("add a target coverage"), outcome.summary());
        assertTrue(outcome.summary().contains("Make: 2 tests, 1 passed, 1 failed"), outcome.summary());
        assertEquals("test.failed", outcome.findings().getFirst().rule());
        assertEquals(2, outcome.artifacts().size());
    }

    @Test
    void a_coverage_target_is_made_instead_of_the_tests_alone() throws Exception {
        bench.write("lib/a.sh", "x\n")
                .write(
                        "Makefile",
                        "test:\n\tfalse\ncoverage:\n\t@printf '1..1\\nok 1 - one\\n'; printf '" + LCOV
                                + "' > lcov.info\n");
        assertEquals(3L, measured(Map.of()).data().get("coverage.lines.total"));
    }

    @Test
    void maven_is_asked_for_jacocos_report_where_the_pom_names_it() throws Exception {
        bench.write("pom.xml", """
                <project><build><plugins><plugin><groupId>org.jacoco</groupId>
                <artifactId>jacoco-maven-plugin</artifactId></plugin></plugins></build></project>
                """)
                .write("src/main/java/a/C.java", "class C {}\n")
                .write("report.xml", "<testsuite><testcase classname='a.T' name='t'/></testsuite>")
                .write("cover.xml", """
                        <?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
                        <report name="x"><package name="a"><sourcefile name="C.java">
                        <line nr="1" mi="0" ci="1" mb="1" cb="1"/></sourcefile></package></report>
                        """);
        Scripts.write(bench.workspace().resolve("mvnw"), """
                #!/bin/sh
                mkdir -p target/surefire-reports target/site/jacoco
                cp report.xml target/surefire-reports/TEST-a.T.xml
                case "$*" in *jacoco*:report*) cp cover.xml target/site/jacoco/jacoco.xml ;; esac
                """);
        Outcome outcome = measured(Map.of());
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(100L, outcome.data().get("coverage.lines.percent"));
        assertEquals(50L, outcome.data().get("coverage.branches.percent"));
        assertFalse(outcome.findings().stream().anyMatch(f -> f.rule().equals("coverage.low")));
    }

    @Test
    void python_is_measured_by_coverage_and_nothing_of_it_is_left_in_the_workspace() throws Exception {
        assumeTrue(PythonModules.has(bench, "coverage"), "coverage is not installed");
        SampleProjectsTest.copy(Path.of("src/test/resources/projects/python-unittest"), bench.workspace());
        Outcome outcome = measured(Map.of());
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(outcome.data().getOrDefault("coverage.lines.percent", 0L) > 80, outcome.data()::toString);
        assertFalse(Files.exists(bench.workspace().resolve(".coverage")));
    }

    @Test
    void python_without_coverage_says_what_to_install() throws Exception {
        assumeTrue(!PythonModules.has(bench, "coverage"), "coverage is installed");
        SampleProjectsTest.copy(Path.of("src/test/resources/projects/python-unittest"), bench.workspace());
        assertTrue(measured(Map.of()).summary().contains("python3 -m pip install coverage"));
    }

    @Test
    void a_broken_coverage_report_is_named() throws Exception {
        bench.write("lib/a.sh", "x\n")
                .write(
                        "Makefile",
                        "test:\n\t@printf '1..1\\nok 1 - one\\n'; printf '" + LCOV
                                + "' > lcov.info; echo '<coverage>' > coverage.xml\n");
        Outcome outcome = measured(Map.of("coverage_percent", "0"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(
                List.of("coverage.report"),
                outcome.findings().stream().map(Finding::rule).toList());
    }

    private Outcome measured(Map<String, String> params) throws IOException, InterruptedException {
        return new TestingSpecialist().perform(bench.assignment("testing", "coverage", params, List.of(), List.of()));
    }
}
