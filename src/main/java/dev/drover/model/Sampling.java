package dev.drover.model;

import java.util.Optional;

/**
 * How a model is to draw its words.
 *
 * @param contextTokens size of the window; always sent where the protocol knows it, since a server's own default may be
 *     small and what does not fit is cut without a word
 * @param answerTokens most tokens of an answer
 * @param temperature 0 draws the likeliest word each time
 * @param seed with temperature 0 and the same server, the same answer
 */
public record Sampling(int contextTokens, int answerTokens, double temperature, Optional<Long> seed) {
    private static final int LEAST_ANSWER = 256;

    /** What counts where nobody says anything else: the likeliest words, and a third of the window for the answer. */
    public static Sampling of(int contextTokens) {
        return new Sampling(contextTokens, Math.max(LEAST_ANSWER, contextTokens / 3), 0, Optional.of(1L));
    }

    public Sampling {
        if (answerTokens < 1 || contextTokens <= answerTokens || !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("an answer of " + answerTokens + " tokens in a window of "
                    + contextTokens + ", temperature " + temperature);
        }
    }
}
