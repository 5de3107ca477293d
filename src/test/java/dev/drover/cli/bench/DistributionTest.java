package dev.drover.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void percentiles_of_one_to_a_hundred_are_their_ranks_whatever_the_order() {
        List<Double> samples = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            samples.add((double) i);
        }
        Collections.shuffle(samples, new Random(7));

        assertEquals(new Distribution(100, 1, 50, 90, 99, 100), Distribution.of(samples));
    }

    @Test
    void of_few_samples_the_99th_percentile_is_the_largest() {
        assertEquals(new Distribution(3, 1, 2, 3, 3, 3), Distribution.of(List.of(3.0, 1.0, 2.0)));
    }

    @Test
    void one_sample_is_everything() {
        assertEquals(new Distribution(1, 0.5, 0.5, 0.5, 0.5, 0.5), Distribution.of(List.of(0.5)));
    }

    @Test
    void figures_have_three_decimals() {
        assertEquals(0.123, Distribution.of(List.of(0.12345)).p50());
    }

    @Test
    void nothing_sampled_is_no_distribution() {
        assertThrows(IllegalArgumentException.class, () -> Distribution.of(List.of()));
    }

    @Test
    void the_median_is_one_of_the_values() {
        assertEquals(2, Distribution.median(9, 1, 2));
        assertEquals(1, Distribution.median(1, 2));
    }
}
