package dev.drover.agent.specialist.testing.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mocha's {@code spec} reporter: counts, and then the failures with numbers. */
final class MochaFormat implements OutputFormat {
    private static final Pattern COUNT = Pattern.compile("^\\s+(\\d{1,9}) (passing|failing|pending)(?: \\([^)]*\\))?$");
    private static final Pattern FAILURE = Pattern.compile("^  \\d+\\) (.*)$");

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        long passing = -1;
        long failing = 0;
        long pending = 0;
        int end = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher count = COUNT.matcher(lines.get(i));
            if (count.matches()) {
                long n = Long.parseLong(count.group(1));
                switch (count.group(2)) {
                    case "passing" -> passing = n;
                    case "failing" -> failing = n;
                    default -> pending = n;
                }
                end = i + 1;
            }
        }
        if (passing < 0) {
            return Optional.empty();
        }
        return Optional.of(TestReport.of(passing + failing + pending, failing, pending, failures(lines, end, places)));
    }

    private static List<TestCase> failures(List<String> lines, int start, Places places) {
        var failures = new ArrayList<TestCase>();
        for (int i = start; i < lines.size(); i++) {
            Matcher failure = FAILURE.matcher(lines.get(i));
            if (failure.matches()) {
                int end = i + 1;
                while (end < lines.size() && !FAILURE.matcher(lines.get(end)).matches()) {
                    end++;
                }
                failures.add(failure(failure.group(1), lines.subList(i + 1, end), places));
            }
        }
        return failures;
    }

    /** The title goes on until a line that ends with a colon. */
    private static TestCase failure(String firstTitle, List<String> lines, Places places) {
        var name = new StringBuilder(firstTitle);
        int i = 0;
        while (i < lines.size() && !name.toString().endsWith(":")) {
            name.append(" > ").append(lines.get(i++).strip());
        }
        String message = lines.subList(Math.min(i, lines.size()), lines.size()).stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        return TestCase.failed(
                name.substring(0, Math.max(0, name.length() - 1)), message, places.first(String.join("\n", lines)));
    }
}
