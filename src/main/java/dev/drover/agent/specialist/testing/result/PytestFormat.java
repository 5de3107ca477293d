package dev.drover.agent.specialist.testing.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pytest prints, for makefiles and scripts that start it. */
final class PytestFormat implements OutputFormat {
    private static final Pattern SUMMARY = Pattern.compile("^(?:=+ )?(\\d.*) in [\\d.]+s(?: \\([\\d:]+\\))?(?: =+)?$");
    private static final Pattern COUNT =
            Pattern.compile("(\\d{1,9}) (failed|passed|skipped|errors?|xfailed|xpassed|deselected|warnings?)");
    private static final Pattern FAILURE = Pattern.compile("^(?:FAILED|ERROR) (\\S+?\\.py(?:::.*?)?)(?: - (.*))?$");

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        Map<String, Long> counts = new HashMap<>();
        var failures = new ArrayList<TestCase>();
        for (String line : lines) {
            Matcher summary = SUMMARY.matcher(line);
            Matcher failure = FAILURE.matcher(line);
            if (summary.matches()) {
                Matcher count = COUNT.matcher(summary.group(1));
                while (count.find()) {
                    counts.merge(count.group(2), Long.parseLong(count.group(1)), Long::sum);
                }
            } else if (failure.matches()) {
                String message = failure.group(2) == null ? "" : failure.group(2);
                failures.add(TestCase.failed(failure.group(1), message, Optional.empty()));
            }
        }
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        long failed = sum(counts, "failed", "error", "errors");
        long skipped = sum(counts, "skipped", "xfailed");
        long total = failed + skipped + sum(counts, "passed", "xpassed");
        return Optional.of(TestReport.of(total, failed, skipped, failures));
    }

    private static long sum(Map<String, Long> counts, String... keys) {
        long sum = 0;
        for (String key : keys) {
            sum += counts.getOrDefault(key, 0L);
        }
        return sum;
    }
}
