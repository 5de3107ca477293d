package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.engine.EngineRun;
import dev.drover.message.Evidence;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a review came to.
 *
 * @param issues worst first, without those that are suppressed or known
 * @param suppressed how many a comment suppresses
 * @param known how many stand in the baseline
 * @param counts of files, by what became of them
 * @param base what the changes are counted from; empty when everything was looked at
 * @param baselineProblem why the baseline was not used
 */
record Tally(
        List<Issue> issues,
        int suppressed,
        int known,
        Map<String, Long> counts,
        List<EngineRun> engines,
        Optional<String> base,
        Optional<String> baselineProblem) {
    Tally {
        issues = List.copyOf(issues);
        counts = Map.copyOf(counts);
        engines = List.copyOf(engines);
    }

    List<Finding> findings() {
        return issues.stream().map(Issue::finding).toList();
    }

    List<Evidence> evidence() {
        return engines.stream().flatMap(run -> run.evidence().stream()).toList();
    }

    long count(Severity severity) {
        return issues.stream().filter(i -> i.finding().severity() == severity).count();
    }

    /** How many are as bad as that or worse. */
    long atLeast(Severity severity) {
        return issues.stream()
                .filter(i -> i.finding().severity().compareTo(severity) <= 0)
                .count();
    }

    long files(String what) {
        return counts.getOrDefault("files." + what, 0L);
    }
}
