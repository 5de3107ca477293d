package dev.drover.agent.specialist.review;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The changed lines in what {@code git diff --unified=0} writes. The content of hunks is passed over by their lengths, so
 * nothing in it is taken for a header; of a line only the beginning is kept, so its length costs nothing.
 */
final class ChangedLines {
    private static final Pattern HUNK =
            Pattern.compile("^@@ -\\d{1,9}(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@");
    private static final int MAX_LINE = 16 << 10;
    private static final int MOST_LINES = 1 << 21;

    private final InputStream in;
    private final Map<String, Optional<BitSet>> changed = new HashMap<>();

    private ChangedLines(InputStream in) {
        this.in = in;
    }

    static Map<String, Optional<BitSet>> of(InputStream diff) throws IOException {
        var lines = new ChangedLines(diff);
        lines.read();
        return lines.changed;
    }

    private void read() throws IOException {
        Optional<String> file = Optional.empty();
        boolean fresh = false;
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            String text = line.get();
            Matcher hunk = HUNK.matcher(text);
            if (text.startsWith("diff --git ")) {
                file = Optional.empty();
                fresh = false;
            } else if (text.startsWith("new file mode ")) {
                fresh = true;
            } else if (text.startsWith("+++ ")) {
                file = name(text.substring(4));
                Optional<BitSet> none = fresh ? Optional.empty() : Optional.of(new BitSet());
                file.ifPresent(name -> changed.put(name, none));
            } else if (hunk.find()) {
                int removed = number(hunk.group(1));
                int first = Integer.parseInt(hunk.group(2));
                int added = number(hunk.group(3));
                file.flatMap(name -> changed.getOrDefault(name, Optional.empty()))
                        .ifPresent(lines -> add(lines, first, added));
                skip((long) removed + added);
            }
        }
    }

    private static void add(BitSet lines, int first, int count) {
        if (first < MOST_LINES) {
            lines.set(first, (int) Math.min(MOST_LINES, (long) first + count));
        }
    }

    private static int number(String group) {
        return group == null ? 1 : Integer.parseInt(group);
    }

    private void skip(long lines) throws IOException {
        for (long i = 0; i < lines; i++) {
            if (line().isEmpty()) {
                return;
            }
        }
    }

    /** The beginning of the next line; every byte is a character, so that it can become a name again. */
    private Optional<String> line() throws IOException {
        var start = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (start.size() < MAX_LINE) {
                start.write(b);
            }
        }
        return Optional.of(start.toString(StandardCharsets.ISO_8859_1));
    }

    /** The file's name after {@code b/}; empty for a file that is gone. */
    private static Optional<String> name(String header) {
        String name = header.startsWith("\"") ? unquoted(header) : header.replaceAll("\\t$", "");
        return name.startsWith("b/")
                ? Optional.of(
                        new String(name.substring(2).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static String unquoted(String quoted) {
        var name = new StringBuilder();
        for (int i = 1; i < quoted.length() && quoted.charAt(i) != '"'; i++) {
            char c = quoted.charAt(i);
            if (c != '\\' || i + 1 >= quoted.length()) {
                name.append(c);
            } else if (quoted.substring(i + 1).matches("[0-3][0-7]{2}.*")) {
                name.append((char) Integer.parseInt(quoted.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                int known = "abtnvfr".indexOf(quoted.charAt(++i));
                name.append(known < 0 ? quoted.charAt(i) : (char) (7 + known));
            }
        }
        return name.toString();
    }
}
