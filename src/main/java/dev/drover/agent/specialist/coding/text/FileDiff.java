package dev.drover.agent.specialist.coding.text;

import java.util.List;
import java.util.Optional;

/**
 * What a unified diff says of one file.
 *
 * @param from its name before; empty when it is made
 * @param to its name after; empty when it is deleted
 * @param executable whether it may be run afterwards, when the diff says so
 */
public record FileDiff(Optional<String> from, Optional<String> to, Optional<Boolean> executable, List<Hunk> hunks) {
    public FileDiff {
        hunks = List.copyOf(hunks);
    }

    /**
     * One place that changes.
     *
     * @param oldStart line number that its header says, counted from 1; with no old lines the line it follows
     */
    record Hunk(int oldStart, int oldCount, int newCount, List<HunkLine> lines) {}

    /**
     * A line of a hunk.
     *
     * @param kind a blank (kept), {@code -} or {@code +}
     * @param ended whether a line end follows it
     */
    record HunkLine(char kind, String text, boolean ended) {
        boolean isOld() {
            return kind != '+';
        }
    }
}
