package dev.drover.agent.specialist.support;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** XML from strangers: no entities of its own, nothing fetched. */
public final class SecureXml {
    private static final List<String> UTF_16 = List.of("\u00FE\u00FF", "\u00FF\u00FE", "<\0", "\0<");
    private static final Pattern OTHER_ENCODING =
            Pattern.compile("^<\\?xml[^>]{0,100}\\sencoding\\s{0,9}=\\s{0,9}[\"'](?!(?i:utf-?8)[\"'])");

    private SecureXml() {}

    /** A reader that throws at a document type declaration. */
    public static XMLStreamReader reader(byte[] bytes) throws XMLStreamException {
        return new StreamReaderDelegate(readerPastDoctype(bytes)) {
            @Override
            public int next() throws XMLStreamException {
                int event = super.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("a document type declaration is not accepted", getLocation());
                }
                return event;
            }
        };
    }

    /**
     * A reader that passes over a document type declaration, for formats that always have one: nothing that it names is
     * loaded, and an entity that it declares is as unknown as any other, and so an error.
     */
    public static XMLStreamReader readerPastDoctype(byte[] bytes) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return new StreamReaderDelegate(opened(factory, bytes)) {
            @Override
            public int next() throws XMLStreamException {
                int event = super.next();
                if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw new XMLStreamException("an entity of its own is not accepted", getLocation());
                }
                return event;
            }
        };
    }

    /**
     * What says that it is UTF-8 is decoded here: a byte that is none, as programs that are tested print it, then costs
     * one character and not the whole file.
     */
    private static XMLStreamReader opened(XMLInputFactory factory, byte[] bytes) throws XMLStreamException {
        String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        if (UTF_16.stream().anyMatch(start::startsWith)
                || OTHER_ENCODING.matcher(start).find()) {
            return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return factory.createXMLStreamReader(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
    }
}
