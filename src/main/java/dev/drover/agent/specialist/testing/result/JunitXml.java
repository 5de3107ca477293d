package dev.drover.agent.specialist.testing.result;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.SecureXml;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The report format that JUnit's Ant task began and that most runners can write: one element a test case. */
public final class JunitXml {
    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_TEXT = 64 << 10;

    private JunitXml() {}

    /**
     * One test case as it stands in a report.
     *
     * @param message the attribute of that name
     * @param text what stands in the element of the failure, mostly a stack trace
     * @param output what the case printed
     * @param file the attribute of that name, which some writers add
     * @param line the attribute of that name, as it stands there
     */
    public record Case(
            String className,
            String name,
            End end,
            String message,
            String text,
            String output,
            Optional<Duration> time,
            String file,
            String line) {
        String fullName() {
            return className.isEmpty() ? name : name.isEmpty() ? className : className + "." + name;
        }
    }

    /**
     * The cases of several reports; one that cannot be understood is a problem of the report that comes out, and hides
     * nothing of the others.
     */
    public static TestReport report(List<Path> files, Function<Path, Function<Case, TestCase>> understand) {
        TestReport all = TestReport.NONE;
        for (Path file : files) {
            try {
                all = all.plus(TestReport.of(
                        read(file).stream().map(understand.apply(file)).toList()));
            } catch (IOException e) {
                all = all.withProblem(String.valueOf(e.getMessage()));
            }
        }
        return all;
    }

    /**
     * Reads a report.
     *
     * @throws IOException when it is no such report, or none that may be read
     */
    public static List<Case> read(Path file) throws IOException {
        byte[] bytes = SafeFiles.read(file, MAX_BYTES)
                .orElseThrow(() -> new IOException(
                        "the test report " + file + " is not a regular file of at most " + MAX_BYTES + " bytes"));
        try {
            return cases(SecureXml.reader(bytes));
        } catch (XMLStreamException | RuntimeException e) {
            String why = Shortened.of(TestCase.printable(String.valueOf(e.getMessage())), 300)
                    .replaceAll("\\s+", " ");
            throw new IOException("the test report " + file + " cannot be understood: " + why, e);
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
        Optional<Duration> time = TestCase.seconds(attribute(xml, "time"));
        String file = attribute(xml, "file");
        String line = attribute(xml, "line");
        End end = End.PASSED;
        String message = "";
        var text = new StringBuilder();
        var output = new StringBuilder();
        Optional<StringBuilder> into = Optional.empty();
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    String element = depth == 2 ? xml.getLocalName() : "";
                    switch (element) {
                        case "failure", "error" -> {
                            into = Optional.of(text);
                            message = end == End.FAILED ? message : messageOf(xml);
                            end = End.FAILED;
                        }
                        case "skipped" -> {
                            message = end == End.PASSED ? attribute(xml, "message") : message;
                            end = end == End.PASSED ? End.SKIPPED : end;
                        }
                        case "system-out", "system-err" -> into = Optional.of(output);
                        default -> {}
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (into.isPresent() && into.get().length() < MAX_TEXT) {
                        into.get().append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    into = depth > 1 ? into : Optional.empty();
                }
                default -> {}
            }
        }
        return new Case(className, name, end, message, text.toString(), output.toString(), time, file, line);
    }

    private static String messageOf(XMLStreamReader xml) {
        String message = attribute(xml, "message");
        return message.isBlank() ? attribute(xml, "type") : message;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
