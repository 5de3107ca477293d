package dev.drover.cli.bench;

/** One figure against what it should be. */
record Verdict(String what, double measured, String unit, Bound bound, double target, boolean met) {
    /** On which side of the target is good. */
    enum Bound {
        AT_MOST,
        AT_LEAST
    }

    static Verdict atMost(String what, double measured, String unit, double target) {
        return new Verdict(what, measured, unit, Bound.AT_MOST, target, measured <= target);
    }

    static Verdict atLeast(String what, double measured, String unit, double target) {
        return new Verdict(what, measured, unit, Bound.AT_LEAST, target, measured >= target);
    }
}
