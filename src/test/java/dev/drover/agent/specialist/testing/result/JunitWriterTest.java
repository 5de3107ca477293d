package dev.drover.agent.specialist.testing.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunitWriterTest {
    @TempDir
    private Path temp;

    @Test
    void what_is_written_can_be_read_again() throws IOException {
        TestCase good = TestCase.of("a.T", "good", End.PASSED, Optional.of(Duration.ofMillis(1500)));
        TestCase bad = new TestCase(
                "a.T",
                "bad <&>",
                End.FAILED,
                "1 < 2",
                "at \"x\"",
                Optional.of(new Place("T.java", 3)),
                Optional.empty(),
                "");
        List<JunitXml.Case> cases = write(Map.of(), good, bad, TestCase.of("", "later", End.SKIPPED, Optional.empty()));
        assertEquals(
                List.of("a.T.good", "a.T.bad <&>", "Maven.later"),
                cases.stream().map(JunitXml.Case::fullName).toList());
        assertEquals(
                List.of(End.PASSED, End.FAILED, End.SKIPPED),
                cases.stream().map(JunitXml.Case::end).toList());
        assertEquals("1 < 2", cases.get(1).message());
        assertEquals("at \"x\"", cases.get(1).text());
        assertEquals("3", cases.get(1).line());
        assertEquals(Optional.of(Duration.ofMillis(1500)), cases.getFirst().time());
    }

    @Test
    void names_of_any_language_stay_and_characters_that_steer_terminals_or_break_xml_do_not() throws IOException {
        String hostile = "gr\u00FC\u00DFe \u4F60\u597D \uD83D\uDE00 \u001b[2J\u0000\u0007\u202E\uD800\uFFFF end";
        List<JunitXml.Case> cases = write(Map.of(), TestCase.failed(hostile, hostile, Optional.empty()));
        String name = cases.getFirst().name();
        assertTrue(name.startsWith("gr\u00FC\u00DFe \u4F60\u597D \uD83D\uDE00 \uFFFD[2J"), name);
        assertTrue(name.endsWith(" end"), name);
        assertFalse(name.chars().anyMatch(c -> c < ' ' || c == '\u202E'), name);
    }

    @Test
    void a_flaky_test_is_one_that_passed() throws IOException {
        TestCase flaky = TestCase.failed("sometimes", "no", Optional.empty());
        TestCase failed = TestCase.failed("always", "no", Optional.empty());
        List<JunitXml.Case> cases = write(Map.of(flaky, true, failed, false), flaky, failed);
        assertEquals(
                List.of(End.PASSED, End.FAILED),
                cases.stream().map(JunitXml.Case::end).toList());
        String xml = Files.readString(temp.resolve("junit.xml"));
        assertTrue(xml.contains("tests=\"2\" failures=\"1\""), xml);
        assertTrue(xml.contains("<flakyFailure") && xml.contains("<rerunFailure"), xml);
    }

    @Test
    void ten_thousand_cases_are_all_there() throws IOException {
        TestCase[] cases = IntStream.range(0, 10_000)
                .mapToObj(i -> TestCase.of("a.T", "case " + i, End.PASSED, Optional.of(Duration.ofMillis(i))))
                .toArray(TestCase[]::new);
        assertEquals(10_000, write(Map.of(), cases).size());
    }

    private List<JunitXml.Case> write(Map<TestCase, Boolean> again, TestCase... cases) throws IOException {
        Path file = temp.resolve("junit.xml");
        JunitWriter.write(file, List.of(new JunitWriter.Suite("Maven", TestReport.of(List.of(cases)), again)));
        return JunitXml.read(file);
    }
}
