package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.Rerun.Second;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Parts of the summary. */
final class Sentences {
    /** What is faster than this is not worth a word. */
    private static final Duration SLOW = Duration.ofMillis(100);

    private static final int NAMED = 3;

    private Sentences() {}

    /** What came of the tests that were run again, after a blank; empty when none were. */
    static String again(List<Rerun> reruns) {
        if (reruns.isEmpty()) {
            return "";
        }
        long passed = count(reruns, Second.PASSED);
        long failed = count(reruns, Second.FAILED);
        var parts = new ArrayList<String>();
        if (failed > 0) {
            parts.add(failed + " failed again");
        }
        if (passed > 0) {
            parts.add(passed + " passed");
        }
        if (reruns.size() > failed + passed) {
            parts.add(reruns.size() - failed - passed + " could not be told");
        }
        return " Run again by " + (reruns.size() == 1 ? "itself, " : "themselves, ") + String.join(", ", parts) + ".";
    }

    private static long count(List<Rerun> reruns, Second second) {
        return reruns.stream().filter(rerun -> rerun.second() == second).count();
    }

    /** The slowest tests, if any is slow, and what could not be read. */
    static List<String> more(TestReport report) {
        var sentences = new ArrayList<String>();
        List<TestCase> slow = slowest(report, NAMED).stream()
                .filter(test -> test.time().orElse(Duration.ZERO).compareTo(SLOW) >= 0)
                .toList();
        if (!slow.isEmpty()) {
            sentences.add("Slowest: "
                    + slow.stream()
                            .map(test ->
                                    test.fullName() + " (" + seconds(test.time().orElse(Duration.ZERO)) + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        report.problems().forEach(problem -> sentences.add(problem + "."));
        return sentences;
    }

    /** Those with a time, the slowest first. */
    static List<TestCase> slowest(TestReport report, int most) {
        return report.cases().stream()
                .filter(test -> test.time().isPresent())
                .sorted(Comparator.comparing((TestCase test) -> test.time().orElse(Duration.ZERO))
                        .reversed())
                .limit(most)
                .toList();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
