package dev.drover.planning.model;

import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a plan, no more of it than a model or a person reads. Confined to one thread. */
final class PlanProblems {
    private static final int MOST = 20;
    private static final int LONGEST = 2000;

    private final List<String> kept = new ArrayList<>();
    private int count;

    /** @param problem a sentence */
    void add(String problem) {
        if (count++ < MOST) {
            kept.add(Ids.printable(problem, LONGEST));
        }
    }

    int count() {
        return count;
    }

    /** A sentence each; the last one says how many more there are. */
    List<String> told() {
        var told = new ArrayList<>(kept);
        if (count > MOST) {
            told.add("And " + (count - MOST) + " more.");
        }
        return told;
    }
}
