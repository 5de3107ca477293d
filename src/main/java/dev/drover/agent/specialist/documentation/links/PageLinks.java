package dev.drover.agent.specialist.documentation.links;

import java.util.List;

/**
 * What a page links to, and what can be linked to in it.
 *
 * @param anchors names of places in it
 */
record PageLinks(List<Link> links, List<String> anchors) {
    /** To be raised with every change to what is made of a file. */
    static final String VERSION = "1";

    PageLinks {
        links = List.copyOf(links);
        anchors = List.copyOf(anchors);
    }

    /**
     * A link.
     *
     * @param destination as it is written, without what Markdown or HTML need around it
     */
    record Link(String destination, int line) {}
}
