package dev.drover.cli.view;

import dev.drover.report.Words;
import java.util.ArrayList;
import java.util.List;

/** Text of several lines below a line that begins with its first one. */
final class MoreLines {
    private static final int MOST = 12;

    private MoreLines() {}

    /** The first line alone. */
    static String lead(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .strip();
    }

    /** The lines after the first one, each as wide as there is room; none when there is but one. */
    static List<String> of(String text, int width, Style style) {
        List<String> all = Words.otherLines(text).lines().toList();
        List<String> lines = new ArrayList<>();
        for (String line : all.subList(0, Math.min(MOST, all.size()))) {
            String indent = " ".repeat(line.length() - line.stripLeading().length());
            lines.add(Text.fit(indent + Text.line(line), Math.max(10, width), style.ellipsis()));
        }
        if (all.size() > MOST) {
            lines.add("and " + Text.count(all.size() - MOST, "more line"));
        }
        return lines;
    }
}
