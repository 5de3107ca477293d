package dev.drover.agent.specialist.testing.coverage;

import dev.drover.agent.specialist.support.SecureXml;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The XML of JaCoCo, whose root is {@code report}, and of Cobertura, whose root is {@code coverage}. */
final class CoverageXml {
    /** As in {@code 50% (1/2)}. */
    private static final Pattern CONDITIONS = Pattern.compile("\\((\\d{1,6})/(\\d{1,6})\\)");

    private CoverageXml() {}

    static void read(byte[] bytes, Sink sink) throws XMLStreamException, IOException {
        XMLStreamReader xml = SecureXml.readerPastDoctype(bytes);
        boolean root = true;
        boolean jacoco = false;
        boolean inMethods = false;
        String javaPackage = "";
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("methods")) {
                inMethods = false;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String element = xml.getLocalName();
            if (root) {
                root = false;
                jacoco = element.equals("report");
                if (!jacoco && !element.equals("coverage")) {
                    throw new IOException("its root element is " + element + ", and report (JaCoCo) or coverage"
                            + " (Cobertura) was expected");
                }
            }
            switch (element) {
                case "package" -> javaPackage = attribute(xml, "name");
                case "sourcefile" ->
                    sink.javaFile((javaPackage.isEmpty() ? "" : javaPackage + "/") + attribute(xml, "name"));
                case "source" -> sink.source(xml.getElementText().strip());
                case "class" -> {
                    if (!jacoco) {
                        sink.file(attribute(xml, "filename"));
                    }
                }
                case "methods" -> inMethods = true;
                case "line" -> {
                    if (jacoco) {
                        jacocoLine(xml, sink);
                    } else if (!inMethods) {
                        coberturaLine(xml, sink);
                    }
                }
                default -> {}
            }
        }
    }

    /** Missed and covered instructions and branches of a line. */
    private static void jacocoLine(XMLStreamReader xml, Sink sink) {
        int line = number(xml, "nr");
        int missed = number(xml, "mb");
        int covered = number(xml, "cb");
        sink.line(line, number(xml, "ci") > 0);
        sink.branches(line, covered, missed + covered);
    }

    private static void coberturaLine(XMLStreamReader xml, Sink sink) {
        int line = number(xml, "number");
        sink.line(line, number(xml, "hits") > 0);
        Matcher conditions = CONDITIONS.matcher(attribute(xml, "condition-coverage"));
        if (conditions.find()) {
            sink.branches(line, Sink.number(conditions.group(1)), Sink.number(conditions.group(2)));
        }
    }

    private static int number(XMLStreamReader xml, String name) {
        return Sink.number(attribute(xml, name));
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
