package dev.drover.agent.specialist.testing.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CTest prints, for makefiles and scripts that start it. */
final class CtestFormat implements OutputFormat {
    private static final Pattern TEST = Pattern.compile(
            "^\\s*\\d+/\\d+ Test +#\\d+: (\\S.{0,300}?) ?\\.*\\s?\\**\\s*(Passed|Failed|Not Run|Timeout|Skipped|Exception: \\S+|Not Run \\(Disabled\\))\\b.*?(?:([\\d.]+) sec)?$");
    private static final Pattern SUMMARY =
            Pattern.compile("^\\d{1,3}% tests passed, (\\d{1,9}) tests? failed out of (\\d{1,9})$");

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        Optional<long[]> counts = Optional.empty();
        var cases = new ArrayList<TestCase>();
        for (String line : lines) {
            Matcher test = TEST.matcher(line);
            Matcher summary = SUMMARY.matcher(line);
            if (test.matches()) {
                cases.add(testCase(test));
            } else if (summary.matches()) {
                counts = Optional.of(new long[] {Long.parseLong(summary.group(2)), Long.parseLong(summary.group(1))});
            }
        }
        long skipped = cases.stream().filter(t -> t.end() == End.SKIPPED).count();
        return counts.map(c -> TestReport.of(c[0], c[1], skipped, cases));
    }

    private static TestCase testCase(Matcher test) {
        String result = test.group(2);
        End end = result.equals("Passed")
                ? End.PASSED
                : result.equals("Skipped") || result.contains("Disabled") ? End.SKIPPED : End.FAILED;
        Optional<Duration> time = Optional.ofNullable(test.group(3)).flatMap(TestCase::seconds);
        return end == End.FAILED
                ? TestCase.failed(test.group(1), result, Optional.empty()).lasting(time)
                : TestCase.of("", test.group(1), end, time);
    }
}
