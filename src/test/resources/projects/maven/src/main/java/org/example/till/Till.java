package org.example.till;

import java.util.List;

/** Adds up prices, in cents. */
public final class Till {
    private Till() {}

    /** The sum of the prices. */
    public static long total(List<Long> prices) {
        return prices.stream().mapToLong(Long::longValue).sum();
    }

    /** What is left of a price after a discount of so many per cent. */
    public static long discounted(long price, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("a discount is between 0 and 100, not " + percent);
        }
        return price - percent;
    }
}
