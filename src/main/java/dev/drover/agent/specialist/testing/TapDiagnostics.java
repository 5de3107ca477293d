package dev.drover.agent.specialist.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The YAML block below a failed point. Only its one-line values, and the first line of longer ones, are of use here. */
final class TapDiagnostics {
    private static final Pattern ENTRY = Pattern.compile("^\\s+(\\w+): ?(.*)$");
    private static final int MAX_LINES = 200;

    private TapDiagnostics() {}

    static FailedTest of(String name, List<String> lines, int start, Places places) {
        Map<String, String> values = new HashMap<>();
        if (start < lines.size() && lines.get(start).strip().equals("---")) {
            for (int i = start + 1; i < Math.min(lines.size(), start + MAX_LINES); i++) {
                if (lines.get(i).strip().equals("...")) {
                    break;
                }
                Matcher entry = ENTRY.matcher(lines.get(i));
                if (entry.matches()) {
                    String value = entry.group(2).strip();
                    boolean block = value.startsWith("|") || value.startsWith(">");
                    values.putIfAbsent(entry.group(1), block ? block(lines, i + 1) : unquoted(value));
                }
            }
        }
        String message = Optional.ofNullable(values.get("error"))
                .or(() -> Optional.ofNullable(values.get("message")))
                .orElse("");
        String at = Optional.ofNullable(values.get("location"))
                .or(() -> Optional.ofNullable(values.get("at")))
                .orElse("");
        return new FailedTest(name, message, places.first(at).or(() -> inFields(values, places)));
    }

    private static Optional<FailedTest.Place> inFields(Map<String, String> values, Places places) {
        String line = values.getOrDefault("line", "");
        return line.matches("\\d{1,8}") && values.containsKey("file")
                ? places.of(values.getOrDefault("file", ""), Integer.parseInt(line))
                : Optional.empty();
    }

    /** The lines of a block, in one line. */
    private static String block(List<String> lines, int start) {
        if (start >= lines.size()) {
            return "";
        }
        int indent = indent(lines.get(start));
        var text = new StringBuilder();
        for (int i = start; i < lines.size() && (lines.get(i).isBlank() || indent(lines.get(i)) >= indent); i++) {
            text.append(lines.get(i).strip()).append(' ');
        }
        return text.toString().strip().replaceAll(" {2,}", " ");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.matches("(?s)'.*'|\".*\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
