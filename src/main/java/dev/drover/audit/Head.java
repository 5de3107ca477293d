package dev.drover.audit;

/** The end of a chain: the number and the hash of its last line. */
public record Head(long seq, String hash) {
    /** The head of a log without lines. */
    public static final Head EMPTY = new Head(0, ChainLine.GENESIS);
}
