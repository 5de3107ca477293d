package dev.drover.report.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.report.account.TestSuites.Outcome;
import dev.drover.report.account.TestSuites.TestCase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JunitReaderTest {
    private static TestSuites read(String xml, Bounds bounds) throws IOException {
        return JunitReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), bounds);
    }

    private static TestSuites read(String xml) throws IOException {
        return read(xml, Bounds.PAGE);
    }

    @Test
    void each_outcome_is_read_with_what_it_says() throws IOException {
        List<TestCase> cases = read("""
                <?xml version="1.0"?>
                <testsuites><testsuite name="outer"><testsuite name="inner">
                  <testcase classname="a.B" name="passes" time="1,234.5" file="b.py" line="7"/>
                  <testcase classname="a.B" name="fails"><failure message="810 != 890">at b.py:9</failure>
                    <system-out>noise</system-out></testcase>
                  <testcase classname="a.B" name="errs"><error message="boom"/></testcase>
                </testsuite>
                  <testcase name="skipped"><skipped message="later"/></testcase>
                  <testcase name="flaky"><flakyFailure message="once">x</flakyFailure></testcase>
                </testsuite></testsuites>
                """).cases();
        assertEquals(
                List.of(Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.SKIPPED, Outcome.PASSED),
                cases.stream().map(TestCase::outcome).toList());
        assertEquals(1234.5, cases.get(0).seconds());
        assertEquals(Optional.of("b.py"), cases.get(0).file());
        assertEquals(Optional.of("7"), cases.get(0).line());
        assertEquals("810 != 890", cases.get(1).message());
        assertEquals("at b.py:9", cases.get(1).detail());
        assertEquals(
                List.of("inner", "inner", "inner", "outer", "outer"),
                cases.stream().map(TestCase::suite).toList());
        assertFalse(cases.get(1).flaky());
        assertTrue(cases.get(4).flaky());
    }

    @Test
    void a_document_type_is_not_accepted() throws IOException {
        for (String type : List.of("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>", "<!DOCTYPE x>")) {
            TestSuites read = read(type + "<testsuite><testcase name='t'/></testsuite>");
            assertTrue(read.unread().isPresent(), type);
            assertEquals(List.of(), read.cases(), type);
        }
    }

    @Test
    void what_stands_before_a_broken_place_counts_and_the_rest_is_said_to_be_missing() throws IOException {
        TestSuites read = read("<testsuite><testcase name='one'/><testcase name='two'><oops></testsuite>");
        assertEquals(1, read.cases().size());
        assertTrue(read.unread().orElse("").contains("not read to its end"), read::toString);
    }

    @Test
    void nesting_without_end_is_given_up() throws IOException {
        for (String start : List.of("<testsuite>", "<testsuite><testcase>")) {
            String why = read(start + "<a>".repeat(100_000)).unread().orElse("");
            assertTrue(why.contains("maxElementDepth"), why);
        }
    }

    @Test
    void what_is_not_xml_is_no_report() {
        IOException e = assertThrows(IOException.class, () -> {
            TestSuites read = read("{}");
            throw new IOException(read.unread().orElse(""));
        });
        assertFalse(String.valueOf(e.getMessage()).isEmpty());
    }

    @Test
    void bytes_that_are_not_utf_8_do_not_end_the_reading() throws IOException {
        byte[] bytes = "<testsuite><testcase name='gr\u00f6\u00dfe'/><testcase name='two'/></testsuite>"
                .getBytes(StandardCharsets.ISO_8859_1);
        TestSuites read = JunitReader.read(new ByteArrayInputStream(bytes), Bounds.PAGE);
        assertEquals(
                List.of("gr\ufffd\ufffde", "two"),
                read.cases().stream().map(TestCase::name).toList());
    }

    @Test
    void no_more_is_kept_than_is_wanted() throws IOException {
        String xml = "<testsuite>" + "<testcase name='t'><failure>" + "x".repeat(5000)
                + "</failure></testcase>".repeat(1) + "<testcase name='u'/>".repeat(9) + "</testsuite>";
        TestSuites read = read(xml, new Bounds(1, 1, 4, 100));
        assertEquals(4, read.cases().size());
        assertEquals(6, read.leftOut());
        assertEquals("x".repeat(100) + "…", read.cases().getFirst().detail());
    }

    @Test
    void no_text_is_cut_within_a_character() throws IOException {
        String text = "🎉".repeat(300);
        String xml = "<testsuite><testcase name='x" + text + "'><failure message='x" + text + "'>x" + text
                + "</failure></testcase></testsuite>";
        var test = read(xml, new Bounds(1, 1, 4, 500)).cases().getFirst();
        String cut = "x" + "🎉".repeat(249) + "…";
        assertEquals(List.of(cut, cut), List.of(test.message(), test.detail()));
    }

    @Test
    void a_time_that_is_none_counts_for_nothing() throws IOException {
        for (String time : List.of("NaN", "-1", "Infinity", "soon", "")) {
            assertEquals(
                    0,
                    read("<testcase name='t' time='" + time + "'/>")
                            .cases()
                            .getFirst()
                            .seconds(),
                    time);
        }
    }
}
