package dev.drover.agent.specialist.testing.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes test cases of any runner as one JUnit XML, which CI systems read. */
public final class JunitWriter {
    private JunitWriter() {}

    /**
     * A runner's part of the file.
     *
     * @param again what came of the failed cases that were run again, by case; true when it passed
     */
    public record Suite(String name, TestReport report, Map<TestCase, Boolean> again) {
        public Suite {
            again = Map.copyOf(again);
        }

        private long flaky() {
            return again.values().stream().filter(passed -> passed).count();
        }

        private Duration time() {
            return report.cases().stream()
                    .map(TestCase::time)
                    .flatMap(Optional::stream)
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** Writes the file anew. A flaky case is one that passed, with what it first said beside it, as Surefire writes it. */
    public static void write(Path file, List<Suite> suites) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (Suite suite : suites) {
                write(xml, suite);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void write(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
        TestReport report = suite.report();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite.name());
        xml.writeAttribute("tests", Long.toString(report.total()));
        xml.writeAttribute("failures", Long.toString(Math.max(0, report.failed() - suite.flaky())));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Long.toString(report.skipped()));
        xml.writeAttribute("time", seconds(suite.time()));
        for (TestCase test : report.cases()) {
            write(xml, suite, test);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, Suite suite, TestCase test) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", test.owner().isEmpty() ? suite.name() : test.owner());
        xml.writeAttribute("name", test.name());
        if (test.time().isPresent()) {
            xml.writeAttribute("time", seconds(test.time().get()));
        }
        if (test.place().isPresent()) {
            xml.writeAttribute("file", test.place().get().file());
            xml.writeAttribute("line", Integer.toString(test.place().get().line()));
        }
        Optional<Boolean> again = Optional.ofNullable(suite.again().get(test));
        switch (test.end()) {
            case FAILED -> {
                boolean flaky = again.orElse(false);
                problem(xml, flaky ? "flakyFailure" : "failure", test);
                if (again.isPresent() && !flaky) {
                    problem(xml, "rerunFailure", test);
                }
            }
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                if (!test.message().isEmpty()) {
                    xml.writeAttribute("message", test.message());
                }
            }
            case PASSED -> {}
        }
        xml.writeEndElement();
    }

    private static void problem(XMLStreamWriter xml, String element, TestCase test) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", test.message());
        xml.writeAttribute("type", "failed");
        xml.writeCharacters(test.detail());
        xml.writeEndElement();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
