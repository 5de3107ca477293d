package dev.drover.audit;

import dev.drover.message.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One line of a chained log.
 *
 * @param batchEnd whether this line only says that its batch is whole
 * @param text the whole line, without its line feed
 */
public record ChainLine(long seq, Instant at, String prev, String hash, boolean batchEnd, String text) {
    /** The {@code prev} of the first line. */
    public static final String GENESIS = "0".repeat(64);

    private static final String HASH_KEY = ",\"hash\":\"";
    private static final String PREV_KEY = ",\"prev\":\"";
    private static final String BATCH_END = "\"event\":\"batch_end\"";
    private static final int BATCH_END_WITHIN = 80;
    private static final int HASH_TAIL = HASH_KEY.length() + 64 + 2;
    private static final int PREV_TAIL = PREV_KEY.length() + 64 + 1;

    /** Builds the line that follows {@code head}. {@code object} is a JSON object whose members the line takes over. */
    static ChainLine build(Head head, Instant at, String object) {
        Instant millis = at.truncatedTo(ChronoUnit.MILLIS);
        String covered = "{\"seq\":" + (head.seq() + 1) + ",\"at\":\"" + millis + "\","
                + object.substring(1, object.length() - 1) + PREV_KEY + head.hash() + "\"";
        String hash = Sha256.of(covered);
        return new ChainLine(
                head.seq() + 1,
                millis,
                head.hash(),
                hash,
                object.startsWith(BATCH_END, 1),
                covered + HASH_KEY + hash + "\"}");
    }

    /** The line that ends a batch of so many lines. */
    static ChainLine batchEnd(Head head, Instant at, int lines) {
        return build(head, at, "{" + BATCH_END + ",\"lines\":" + lines + "}");
    }

    /** Reads a line back; empty when it does not have the form of one, or its hash does not fit its bytes. */
    static Optional<ChainLine> parse(byte[] bytes) {
        int headEnd = bytes.length - HASH_TAIL;
        if (headEnd < PREV_TAIL) {
            return Optional.empty();
        }
        var digest = Sha256.digest();
        digest.update(bytes, 0, headEnd);
        String hash = java.util.HexFormat.of().formatHex(digest.digest());
        return form(new String(bytes, StandardCharsets.UTF_8))
                .filter(line -> line.hash().equals(hash));
    }

    /** Reads a line back without holding its hash against its bytes. */
    static Optional<ChainLine> form(String text) {
        // The tail is ASCII, so it has as many characters as bytes.
        int tail = text.length() - HASH_TAIL;
        int prevStart = tail - PREV_TAIL;
        if (prevStart < 0
                || !text.startsWith("{\"seq\":")
                || !text.startsWith(HASH_KEY, tail)
                || !text.endsWith("\"}")
                || !text.startsWith(PREV_KEY, prevStart)) {
            return Optional.empty();
        }
        String hash = text.substring(tail + HASH_KEY.length(), text.length() - 2);
        int seqEnd = text.indexOf(",\"at\":\"");
        int atEnd = seqEnd < 0 ? -1 : text.indexOf('"', seqEnd + 7);
        if (atEnd < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ChainLine(
                    Long.parseLong(text.substring(7, seqEnd)),
                    Instant.parse(text.substring(seqEnd + 7, atEnd)),
                    text.substring(prevStart + PREV_KEY.length(), tail - 1),
                    hash,
                    text.startsWith(BATCH_END, atEnd + 2),
                    text));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is that of a line which ends a batch. */
    static boolean endsBatch(String text) {
        // Members stand in a fixed order, so further on these characters would be part of something else.
        return text.indexOf(BATCH_END, 0, Math.min(text.length(), BATCH_END_WITHIN)) > 0;
    }

    /** Whether this line may stand after one with that number and hash. */
    boolean follows(Head head) {
        return seq == head.seq() + 1 && prev.equals(head.hash());
    }
}
