package dev.drover.agent.specialist.coding.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a file.
 *
 * @param end how it ends: CRLF, a line feed, or nothing for a last line without
 */
record Line(String text, String end) {
    /** All lines; of an empty text none. */
    static List<Line> of(String text) {
        var lines = new ArrayList<Line>();
        int from = 0;
        for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', from)) {
            boolean crlf = feed > from && text.charAt(feed - 1) == '\r';
            lines.add(new Line(text.substring(from, crlf ? feed - 1 : feed), crlf ? "\r\n" : "\n"));
            from = feed + 1;
        }
        if (from < text.length()) {
            lines.add(new Line(text.substring(from), ""));
        }
        return lines;
    }

    String whole() {
        return text + end;
    }

    boolean isEnded() {
        return !end.isEmpty();
    }
}
