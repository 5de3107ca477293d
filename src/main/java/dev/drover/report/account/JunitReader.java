package dev.drover.report.account;

import dev.drover.message.Shortened;
import dev.drover.report.account.TestSuites.Outcome;
import dev.drover.report.account.TestSuites.TestCase;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the JUnit XML that test runners write, in its many dialects: suites within suites, retries as Surefire names
 * them. The reader accepts no document type and fetches nothing; how deep elements may be nested, the JDK limits.
 */
final class JunitReader {
    private static final int MOST_NAME = 500;

    private final XMLStreamReader xml;
    private final Bounds bounds;
    private final List<TestCase> cases = new ArrayList<>();
    private final Deque<String> suites = new ArrayDeque<>();
    private long leftOut;

    private JunitReader(XMLStreamReader xml, Bounds bounds) {
        this.xml = xml;
        this.bounds = bounds;
    }

    static TestSuites read(InputStream in, Bounds bounds) throws IOException {
        try {
            // Bytes that are not UTF-8 become a sign that says so, where the parser would give up and write to our
            // output.
            XMLStreamReader xml = factory().createXMLStreamReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new JunitReader(xml, bounds).all();
        } catch (XMLStreamException e) {
            throw new IOException("it is not XML: " + e.getMessage(), e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private TestSuites all() {
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.DTD ->
                        throw new XMLStreamException("a document type is not accepted", xml.getLocation());
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (xml.getLocalName().equals("testsuite")) {
                            suites.push(attribute("name"));
                        } else if (xml.getLocalName().equals("testcase")) {
                            testCase();
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        if (xml.getLocalName().equals("testsuite")) {
                            suites.pop();
                        }
                    }
                    default -> {}
                }
            }
            return new TestSuites(cases, leftOut, Optional.empty());
        } catch (XMLStreamException e) {
            return new TestSuites(cases, leftOut, Optional.of("it is not read to its end: " + e.getMessage()));
        }
    }

    /** Reads to the end of the element. */
    private void testCase() throws XMLStreamException {
        String className = attribute("classname");
        String name = attribute("name");
        double seconds = seconds(attribute("time"));
        Optional<String> file = Optional.of(attribute("file")).filter(text -> !text.isEmpty());
        Optional<String> line = Optional.of(attribute("line")).filter(text -> text.matches("[0-9]{1,9}"));
        Outcome outcome = Outcome.PASSED;
        boolean flaky = false;
        String message = "";
        var detail = new StringBuilder();
        boolean telling = false;
        for (int depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    Optional<Outcome> told = depth == 2 ? outcome(xml.getLocalName()) : Optional.empty();
                    flaky |= depth == 2 && xml.getLocalName().startsWith("flaky");
                    boolean first = depth == 2 && xml.getLocalName().startsWith("flaky") && message.isEmpty();
                    telling = told.isPresent() || first;
                    if (telling) {
                        outcome = told.orElse(outcome);
                        message = Shortened.of(attribute("message"), bounds.characters());
                        detail.setLength(0);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    // One more than is shown, to tell that it is cut.
                    int room = bounds.characters() + 1 - detail.length();
                    if (telling && room > 0) {
                        detail.append(xml.getText(), 0, Math.min(room, xml.getTextLength()));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    telling = false;
                }
                default -> {}
            }
        }
        if (cases.size() >= bounds.tests()) {
            leftOut++;
            return;
        }
        String suite = Optional.ofNullable(suites.peek()).orElse("");
        cases.add(new TestCase(
                suite,
                className,
                name,
                seconds,
                outcome,
                flaky,
                message,
                Shortened.of(detail.toString(), bounds.characters()).strip(),
                file,
                line));
    }

    private static Optional<Outcome> outcome(String element) {
        return switch (element) {
            case "failure" -> Optional.of(Outcome.FAILED);
            case "error" -> Optional.of(Outcome.ERROR);
            case "skipped" -> Optional.of(Outcome.SKIPPED);
            default -> Optional.empty();
        };
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null
                ? ""
                : Shortened.of(value, Math.max(MOST_NAME, name.equals("message") ? bounds.characters() : 0));
    }

    private static double seconds(String text) {
        try {
            double seconds = Double.parseDouble(text.replace(",", ""));
            return Double.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 1e7) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
