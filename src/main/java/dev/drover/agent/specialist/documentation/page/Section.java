package dev.drover.agent.specialist.documentation.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A section between two marker lines of a document. Only it is written; every other byte is left alone.
 *
 * @param name a plain word, such as {@code overview}
 */
public record Section(String name) {
    public String begin() {
        return "<!-- drover:" + name + ":begin -->";
    }

    public String end() {
        return "<!-- drover:" + name + ":end -->";
    }

    /** Whether the document has it, sound or damaged. */
    public boolean isIn(Document document) {
        Fences fences = Fences.in(document.text());
        return !markerLines(document.text(), begin(), fences).isEmpty()
                || !markerLines(document.text(), end(), fences).isEmpty();
    }

    /**
     * The document with this section saying {@code markdown}; one that is not there yet is put at the end.
     *
     * @throws Refused when the markers are not one pair in order
     */
    public Document put(Document document, String page, String markdown) throws Refused {
        String text = document.text();
        return put(document, page, markdown, text.length());
    }

    /** As {@link #put(Document, String, String)}; one that is not there yet is put at {@code place}, a line's beginning. */
    public Document put(Document document, String page, String markdown, int place) throws Refused {
        String text = document.text();
        Fences fences = Fences.in(text);
        List<Integer> begins = markerLines(text, begin(), fences);
        List<Integer> ends = markerLines(text, end(), fences);
        String body = begin() + "\n" + markdown + end();
        if (begins.isEmpty() && ends.isEmpty()) {
            String before = text.substring(0, place);
            String gap = before.isEmpty() || before.endsWith("\n\n") || before.endsWith("\n\r\n")
                    ? ""
                    : before.endsWith("\n") ? "\n" : "\n\n";
            String after = place == text.length() || startsBlank(text, place) ? "\n" : "\n\n";
            return document.replace(place, place, gap + body + after);
        }
        if (begins.size() != 1 || ends.size() != 1 || begins.getFirst() > ends.getFirst()) {
            throw Refused.blocked(
                    "markers_damaged",
                    page + " must hold the lines '" + begin() + "' and '" + end()
                            + "' once each and in this order, or neither. Repair or delete them and retry the task.");
        }
        return document.replace(begins.getFirst(), ends.getFirst() + end().length(), body);
    }

    private static boolean startsBlank(String text, int place) {
        return text.startsWith("\n", place) || text.startsWith("\r\n", place);
    }

    /** Where lines begin that hold the marker and nothing else, outside of examples: prose may speak of it. */
    private static List<Integer> markerLines(String text, String marker, Fences fences) {
        var places = new ArrayList<Integer>();
        for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
            String rest = text.substring(at + marker.length(), Fences.lineEnd(text, at));
            if ((at == 0 || text.charAt(at - 1) == '\n') && rest.isBlank() && !fences.contain(at)) {
                places.add(at);
            }
        }
        return places;
    }
}
