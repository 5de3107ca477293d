package dev.drover.cli.bench;

import java.util.Arrays;
import java.util.Collection;

/** How samples are spread. Percentiles are by nearest rank, so each is a value that was really seen. */
record Distribution(int samples, double min, double p50, double p90, double p99, double max) {
    /**
     * Describes the samples.
     *
     * @throws IllegalArgumentException when there are none
     */
    static Distribution of(Collection<Double> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("nothing was sampled");
        }
        double[] sorted =
                samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Distribution(
                sorted.length,
                rounded(sorted[0]),
                percentile(sorted, 50),
                percentile(sorted, 90),
                percentile(sorted, 99),
                rounded(sorted[sorted.length - 1]));
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return percentile(sorted, 50);
    }

    /** Three decimals are more than a measurement of this kind has. */
    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static double percentile(double[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return rounded(sorted[Math.max(1, rank) - 1]);
    }
}
