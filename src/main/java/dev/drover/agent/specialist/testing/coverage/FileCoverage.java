package dev.drover.agent.specialist.testing.coverage;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which lines of one file were run, and how many of the branches that leave them. Reports of the same file add up: a
 * line that one of them has seen run was run. Confined to one thread.
 */
public final class FileCoverage {
    /** More than any file has that a person wrote. */
    private static final int MAX_LINE = 1_000_000;

    private final String name;
    private final boolean known;
    private final BitSet lines = new BitSet();
    private final BitSet run = new BitSet();
    private final Map<Integer, Branches> branches = new HashMap<>();

    private record Branches(int covered, int total) {}

    FileCoverage(String name, boolean known) {
        this.name = name;
        this.known = known;
    }

    void line(int line, boolean wasRun) {
        if (line > 0 && line <= MAX_LINE) {
            lines.set(line);
            if (wasRun) {
                run.set(line);
            }
        }
    }

    void branches(int line, int covered, int total) {
        if (line > 0 && line <= MAX_LINE && total > 0 && total <= MAX_LINE && covered >= 0 && covered <= total) {
            branches.merge(
                    line,
                    new Branches(covered, total),
                    (a, b) -> new Branches(Math.max(a.covered, b.covered), Math.max(a.total, b.total)));
        }
    }

    /** Relative to the workspace when it is a file of it, else as the report names it. */
    public String name() {
        return name;
    }

    /** Whether it is a file of the workspace. */
    public boolean known() {
        return known;
    }

    public long lines() {
        return lines.cardinality();
    }

    public long linesRun() {
        return run.cardinality();
    }

    public long branches() {
        return branches.values().stream().mapToLong(Branches::total).sum();
    }

    public long branchesRun() {
        return branches.values().stream().mapToLong(Branches::covered).sum();
    }

    /** The first line that was not run; 1 when all were. */
    public int firstMissed() {
        BitSet missed = (BitSet) lines.clone();
        missed.andNot(run);
        return Math.max(1, missed.nextSetBit(0));
    }
}
