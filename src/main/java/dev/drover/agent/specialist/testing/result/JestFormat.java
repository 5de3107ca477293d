package dev.drover.agent.specialist.testing.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The summaries of Jest ({@code Tests: 1 failed, 2 passed, 3 total}) and Vitest ({@code Tests 1 failed | 2 passed (3)}). */
final class JestFormat implements OutputFormat {
    private static final Pattern SUMMARY = Pattern.compile("^\\s*Tests:?\\s+(\\d.*)$");
    private static final Pattern COUNT = Pattern.compile("(\\d{1,9}) (failed|passed|skipped|todo|pending|total)");
    private static final Pattern FAILURE = Pattern.compile("^\\s*(?:\u25CF|FAIL {1,2})\\s?(.+ (?:\u203A|>) .+)$");
    private static final Pattern MESSAGE_END = Pattern.compile("^\\s+at .*$");
    private static final int MAX_LINES = 60;

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        Map<String, Long> counts = new HashMap<>();
        for (String line : lines) {
            Matcher summary = SUMMARY.matcher(line);
            if (summary.matches()) {
                counts.clear();
                Matcher count = COUNT.matcher(summary.group(1));
                while (count.find()) {
                    counts.put(count.group(2), Long.parseLong(count.group(1)));
                }
            }
        }
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        long failed = counts.getOrDefault("failed", 0L);
        long skipped = counts.getOrDefault("skipped", 0L)
                + counts.getOrDefault("todo", 0L)
                + counts.getOrDefault("pending", 0L);
        long total = counts.getOrDefault("total", failed + skipped + counts.getOrDefault("passed", 0L));
        return Optional.of(TestReport.of(total, failed, skipped, failures(lines, places)));
    }

    /** Jest prints failures twice, where they happen and in its summary. */
    private static List<TestCase> failures(List<String> lines, Places places) {
        Map<String, TestCase> failures = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher failure = FAILURE.matcher(lines.get(i));
            if (failure.matches()) {
                List<String> block = lines.subList(i + 1, Math.min(lines.size(), i + MAX_LINES));
                failures.putIfAbsent(failure.group(1), failure(failure.group(1), block, places));
            }
        }
        return new ArrayList<>(failures.values());
    }

    private static TestCase failure(String name, List<String> following, Places places) {
        List<String> block = following.stream()
                .takeWhile(line -> !FAILURE.matcher(line).matches())
                .toList();
        String message = block.stream()
                .filter(line -> !line.isBlank() && !MESSAGE_END.matcher(line).matches())
                .findFirst()
                .orElse("");
        return TestCase.failed(name, message, places.first(String.join("\n", block)));
    }
}
