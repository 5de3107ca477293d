package dev.drover.council;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much may be used of models before no more is asked; 0 is no limit.
 *
 * @param tokens read and written together
 * @param microDollars millionths of a dollar, as far as coding CLIs report what they cost
 */
public record SpendingLimit(long tokens, long microDollars) {
    /** No limit at all. */
    public static final SpendingLimit NONE = new SpendingLimit(0, 0);

    private static final double MICRO = 1e6;

    /** A limit as people write it; what is absent or 0 is none, and the least that can be counted is a millionth. */
    static SpendingLimit of(long tokens, double dollars) {
        return new SpendingLimit(tokens, dollars > 0 ? Math.max(1, Math.round(dollars * MICRO)) : 0);
    }

    static SpendingLimit of(Optional<? extends Number> tokens, Optional<Double> dollars) {
        return of(tokens.map(Number::longValue).orElse(0L), dollars.orElse(0.0));
    }

    /** Of both the narrower one, in tokens and in dollars. */
    SpendingLimit and(SpendingLimit other) {
        return new SpendingLimit(narrower(tokens, other.tokens), narrower(microDollars, other.microDollars));
    }

    private static long narrower(long a, long b) {
        return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
    }

    /** How many millionths of a dollar are left, 1 at least, since 0 says no limit to some; empty without a limit. */
    OptionalLong microDollarsLeft(Spent spent) {
        return microDollars == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(1, microDollars - spent.microDollars()));
    }
}
