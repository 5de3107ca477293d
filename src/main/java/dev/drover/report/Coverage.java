package dev.drover.report;

import dev.drover.report.account.RunAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tests cover, from figures in pairs: {@code coverage.<what>.covered} and {@code coverage.<what>.total}. Of several
 * tasks that measured the same, the sums count.
 */
final class Coverage {
    private static final String PREFIX = "coverage.";
    private static final String COVERED = ".covered";
    private static final String TOTAL = ".total";

    private Coverage() {}

    /** Shares from 0 to 1 by what is covered; without what has nothing to cover. */
    static SortedMap<String, Double> of(RunAccount run) {
        SortedMap<String, Double> shares = new TreeMap<>();
        run.tasks().stream()
                .flatMap(task -> task.digest().stream())
                .flatMap(digest -> digest.data().keySet().stream())
                .filter(name -> name.startsWith(PREFIX) && name.endsWith(COVERED) && name.length() > 17)
                .forEach(name -> {
                    String what = name.substring(PREFIX.length(), name.length() - COVERED.length());
                    long covered = run.figure(name).orElse(0L);
                    long total = run.figure(PREFIX + what + TOTAL).orElse(0L);
                    if (total > 0 && covered >= 0 && covered <= total) {
                        shares.put(what, (double) covered / total);
                    }
                });
        return shares;
    }

    static Optional<Block> chart(RunAccount run) {
        var grid = Block.Grid.of("Coverage", "Covered", ">Share", "");
        for (var entry : of(run).entrySet()) {
            grid = grid.row(
                    Inline.text(entry.getKey()),
                    Inline.text(percent(entry.getValue())),
                    List.of(new Inline.Bar(List.of(new Inline.Part(0, entry.getValue(), Tone.GOOD)))));
        }
        return grid.rows().isEmpty() ? Optional.empty() : Optional.of(grid);
    }

    /** Rounded down, since all is covered only when all is. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1000) / 10);
    }
}
