package dev.drover.audit;

import dev.drover.message.DroverException;
import dev.drover.message.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public Ed25519 key that signs notes, with its name (c2sp.org/signed-note).
 *
 * @param name what signature lines call it; without spaces and plus signs
 * @param base64 the 32 bytes of the key (RFC 8032)
 */
public record NoteKey(String name, String base64) {
    private static final byte ED25519 = 1;
    private static final int RAW_BYTES = 32;

    /** What stands before the raw key in its X.509 form (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    public NoteKey {
        if (Base64.getDecoder().decode(base64).length != RAW_BYTES) {
            throw new DroverException("an Ed25519 key has " + RAW_BYTES + " bytes");
        }
    }

    /** The key as the platform has it. */
    public static NoteKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
        return new NoteKey(name, Base64.getEncoder().encodeToString(raw));
    }

    /** The first four bytes of SHA-256 over the name, a line feed, the algorithm and the key. */
    int id() {
        var digest = Sha256.digest();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(ED25519);
        return ByteBuffer.wrap(digest.digest(raw())).getInt();
    }

    /** The form in which tools for signed notes take it: name, id and key, joined by plus signs. */
    public String verifierKey() {
        byte[] typed =
                ByteBuffer.allocate(1 + RAW_BYTES).put(ED25519).put(raw()).array();
        return name + "+" + "%08x".formatted(id()) + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /** The key as the platform takes it. */
    public PublicKey toPublicKey() {
        byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + RAW_BYTES)
                .put(X509_PREFIX)
                .put(raw())
                .array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new DroverException("the public key of " + name + " is not an Ed25519 key", e);
        }
    }

    private byte[] raw() {
        return Base64.getDecoder().decode(base64);
    }
}
