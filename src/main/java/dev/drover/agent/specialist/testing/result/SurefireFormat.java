package dev.drover.agent.specialist.testing.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Surefire prints at the end of each module, for makefiles that start Maven. */
final class SurefireFormat implements OutputFormat {
    private static final Pattern TOTAL = Pattern.compile(
            "^(?:\\[\\w+] )?Tests run: (\\d{1,9}), Failures: (\\d{1,9}), Errors: (\\d{1,9}), Skipped: (\\d{1,9})$");
    private static final Pattern FAILURE =
            Pattern.compile("^\\[ERROR]   ([\\w$]+(?:\\.[\\w$]+)*\\.[\\w$]+):(?:[\\w$>-]+:)*\\d+ (.*)$");

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        long total = -1;
        long failed = 0;
        long skipped = 0;
        var failures = new ArrayList<TestCase>();
        for (String line : lines) {
            Matcher count = TOTAL.matcher(line.stripTrailing());
            Matcher failure = FAILURE.matcher(line);
            if (count.matches()) {
                total = Math.max(total, 0) + Long.parseLong(count.group(1));
                failed += Long.parseLong(count.group(2)) + Long.parseLong(count.group(3));
                skipped += Long.parseLong(count.group(4));
            } else if (failure.matches()) {
                failures.add(TestCase.failed(failure.group(1), failure.group(2), Optional.empty()));
            }
        }
        return total < 0 ? Optional.empty() : Optional.of(TestReport.of(total, failed, skipped, failures));
    }
}
