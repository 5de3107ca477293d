package dev.drover.council;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds what a person who mistyped a key most likely meant. */
public final class NearestKey {
    private static final int LONGEST = 100;

    private NearestKey() {}

    /** The known key that is fewest edits away; one of the same name in another section counts as one edit. */
    public static String to(String unknown, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(key -> distance(unknown, key)))
                .orElseThrow();
    }

    private static int distance(String unknown, String key) {
        int whole = edits(unknown, key);
        return Stream.of(whole, 1 + edits(last(unknown), last(key)))
                .min(Integer::compare)
                .orElse(whole);
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    public static int edits(String left, String right) {
        String a = left.substring(0, Math.min(LONGEST, left.length()));
        String b = right.substring(0, Math.min(LONGEST, right.length()));
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + replace);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
