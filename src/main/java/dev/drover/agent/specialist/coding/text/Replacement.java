package dev.drover.agent.specialist.coding.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds a text and puts another in its place. A line end in either stands for the line ends of the file, so a text
 * copied from a file with CRLF by whatever program is found in it, and what replaces it has CRLF too.
 */
public final class Replacement {
    private Replacement() {}

    /**
     * The file with every place of {@code find} replaced.
     *
     * @param count how many places there must be; they do not overlap
     * @throws EditRefused when there are more or fewer
     */
    public static TextFile in(TextFile file, String find, String with, int count) throws EditRefused {
        String wanted = feeds(find);
        Plain plain = Plain.of(file.text());
        List<Integer> places = places(plain.text(), wanted);
        if (places.size() != count) {
            throw new EditRefused("the text to find stands in it " + times(places.size()) + " and has to stand in it "
                    + times(count)
                    + (places.isEmpty()
                            ? "; look at what the file holds now, blanks and line ends included"
                            : "; give more of what is around it, or say \"count\": " + places.size()));
        }
        String put = feeds(with);
        var changed = new StringBuilder(file.text().length());
        String common = file.lineEnd();
        int from = 0;
        for (int place : places) {
            int start = plain.original(place);
            int end = plain.original(place + wanted.length());
            changed.append(file.text(), from, start);
            String replaced = file.text().substring(start, end);
            String lineEnd = replaced.indexOf('\n') < 0 ? common : replaced.contains("\r\n") ? "\r\n" : "\n";
            changed.append(put.replace("\n", lineEnd));
            from = end;
        }
        changed.append(file.text(), from, file.text().length());
        return file.with(changed.toString());
    }

    private static String times(int count) {
        return count == 0 ? "nowhere" : count == 1 ? "once" : count + " times";
    }

    private static String feeds(String text) {
        return text.replace("\r\n", "\n");
    }

    private static List<Integer> places(String text, String find) {
        var places = new ArrayList<Integer>();
        for (int i = text.indexOf(find); i >= 0; i = text.indexOf(find, i + find.length())) {
            places.add(i);
        }
        return places;
    }

    /**
     * A text with each CRLF as a line feed.
     *
     * @param dropped where in {@code text}, in order, a carriage return was left out before the line feed
     */
    private record Plain(String text, List<Integer> dropped) {
        static Plain of(String text) {
            if (text.indexOf("\r\n") < 0) {
                return new Plain(text, List.of());
            }
            var dropped = new ArrayList<Integer>();
            var plain = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    dropped.add(plain.length());
                } else {
                    plain.append(c);
                }
            }
            return new Plain(plain.toString(), dropped);
        }

        /** The place in the text as it was; that of a line feed is the place of the carriage return before it. */
        int original(int place) {
            int low = 0;
            int high = dropped.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (dropped.get(middle) < place) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return place + low;
        }
    }
}
