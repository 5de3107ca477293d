package dev.drover.cli.view;

import dev.drover.message.Ids;
import dev.drover.report.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words and figures for a terminal. */
public final class Text {
    private static final int LONGEST_LINE = 4000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Text() {}

    /** Text of unknown origin as one line that a terminal takes for nothing but text. */
    public static String line(String text) {
        return Ids.printable(text.replaceAll("\\s+", " ").strip(), LONGEST_LINE);
    }

    /** Columns that the text takes up. East Asian characters and pictures take two. */
    static int width(String text) {
        return text.codePoints().map(Text::columns).sum();
    }

    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }

    /** The text, cut where it would be wider than that. */
    static String fit(String text, int columns, String ellipsis) {
        if (width(text) <= columns) {
            return text;
        }
        var out = new StringBuilder();
        int left = columns - width(ellipsis);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            left -= columns(c);
            if (left < 0) {
                break;
            }
            out.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return columns < width(ellipsis) ? "" : out + ellipsis;
    }

    static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** A span of time as a person says it. */
    public static String duration(Duration d) {
        return Words.duration(d);
    }

    public static String seconds(double seconds) {
        return duration(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    public static String bytes(long bytes) {
        return Words.bytes(bytes);
    }

    /** How many of something: {@code 1 task}, {@code 2 tasks}. */
    public static String count(long n, String what) {
        return Words.count(n, what);
    }

    public static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    public static String day(Instant at, ZoneId zone) {
        return DAY.format(at.atZone(zone));
    }
}
