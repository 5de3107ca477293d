package dev.drover.agent.specialist.testing.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.testing.result.JunitXml.Case;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunitXmlTest {
    @TempDir
    private Path temp;

    @Test
    void cases_have_their_end_message_and_trace() throws IOException {
        List<Case> cases = JunitXml.read(write("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="a.T" tests="4">
                  <properties><property name="x" value="y"/></properties>
                  <testcase name="good" classname="a.T"><system-out><![CDATA[<failure/>]]></system-out></testcase>
                  <testcase name="bad" classname="a.T">
                    <failure message="1 &lt; 2" type="X"><![CDATA[at a.T.bad(T.java:3)]]></failure>
                    <system-err>noise</system-err>
                  </testcase>
                  <testcase name="broken" classname="a.T"><error type="java.lang.Error">boom</error></testcase>
                  <testcase name="later" classname="a.T"><skipped message="no"/></testcase>
                </testsuite>
                """));
        assertEquals(
                List.of(End.PASSED, End.FAILED, End.FAILED, End.SKIPPED),
                cases.stream().map(Case::end).toList());
        assertEquals("1 < 2", cases.get(1).message());
        assertEquals("at a.T.bad(T.java:3)", cases.get(1).text());
        assertEquals("java.lang.Error", cases.get(2).message());
        assertEquals("a.T.later", cases.get(3).fullName());
    }

    @Test
    void a_document_type_with_an_external_entity_is_refused() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), "hidden");
        Path file = write("<!DOCTYPE t [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                + "<testsuite><testcase name='&e;'><failure>&e;</failure></testcase></testsuite>");
        IOException refused = assertThrows(IOException.class, () -> JunitXml.read(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("document type"));
    }

    @Test
    void a_byte_that_is_no_utf_8_costs_one_character() throws IOException {
        byte[] xml = "<testsuite><testcase name='gr\u00FC\u00DFe'/></testsuite>".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(temp.resolve("TEST-l.xml"), xml);
        assertEquals("gr\uFFFD\uFFFDe", JunitXml.read(file).getFirst().name());
    }

    @Test
    void other_encodings_are_read_as_they_say() throws IOException {
        for (String encoding : List.of("ISO-8859-1", "UTF-16", "utf-8", "UTF8")) {
            String xml = "<?xml version='1.0' encoding='" + encoding
                    + "'?><testsuite><testcase name='gr\u00FC\u00DFe'/></testsuite>";
            Path file = Files.write(temp.resolve("TEST-e.xml"), xml.getBytes(Charset.forName(encoding)));
            assertEquals("gr\u00FC\u00DFe", JunitXml.read(file).getFirst().name(), encoding);
        }
    }

    @Test
    void a_link_is_not_read() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link.xml"), write("<testsuite/>"));
        assertThrows(IOException.class, () -> JunitXml.read(link));
    }

    private Path write(String xml) throws IOException {
        return Files.writeString(temp.resolve("TEST-x.xml"), xml);
    }
}
