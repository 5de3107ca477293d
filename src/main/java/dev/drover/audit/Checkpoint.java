package dev.drover.audit;

import dev.drover.message.DroverException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What a log was at one time, to be signed (c2sp.org/tlog-checkpoint): the log, how many lines it had, and the hash of
 * the last of them, which covers all before it.
 *
 * @param origin the name of the key and that of the log, as in {@code drover-0123456789abcdef/master}
 */
public record Checkpoint(String origin, Head head) {

    /** The signed text. */
    public String sign(NoteKey name, PrivateKey key) {
        String root = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(head.hash()));
        return SignedNote.sign(origin + "\n" + head.seq() + "\n" + root + "\n", name, key);
    }

    /**
     * Reads a signed checkpoint.
     *
     * @throws DroverException when it is none, or the key did not sign it
     */
    public static Checkpoint open(String note, NoteKey key) {
        List<String> lines = SignedNote.open(note, key).lines().toList();
        try {
            byte[] root = Base64.getDecoder().decode(lines.get(2));
            long seq = Long.parseLong(lines.get(1));
            if (root.length == 32 && seq > 0) {
                return new Checkpoint(lines.get(0), new Head(seq, HexFormat.of().formatHex(root)));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DroverException("it is signed, but is not a checkpoint", e);
        }
        throw new DroverException("it is signed, but is not a checkpoint");
    }

    /** The log's name within the home. */
    public String log() {
        return origin.substring(origin.indexOf('/') + 1);
    }
}
