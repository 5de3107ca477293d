package dev.drover.agent.specialist.coding.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least set of lines that turn one text into another (E. W. Myers, An O(ND) Difference Algorithm and Its Variations,
 * 1986). Of texts that differ in too much for that, everything between the first and the last difference counts.
 */
final class LineDiff {
    /** Time grows with the square of this, and so does the room. */
    private static final int MAX_DIFFERENCES = 1000;

    private final int[] old;
    private final int[] fresh;
    private final int start;
    private final int oldEnd;
    private final int freshEnd;

    private LineDiff(int[] old, int[] fresh) {
        this.old = old;
        this.fresh = fresh;
        int head = 0;
        while (head < old.length && head < fresh.length && old[head] == fresh[head]) {
            head++;
        }
        int tail = 0;
        while (tail < old.length - head
                && tail < fresh.length - head
                && old[old.length - 1 - tail] == fresh[fresh.length - 1 - tail]) {
            tail++;
        }
        this.start = head;
        this.oldEnd = old.length - tail;
        this.freshEnd = fresh.length - tail;
    }

    /** Lines {@code oldFrom} to {@code oldTo} (exclusive, from 0) that become {@code freshFrom} to {@code freshTo}. */
    record Block(int oldFrom, int oldTo, int freshFrom, int freshTo) {}

    static List<Block> of(List<Line> old, List<Line> fresh) {
        Map<Line, Integer> numbers = new HashMap<>();
        return new LineDiff(numbered(old, numbers), numbered(fresh, numbers)).blocks();
    }

    private static int[] numbered(List<Line> lines, Map<Line, Integer> numbers) {
        return lines.stream()
                .mapToInt(line -> numbers.computeIfAbsent(line, l -> numbers.size()))
                .toArray();
    }

    private List<Block> blocks() {
        if (start == oldEnd && start == freshEnd) {
            return List.of();
        }
        int n = oldEnd - start;
        int m = freshEnd - start;
        var trace = new ArrayList<int[]>();
        int[] furthest = new int[2 * Math.min(n + m, MAX_DIFFERENCES) + 3];
        int middle = furthest.length / 2;
        for (int d = 0; d <= Math.min(n + m, MAX_DIFFERENCES); d++) {
            trace.add(furthest.clone());
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || (k != d && furthest[middle + k - 1] < furthest[middle + k + 1]);
                int x = down ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
                while (x < n && x - k < m && old[start + x] == fresh[start + x - k]) {
                    x++;
                }
                furthest[middle + k] = x;
                if (x >= n && x - k >= m) {
                    return back(trace, n, m, middle);
                }
            }
        }
        return List.of(new Block(start, oldEnd, start, freshEnd));
    }

    /** Walks from the end to the start along the way that was found, and joins what touches. */
    private List<Block> back(List<int[]> trace, int n, int m, int middle) {
        var blocks = new ArrayList<Block>();
        int x = n;
        int y = m;
        for (int d = trace.size() - 1; d > 0; d--) {
            int[] furthest = trace.get(d);
            int k = x - y;
            boolean down = k == -d || (k != d && furthest[middle + k - 1] < furthest[middle + k + 1]);
            int before = down ? furthest[middle + k + 1] : furthest[middle + k - 1];
            int beforeY = before - (down ? k + 1 : k - 1);
            int toX = down ? before : before + 1;
            int toY = down ? beforeY + 1 : beforeY;
            Block step = new Block(start + before, start + toX, start + beforeY, start + toY);
            Block last = blocks.isEmpty() ? step : blocks.getLast();
            if (!blocks.isEmpty() && last.oldFrom() == step.oldTo() && last.freshFrom() == step.freshTo()) {
                blocks.set(
                        blocks.size() - 1, new Block(step.oldFrom(), last.oldTo(), step.freshFrom(), last.freshTo()));
            } else {
                blocks.add(step);
            }
            x = before;
            y = beforeY;
        }
        Collections.reverse(blocks);
        return blocks;
    }
}
