package dev.drover.report.export;

import dev.drover.report.page.Visible;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML in which every text is one that XML may hold. */
final class XmlText {
    private static final int MOST_IN_ATTRIBUTES = 2000;
    private static final int MOST_IN_ELEMENTS = 20_000;

    private final XMLStreamWriter xml;
    private int depth;

    XmlText(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Begins an element; attributes come as name, value, name, value, and those without a value are left out. */
    XmlText open(String element, String... attributes) throws XMLStreamException {
        line();
        xml.writeStartElement(element);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                xml.writeAttribute(attributes[i], Visible.line(attributes[i + 1], MOST_IN_ATTRIBUTES));
            }
        }
        depth++;
        return this;
    }

    XmlText text(String text) throws XMLStreamException {
        if (!text.isEmpty()) {
            xml.writeCharacters(Visible.block(text, MOST_IN_ELEMENTS));
        }
        return this;
    }

    /** Ends an element that holds text. */
    XmlText close() throws XMLStreamException {
        depth--;
        xml.writeEndElement();
        return this;
    }

    /** Ends an element that holds elements. */
    XmlText closeOnLine() throws XMLStreamException {
        depth--;
        line();
        xml.writeEndElement();
        return this;
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
