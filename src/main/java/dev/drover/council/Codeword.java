package dev.drover.council;

import dev.drover.message.DroverException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A codeword as it is kept in a file that others may read: PBKDF2 with HMAC-SHA-256 (RFC 8018), salted, with as many
 * iterations as OWASP asks for, so that a try costs a good part of a second. Written
 * {@code pbkdf2-sha256:<iterations>:<salt>:<hash>}, both in base 64 for URLs.
 */
public final class Codeword {
    private static final int ITERATIONS = 600_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final Pattern FORM =
            Pattern.compile("pbkdf2-sha256:([0-9]{6,8}):([A-Za-z0-9_-]{22,86}):([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private Codeword(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** The hash of a word, with a salt of its own. */
    public static Codeword of(String word, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Codeword(ITERATIONS, salt, derive(word, salt, ITERATIONS));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws DroverException when it has another form, or so many iterations that a check would take minutes
     */
    public static Codeword parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int iterations = Integer.parseInt(matcher.group(1));
            if (iterations >= ITERATIONS && iterations <= MOST_ITERATIONS) {
                try {
                    Base64.Decoder decoder = Base64.getUrlDecoder();
                    return new Codeword(iterations, decoder.decode(matcher.group(2)), decoder.decode(matcher.group(3)));
                } catch (IllegalArgumentException e) {
                    throw new DroverException(
                            "it is not the hash of a codeword; make one with: drover codeword hash", e);
                }
            }
        }
        throw new DroverException("it is not the hash of a codeword; make one with: drover codeword hash");
    }

    /** Whether this is the word; takes the same time whichever part of it is wrong. */
    public boolean matches(String word) {
        return MessageDigest.isEqual(hash, derive(word, salt, iterations));
    }

    /** What may stand in a file. */
    public String text() {
        return "pbkdf2-sha256:" + iterations + ":" + ENCODER.encodeToString(salt) + ":" + ENCODER.encodeToString(hash);
    }

    /** The same letters typed on two systems can be different characters, as an é is; they count as one. */
    private static byte[] derive(String word, byte[] salt, int iterations) {
        char[] normal = Normalizer.normalize(word, Normalizer.Form.NFC).toCharArray();
        var spec = new PBEKeySpec(normal, salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2 with HMAC-SHA-256, which every Java has", e);
        } finally {
            spec.clearPassword();
        }
    }
}
