package dev.drover.agent.specialist.testing.result;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The YAML block below a point. Only its one-line values, and the first line of longer ones, are of use here. */
record TapDiagnostics(Map<String, String> values) {
    private static final Pattern ENTRY = Pattern.compile("^\\s+(\\w+): ?(.*)$");
    private static final int MAX_LINES = 200;

    static TapDiagnostics read(List<String> lines, int start) {
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
        return new TapDiagnostics(values);
    }

    TestCase failed(String name, Places places) {
        String message = value("error").or(() -> value("message")).orElse("");
        String at = value("location").or(() -> value("at")).orElse("");
        return TestCase.failed(name, message, places.first(at).or(() -> inFields(places)))
                .lasting(time());
    }

    /** Node and others name it in milliseconds. */
    Optional<Duration> time() {
        return value("duration_ms").flatMap(TestCase::seconds).map(time -> time.dividedBy(1000));
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private Optional<Place> inFields(Places places) {
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
