package dev.drover.agent.specialist.support;

import java.io.ByteArrayInputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** XML from strangers: no entities of its own, nothing fetched. */
public final class SecureXml {
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
        return new StreamReaderDelegate(factory.createXMLStreamReader(new ByteArrayInputStream(bytes))) {
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
}
