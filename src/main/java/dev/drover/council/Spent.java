package dev.drover.council;

/**
 * What was used of models.
 *
 * @param microDollars millionths of a dollar; 0 for a server of one's own
 */
public record Spent(long questions, long promptTokens, long answerTokens, long microDollars) {
    static final Spent NOTHING = new Spent(0, 0, 0, 0);

    /** Read and written together. */
    public long tokens() {
        return sum(promptTokens, answerTokens);
    }

    /** Both together; what no number can hold counts as the largest one. */
    public Spent plus(Spent other) {
        return new Spent(
                sum(questions, other.questions),
                sum(promptTokens, other.promptTokens),
                sum(answerTokens, other.answerTokens),
                sum(microDollars, other.microDollars));
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
