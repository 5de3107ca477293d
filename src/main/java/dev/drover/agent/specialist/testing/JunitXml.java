package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.SecureXml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The report format that JUnit's Ant task began and that most runners can write: one element a test case. */
final class JunitXml {
    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_TEXT = 64 << 10;

    private JunitXml() {}

    /** How one test case ended. */
    enum End {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * One test case.
     *
     * @param message the attribute of that name
     * @param text what stands in the element, mostly a stack trace
     */
    record Case(String className, String name, End end, String message, String text) {
        String fullName() {
            return className.isEmpty() ? name : name.isEmpty() ? className : className + "." + name;
        }
    }

    /**
     * Reads a report.
     *
     * @throws IOException when it is no such report, or none that may be read
     */
    static List<Case> read(Path file) throws IOException {
        byte[] bytes = SafeFiles.read(file, MAX_BYTES)
                .orElseThrow(() -> new IOException(
                        "the test report " + file + " is not a regular file of at most " + MAX_BYTES + " bytes"));
        try {
            return cases(SecureXml.reader(bytes));
        } catch (XMLStreamException e) {
            throw new IOException("the test report " + file + " cannot be understood: " + e.getMessage(), e);
        }
    }

    private static List<Case> cases(XMLStreamReader xml) throws XMLStreamException {
        var cases = new ArrayList<Case>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("testcase")) {
                cases.add(testCase(xml));
            }
        }
        return cases;
    }

    private static Case testCase(XMLStreamReader xml) throws XMLStreamException {
        String className = attribute(xml, "classname");
        String name = attribute(xml, "name");
        End end = End.PASSED;
        String message = "";
        var text = new StringBuilder();
        boolean inFailure = false;
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    String element = xml.getLocalName();
                    inFailure = depth == 2 && (element.equals("failure") || element.equals("error"));
                    if (inFailure && end != End.FAILED) {
                        end = End.FAILED;
                        message = Optional.of(attribute(xml, "message"))
                                .filter(m -> !m.isBlank())
                                .orElse(attribute(xml, "type"));
                    } else if (depth == 2 && element.equals("skipped") && end == End.PASSED) {
                        end = End.SKIPPED;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (inFailure && text.length() < MAX_TEXT) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    inFailure = inFailure && depth > 1;
                }
                default -> {}
            }
        }
        return new Case(className, name, end, message, text.toString());
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
