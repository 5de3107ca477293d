package dev.drover.agent.specialist.documentation.overview;

import java.util.Optional;
import java.util.Set;

/** Indentation and length of the lines of one language, counted. */
final class Measured {
    private static final Set<String> NOT_CODE = Set.of(
            "Markdown",
            "reStructuredText",
            "JSON",
            "XML",
            "HTML",
            "Properties",
            "TOML",
            "Docker",
            "Make",
            "YAML",
            "SQL");
    private static final int MAX_INDENT = 8;
    private static final int MAX_LENGTH = 1_000;
    private static final double MOST = 0.99;

    private final long[] steps = new long[MAX_INDENT + 1];
    private final long[] lengths = new long[MAX_LENGTH + 1];
    private long tabs;
    private long lines;

    static boolean isCode(String language) {
        return !NOT_CODE.contains(language);
    }

    /** Counts by how much a line is indented further than the one before it. */
    void add(String text) {
        int before = 0;
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            lines++;
            lengths[Math.min(MAX_LENGTH, line.codePointCount(0, line.length()))]++;
            if (line.charAt(0) == '\t') {
                tabs++;
                before = 0;
                continue;
            }
            int indent = 0;
            while (line.charAt(indent) == ' ') {
                indent++;
            }
            if (indent > before && indent - before <= MAX_INDENT) {
                steps[indent - before]++;
            }
            before = indent;
        }
    }

    /** Empty when there are too few lines to say anything. */
    Optional<String> sentence() {
        return lines == 0
                ? Optional.empty()
                : Optional.of(indentation() + "99 of 100 lines have at most " + length() + " characters (" + lines
                        + " lines)");
    }

    private String indentation() {
        int most = 0;
        long spaces = 0;
        for (int step = 1; step <= MAX_INDENT; step++) {
            spaces += steps[step];
            // One column is the star of a comment.
            if (step > 1 && steps[step] > steps[most]) {
                most = step;
            }
        }
        if (tabs > spaces) {
            return "indented by tabs; ";
        }
        return most == 0 ? "" : "indented by " + most + " spaces; ";
    }

    private int length() {
        long seen = 0;
        for (int length = 0; length <= MAX_LENGTH; length++) {
            seen += lengths[length];
            if (seen >= lines * MOST) {
                return length;
            }
        }
        return MAX_LENGTH;
    }
}
