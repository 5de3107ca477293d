package dev.drover.agent.specialist.testing.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageReaderTest {
    @TempDir
    private Path temp;

    private CoverageReader reader = new CoverageReader(Path.of(""));

    @BeforeEach
    void open() {
        reader = new CoverageReader(temp);
    }

    @Test
    void jacoco_lines_and_branches_are_those_of_its_source_files() throws IOException {
        write("core/src/main/java/a/b/C.java", "class C {}\n");
        add("core/target/site/jacoco/jacoco.xml", """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
                <report name="core"><sessioninfo id="x" start="1" dump="2"/>
                  <package name="a/b">
                    <class name="a/b/C" sourcefilename="C.java"><method name="m" desc="()V" line="3"/></class>
                    <sourcefile name="C.java">
                      <line nr="3" mi="0" ci="4" mb="1" cb="3"/>
                      <line nr="4" mi="2" ci="0" mb="0" cb="0"/>
                      <counter type="LINE" missed="1" covered="1"/>
                    </sourcefile>
                    <sourcefile name="Generated.java"><line nr="1" mi="1" ci="0" mb="0" cb="0"/></sourcefile>
                  </package>
                </report>
                """);
        Coverage coverage = reader.coverage();
        assertEquals(List.of(), coverage.problems());
        assertEquals(List.of(3L, 1L, 4L, 3L), counts(coverage));
        FileCoverage file = coverage.files().getLast();
        assertEquals("core/src/main/java/a/b/C.java", file.name());
        assertEquals(4, file.firstMissed());
        FileCoverage generated = coverage.files().getFirst();
        assertEquals("a/b/Generated.java", generated.name());
        assertFalse(generated.known());
    }

    @ParameterizedTest
    @CsvSource({
        "test/a.js, true", "web/src/__tests__/a.tsx, true", "src/a.test.ts, true", "src/a-spec.mjs, true",
        "test.cjs, true", "src/test-a.js, true", "src/latest.js, false", "src/testing/a.js, false",
        "src/contest/a.js, false", "src/a.js, false", "tests/a.rs, false"
    })
    void tests_of_node_are_known_by_their_names(String name, boolean test) throws IOException {
        write(name, "x\n");
        add("lcov.info", "SF:" + name + "\nDA:1,1\nend_of_record\n");
        assertEquals(test ? 1 : 0, reader.coverage().tests());
        assertEquals(test ? 0 : 1, reader.coverage().files().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {".pnp.cjs", "web/.pnp.loader.mjs", "node_modules/a/b.js", ".yarn/releases/yarn.cjs"})
    void what_package_managers_of_node_have_put_there_is_left_out(String name) throws IOException {
        write(name, "x\n");
        add("lcov.info", "SF:" + name + "\nDA:1,1\nend_of_record\n");
        assertEquals(0, reader.coverage().tests());
        assertEquals(List.of(), reader.coverage().files());
    }

    @Test
    void cobertura_names_are_relative_to_its_sources_and_methods_are_not_counted_twice() throws IOException {
        write("pkg/m.py", "x\n");
        add("coverage.xml", """
                <?xml version="1.0" ?>
                <!DOCTYPE coverage SYSTEM 'http://cobertura.sourceforge.net/xml/coverage-04.dtd'>
                <coverage version="7"><sources><source>%s</source></sources><packages><package name="."><classes>
                  <class name="m.py" filename="m.py">
                    <methods><method name="f"><lines><line number="9" hits="0"/></lines></method></methods>
                    <lines>
                      <line number="1" hits="1"/>
                      <line number="2" hits="1" branch="true" condition-coverage="50%% (1/2)"/>
                      <line number="3" hits="0"/>
                    </lines></class></classes></package></packages></coverage>
                """.formatted(temp.resolve("pkg")));
        assertEquals(List.of(3L, 2L, 2L, 1L), counts(reader.coverage()));
        assertEquals("pkg/m.py", reader.coverage().files().getFirst().name());
    }

    @Test
    void lcov_records_of_the_same_file_add_up() throws IOException {
        write("lib/a.js", "x\n");
        String record = "TN:\nSF:lib/a.js\nDA:1,1\nDA:2,%d\nBRDA:1,0,0,1\nBRDA:1,0,1,%s\nend_of_record\n";
        add("one/lcov.info", record.formatted(0, "-"));
        add("two/lcov.info", record.formatted(5, "0"));
        assertEquals(List.of(2L, 2L, 2L, 1L), counts(reader.coverage()));
    }

    @Test
    void a_profile_of_go_is_read_by_lines_and_its_files_are_found_below_the_module() throws IOException {
        write("clock/clock.go", "x\n");
        add("go.cover", """
                mode: set
                example.org/x/clock/clock.go:5.30,7.2 1 1
                example.org/x/clock/clock.go:9.30,10.2 1 0
                """);
        assertEquals(List.of(5L, 3L, 0L, 0L), counts(reader.coverage()));
        assertEquals("clock/clock.go", reader.coverage().files().getFirst().name());
    }

    @Test
    void a_document_type_is_passed_over_and_nothing_that_it_names_is_loaded() throws IOException {
        Path secret = write("secret", "hidden");
        add(
                "coverage.xml",
                "<!DOCTYPE coverage [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                        + "<coverage><sources><source>&e;</source></sources></coverage>");
        add(
                "jacoco.xml",
                "<!DOCTYPE report [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                        + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><report name='&c;'><package name='&c;'/></report>");
        Coverage coverage = reader.coverage();
        assertTrue(coverage.isEmpty());
        assertFalse(coverage.problems().toString().contains("hidden"), coverage.problems()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "coverage.xml, <coverage><packages>",
        "coverage.xml, <other/>",
        "lcov.info, nothing of the kind",
        "jacoco.xml, ''",
    })
    void what_cannot_be_understood_is_a_problem_and_hides_nothing_else(String name, String content) throws IOException {
        write("lib/a.js", "x\n");
        add(name, content);
        add("good/lcov.info", "SF:lib/a.js\nDA:1,1\nDA:x,y\nDA:99999999999,1\nend_of_record\n");
        assertEquals(1, reader.coverage().problems().size(), reader.coverage().problems()::toString);
        assertEquals(1, reader.coverage().lines());
    }

    @Test
    void a_file_outside_of_the_workspace_has_no_place() throws IOException {
        add("lcov.info", "SF:../../../etc/passwd\nDA:1,1\nend_of_record\nSF:a\u0000b\nDA:1,1\nend_of_record\n");
        assertTrue(reader.coverage().files().stream().noneMatch(FileCoverage::known));
    }

    @Test
    void the_least_covered_come_first_and_those_with_enough_are_left_out() throws IOException {
        add("lcov.info", """
                SF:half.js
                DA:1,1
                DA:2,0
                end_of_record
                SF:none.js
                DA:1,0
                end_of_record
                SF:all.js
                DA:1,1
                end_of_record
                """);
        assertEquals(
                List.of("none.js", "half.js"),
                reader.coverage().below(80, 10).stream().map(FileCoverage::name).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "jacoco.xml, true",
        "jacocoTestReport.xml, true",
        "coverage.xml, true",
        "cobertura-coverage.xml, true",
        "lcov.info, true",
        "coverage.info, true",
        "pom.xml, false",
        "coverage.html, false",
    })
    void reports_are_known_by_their_names(String name, boolean isReport) {
        assertEquals(isReport, CoverageReader.isReport(temp.resolve(name)));
    }

    private static List<Long> counts(Coverage coverage) {
        return List.of(coverage.lines(), coverage.linesRun(), coverage.branches(), coverage.branchesRun());
    }

    private void add(String name, String content) throws IOException {
        reader.add(write(name, content), temp);
    }

    private Path write(String name, String content) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
