package dev.drover.message;

import java.util.Optional;

/**
 * What one request may use.
 *
 * @param maxAgents packets of this request that may be out at once
 * @param maxRuntimeSeconds wall-clock seconds after which the rest of the request is cancelled
 * @param maxTokens model tokens for all tasks together
 * @param maxDollars what all tasks together may cost, as coding CLIs report it
 */
public record Limits(
        Optional<Integer> maxAgents,
        Optional<Integer> maxRuntimeSeconds,
        Optional<Long> maxTokens,
        Optional<Double> maxDollars) {
    /** No limits beyond those of the daemon. */
    public static final Limits NONE =
            new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
