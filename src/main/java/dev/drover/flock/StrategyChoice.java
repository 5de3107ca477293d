package dev.drover.flock;

import dev.drover.message.Strategy;

/**
 * The strategy that a request is run with.
 *
 * @param strategy never {@link Strategy#AUTO}
 * @param reason one sentence for the journal
 */
public record StrategyChoice(Strategy strategy, String reason) {}
