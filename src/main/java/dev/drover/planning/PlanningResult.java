package dev.drover.planning;

import dev.drover.flock.Problem;
import java.util.List;

/** What came of planning a request. */
public sealed interface PlanningResult {
    /** It is to be carried out so. */
    record Planned(Plan plan) implements PlanningResult {}

    /** It cannot be carried out as it stands. */
    record Refused(List<Problem> problems) implements PlanningResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Refused for one reason. */
    static PlanningResult refused(String pointer, String rule, String message) {
        return new Refused(List.of(new Problem(pointer, rule, message)));
    }
}
