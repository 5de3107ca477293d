package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.Rerun.Second;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Parts of the summary. */
final class Sentences {
    /** What is faster than this is not worth a word. */
    private static final Duration SLOW = Duration.ofMillis(100);

    private static final int NAMED = 3;

    private Sentences() {}

    /**
     * What came of the tests that were run again, after a blank; empty when none were.
     *
     * @param failed how many had failed, of which not all need have been run again
     */
    static String again(List<Rerun> reruns, long failed) {
        if (reruns.isEmpty()) {
            return "";
        }
        Map<String, Long> ends = new LinkedHashMap<>();
        ends.put("failed again", count(reruns, Second.FAILED));
        ends.put("passed", count(reruns, Second.PASSED));
        ends.put("had no result", count(reruns, Second.UNKNOWN));
        ends.values().removeIf(number -> number == 0);
        int all = reruns.size();
        String alone = all == 1 ? "by itself" : "one by one";
        if (ends.size() == 1 && failed <= all) {
            String which =
                    all == 1 ? "The failed test" : all == 2 ? "Both failed tests" : "All " + all + " failed tests";
            return " " + which + " " + ends.keySet().iterator().next() + " when run " + alone + ".";
        }
        String which = failed <= all ? "The " + all : all + " of the " + failed;
        return " " + which + " failed tests " + (all == 1 ? "was" : "were") + " run again " + alone + ": "
                + ends.entrySet().stream()
                        .map(end -> (all == 1 ? "it" : end.getValue()) + " " + end.getKey())
                        .collect(Collectors.joining(", "))
                + ".";
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
