package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import java.util.Comparator;

/**
 * A finding that can be known again.
 *
 * @param fingerprint the same as long as rule, file and the text of the line are, wherever the line moves to
 */
record Issue(Finding finding, String fingerprint) {
    static final Comparator<Issue> WORST_FIRST = Comparator.comparing(
            Issue::finding,
            Comparator.comparing(Finding::severity)
                    .thenComparing(finding -> finding.file().orElse(""))
                    .thenComparing(finding -> finding.line().orElse(0))
                    .thenComparing(Finding::rule));
}
