package dev.drover.agent.specialist.testing.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code spec} reporter of Node's own test runner. */
final class NodeFormat implements OutputFormat {
    private static final Pattern COUNT =
            Pattern.compile("^\u2139 (tests|pass|fail|cancelled|skipped|todo) (\\d{1,9})$");
    private static final Pattern PLACE = Pattern.compile("^\\s*test at (.+?:\\d+:\\d+)$");
    private static final Pattern NAME = Pattern.compile("^\\s*\u2716 (.+?)(?: \\([\\d.]+ms\\))?$");

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        Map<String, Long> counts = new HashMap<>();
        for (String line : lines) {
            Matcher count = COUNT.matcher(line.strip());
            if (count.matches()) {
                counts.merge(count.group(1), Long.parseLong(count.group(2)), Long::sum);
            }
        }
        if (!counts.containsKey("tests") || !counts.containsKey("pass")) {
            return Optional.empty();
        }
        long failed = counts.getOrDefault("fail", 0L) + counts.getOrDefault("cancelled", 0L);
        long skipped = counts.getOrDefault("skipped", 0L) + counts.getOrDefault("todo", 0L);
        return Optional.of(TestReport.of(counts.getOrDefault("tests", 0L), failed, skipped, failures(lines, places)));
    }

    private static List<TestCase> failures(List<String> lines, Places places) {
        var failures = new ArrayList<TestCase>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            Matcher place = PLACE.matcher(lines.get(i));
            Matcher name = NAME.matcher(lines.get(i + 1));
            if (place.matches() && name.matches()) {
                String message = i + 2 < lines.size() ? lines.get(i + 2) : "";
                failures.add(TestCase.failed(name.group(1), message, places.first(place.group(1))));
            }
        }
        return failures;
    }
}
