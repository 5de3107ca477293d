package dev.drover.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.testing.coverage.CoverageReader;
import dev.drover.agent.specialist.testing.result.CargoFormat;
import dev.drover.agent.specialist.testing.result.GoFormat;
import dev.drover.agent.specialist.testing.result.JavaPlaces;
import dev.drover.agent.specialist.testing.result.JestJson;
import dev.drover.agent.specialist.testing.result.JunitWriter;
import dev.drover.agent.specialist.testing.result.JunitXml;
import dev.drover.agent.specialist.testing.result.OutputFormat;
import dev.drover.agent.specialist.testing.result.OutputFormats;
import dev.drover.agent.specialist.testing.result.Places;
import dev.drover.agent.specialist.testing.result.TapFormat;
import dev.drover.agent.specialist.testing.result.TestReport;
import dev.drover.agent.specialist.testing.result.UnittestFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports and output of test runners, changed thousands of times: each is read, or refused with a message that names it. */
class TestReportFuzzTest {
    private static final int EACH = 400;
    private static final int LARGE = 100_000;
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String JUNIT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites><testsuite name="a.T" tests="3" time="1.5">
              <testcase name="good" classname="a.T" time="0.5"><system-out><![CDATA[x]]></system-out></testcase>
              <testcase name="bad" classname="a.T" file="T.java" line="7">
                <failure message="1 &lt; 2" type="X">at a.T.bad(T.java:3)</failure></testcase>
              <testcase name="later" classname="a.T"><skipped message="no"/></testcase>
            </testsuite></testsuites>
            """;

    @TempDir
    private Path folder = Path.of("");

    /** A kind of file with a right one, and what reads it: to a report, or to a message that refuses it. */
    record Kind(String file, String text, Reader reader) {
        @Override
        public String toString() {
            return file;
        }
    }

    /** Reads a file in its folder, and returns what is wrong. */
    interface Reader {
        List<String> read(Path file) throws IOException;
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("junit.xml", JUNIT, TestReportFuzzTest::junit),
                new Kind(
                        "jest.json",
                        """
                        {"testResults": [{"name": "a.js", "status": "failed", "assertionResults": [
                          {"ancestorTitles": ["a"], "title": "b", "status": "failed", "duration": 15,
                           "failureMessages": ["Error: no\\n at a.js:3:4"], "location": {"line": 3}}]}]}
                        """,
                        file -> written(JestJson.read(file, new Places(file.resolveSibling("")))
                                .orElse(TestReport.NONE))),
                output("go.jsonl", new GoFormat(), """
                        {"Action":"output","Package":"x/y","Test":"TestA/b","Output":"    y_test.go:7: no\\n"}
                        {"Action":"fail","Package":"x/y","Test":"TestA/b","Elapsed":0.25}
                        {"Action":"pass","Package":"x/y","Test":"TestC","Elapsed":0}
                        """),
                output("node.tap", new TapFormat(), """
                        TAP version 13
                        # Subtest: outer
                            not ok 1 - inner
                              ---
                              duration_ms: 1.5
                              location: '/x/a.js:3:4'
                              error: |-
                                no
                              ...
                            1..1
                        ok 2 - later # SKIP no
                        1..2
                        """),
                output("cargo.log", new CargoFormat(), """
                             Running unittests src/lib.rs (target/debug/deps/x-1)
                        test tests::a ... FAILED
                        ---- tests::a stdout ----
                        thread 'tests::a' panicked at src/lib.rs:31:9:
                        no
                        test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out;
                        """),
                output("unittest.log", new UnittestFormat(), """
                        test_a (t.T.test_a) ... FAIL
                        ======================================================================
                        FAIL: test_a (t.T.test_a)
                        Traceback (most recent call last):
                          File "/x/t.py", line 3, in test_a
                        AssertionError: no
                        ----------------------------------------------------------------------
                        Ran 1 test in 0.002s
                        FAILED (failures=1)
                        """),
                coverage("jacoco.xml", """
                        <?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
                        <report name="x"><package name="a/b"><sourcefile name="C.java">
                        <line nr="3" mi="0" ci="4" mb="1" cb="3"/></sourcefile></package></report>
                        """),
                coverage("coverage.xml", """
                        <coverage><sources><source>/x</source></sources><packages><package name="."><classes>
                        <class filename="m.py"><lines><line number="2" hits="1" condition-coverage="50% (1/2)"/></lines>
                        </class></classes></package></packages></coverage>
                        """),
                coverage("lcov.info", "TN:\nSF:lib/a.js\nDA:1,1\nDA:2,0\nBRDA:1,0,0,1\nBRDA:1,0,1,-\nend_of_record\n"),
                coverage("go.cover", "mode: set\nexample.org/x/clock.go:5.30,7.2 1 1\n"));
    }

    private static List<String> junit(Path file) throws IOException {
        var places = new Places(file.resolveSibling(""));
        return written(JunitXml.report(
                List.of(file), f -> test -> JavaPlaces.understand(test, file.resolveSibling(""), "", places)));
    }

    private static Kind output(String name, OutputFormat format, String text) {
        return new Kind(
                name,
                text,
                file -> written(OutputFormats.read(format, file, new Places(file.resolveSibling("")))
                        .orElse(TestReport.NONE)));
    }

    private static Kind coverage(String name, String text) {
        return new Kind(name, text, file -> {
            var reader = new CoverageReader(file.resolveSibling(""));
            reader.add(file, file.resolveSibling(""));
            reader.coverage().below(100, 10);
            return reader.coverage().problems();
        });
    }

    /** Whatever was read can be written as XML that can be read. */
    private static List<String> written(TestReport report) throws IOException {
        Path out = Files.createTempFile("junit", ".xml");
        try {
            JunitWriter.write(out, List.of(new JunitWriter.Suite("x", report, Map.of())));
            JunitXml.read(out);
        } finally {
            Files.delete(out);
        }
        return report.problems();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_is_read_or_refused_by_name(Kind kind) throws IOException {
        Path file = Files.writeString(folder.resolve(kind.file()), kind.text());
        assertTrue(kind.reader().read(file).isEmpty(), "the original is right");
        Mutants.of(file, EACH, () -> {
            for (String message : kind.reader().read(file)) {
                assertTrue(message.contains(kind.file()), message);
                assertFalse(message.chars().anyMatch(Character::isISOControl), message);
                assertTrue(message.length() < 5_000, message);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void however_much_of_one_piece_there_is_it_is_soon_over(Kind kind) throws IOException {
        for (String piece :
                List.of("<a>", "<testcase>", "not ok 1 - ", " ", "a.b:", "test a ... ", "((", "x/", "\u0000", "&lt;")) {
            byte[] large = (kind.text() + piece.repeat(LARGE / piece.length())).getBytes(StandardCharsets.UTF_8);
            Path file = Files.write(folder.resolve(kind.file()), large);
            assertTimeoutPreemptively(SOON, () -> kind.reader().read(file), () -> "'" + piece + "' again and again");
        }
    }
}
