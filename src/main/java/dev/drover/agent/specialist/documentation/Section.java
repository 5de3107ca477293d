package dev.drover.agent.specialist.documentation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a section between two marker lines into a document and leaves every other byte alone.
 *
 * <p>The document is handled as ISO 8859-1, in which each byte is one character, so whatever its encoding is, what is
 * not touched comes out as it went in.
 */
final class Section {
    static final String BEGIN = "<!-- drover:overview:begin -->";
    static final String END = "<!-- drover:overview:end -->";

    private Section() {}

    /** The document with the section in it; empty when the markers are not one pair in order. */
    static Optional<byte[]> put(byte[] document, String section) {
        String text = new String(document, StandardCharsets.ISO_8859_1);
        String newline = lineEnd(text);
        String body = bytesAsText((BEGIN + "\n" + section + END).replace("\n", newline));
        List<Integer> begins = markerLines(text, BEGIN);
        List<Integer> ends = markerLines(text, END);
        String result;
        if (begins.isEmpty() && ends.isEmpty()) {
            String gap = text.isEmpty() ? "" : text.endsWith("\n") ? newline : newline + newline;
            result = text + gap + body + newline;
        } else if (begins.size() == 1 && ends.size() == 1 && begins.getFirst() < ends.getFirst()) {
            result = text.substring(0, begins.getFirst()) + body + text.substring(ends.getFirst() + END.length());
        } else {
            return Optional.empty();
        }
        return Optional.of(result.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Where lines begin that hold the marker and nothing else: prose may speak of it. */
    private static List<Integer> markerLines(String text, String marker) {
        var places = new ArrayList<Integer>();
        for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
            int end = text.indexOf('\n', at);
            String rest = text.substring(at + marker.length(), end < 0 ? text.length() : end);
            if ((at == 0 || text.charAt(at - 1) == '\n') && rest.isBlank()) {
                places.add(at);
            }
        }
        return places;
    }

    /** The line end of the document's first line. */
    private static String lineEnd(String text) {
        int end = text.indexOf('\n');
        return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
    }

    private static String bytesAsText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
