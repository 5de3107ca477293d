package dev.drover.planning;

import java.util.Locale;

/** When the work of a pattern is due, where a request asks for the work of several. */
enum Stage {
    /** What the rest is to happen on, such as a branch. */
    PREPARE(0, true),
    /** Puts back what users have, which waits for no check. */
    RESCUE(1, true),
    /** Changes what is tested, reviewed, described and committed. */
    CHANGE(1, true),
    /** Makes what tests and releases use. */
    BUILD(2, true),
    /** Runs the project's tests: one after the other, since they share its build folders. */
    TEST(3, true),
    /** Looks and changes nothing, so it runs beside its like. */
    CHECK(3, false),
    /** Writes what describes the project: one after the other, since they share files. */
    DOCUMENT(3, true),
    /** Puts into the history what was done. */
    RECORD(4, true),
    /** Brings branches together, which changes what is there. */
    INTEGRATE(5, true),
    /** Hands on what is in the history. */
    SHARE(6, true),
    /** Brings it to its users. */
    DELIVER(7, true);

    private final int rank;
    private final boolean oneAtATime;

    Stage(int rank, boolean oneAtATime) {
        this.rank = rank;
        this.oneAtATime = oneAtATime;
    }

    int rank() {
        return rank;
    }

    /** Whether two parts of this stage are done in the order in which they were asked for. */
    boolean oneAtATime() {
        return oneAtATime;
    }

    /** Whether others see what is done. */
    boolean reachesOut() {
        return this == RESCUE || rank >= INTEGRATE.rank;
    }

    /** As it stands in a pattern file. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
