package dev.drover.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures and lists as a person says them. */
public final class Words {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private Words() {}

    /** A span of time: {@code 1.5 s}, {@code 2 min 5 s}. */
    public static String duration(Duration d) {
        long millis = Math.max(0, d.toMillis());
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 86_400
                ? seconds / 3600 + " h " + seconds % 3600 / 60 + " min"
                : seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }

    static String seconds(double seconds) {
        return seconds < 1
                ? Math.round(seconds * 1000) + " ms"
                : duration(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1024 * 1024 ? bytes / 1024 + " KB" : bytes / (1024 * 1024) + " MB";
    }

    /** How many of something: {@code 1 task}, {@code 2 tasks}. */
    public static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** The first line that says anything; three dots stand for what follows. */
    public static String firstLine(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(2).toList();
        return lines.isEmpty() ? "" : lines.getFirst().strip() + (lines.size() > 1 ? " …" : "");
    }

    /** What {@link #firstLine} leaves out, with its lines; empty when it is all. */
    public static String otherLines(String text) {
        List<String> lines = text.lines().toList();
        return lines.stream()
                .dropWhile(String::isBlank)
                .skip(1)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    static String moment(Instant at) {
        return MOMENT.format(at.atOffset(ZoneOffset.UTC));
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String and(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        List<String> first = parts.subList(0, parts.size() - 1);
        return String.join(", ", first) + " and " + parts.getLast();
    }

    /** The first word with a capital letter, and a full stop at the end. */
    static String sentence(List<String> parts) {
        List<String> given = new ArrayList<>(parts);
        given.removeIf(String::isEmpty);
        String text = String.join("; ", given);
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    /** As one word for a POSIX shell. */
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:@%+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
