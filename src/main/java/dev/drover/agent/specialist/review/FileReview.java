package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.rule.Hit;
import java.util.List;

/**
 * What was seen in one file; depends on the file alone, so it is kept for the next run.
 *
 * @param marks the comments in it that suppress findings
 */
record FileReview(List<Hit> hits, List<Suppression> marks) {
    static final FileReview NOTHING = new FileReview(List.of(), List.of());

    FileReview {
        hits = List.copyOf(hits);
        marks = List.copyOf(marks);
    }
}
