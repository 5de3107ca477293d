package dev.drover.audit;

import dev.drover.message.DroverException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Texts with an Ed25519 signature below them (c2sp.org/signed-note). */
final class SignedNote {
    private static final String SIGNATURE_LINE = "— ";
    private static final int ID_BYTES = 4;

    private SignedNote() {}

    /**
     * The whole note.
     *
     * @param text ends with a line feed
     */
    static String sign(String text, NoteKey name, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = signature.sign();
            byte[] withId = ByteBuffer.allocate(ID_BYTES + bytes.length)
                    .putInt(name.id())
                    .put(bytes)
                    .array();
            return text + "\n" + SIGNATURE_LINE + name.name() + " "
                    + Base64.getEncoder().encodeToString(withId) + "\n";
        } catch (GeneralSecurityException e) {
            throw new DroverException("the council's key cannot sign: " + e.getMessage(), e);
        }
    }

    /**
     * The text of a note that this key signed. Signatures by other keys are passed over.
     *
     * @throws DroverException when there is none by this key, or it does not fit the text
     */
    static String open(String note, NoteKey key) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new DroverException("it is not a signed note: no empty line before the signatures");
        }
        String text = note.substring(0, end + 1);
        for (String line : note.substring(end + 2).split("\n", -1)) {
            String start = SIGNATURE_LINE + key.name() + " ";
            if (line.startsWith(start)) {
                byte[] bytes = decode(line.substring(start.length()));
                if (bytes.length > ID_BYTES && ByteBuffer.wrap(bytes).getInt() == key.id()) {
                    if (!isGood(text, bytes, key)) {
                        throw new DroverException("the signature of " + key.name() + " does not fit the text");
                    }
                    return text;
                }
            }
        }
        throw new DroverException("it bears no signature of " + key.name());
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static boolean isGood(String text, byte[] bytes, NoteKey key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key.toPublicKey());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(bytes, ID_BYTES, bytes.length - ID_BYTES);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
