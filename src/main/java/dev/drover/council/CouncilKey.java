package dev.drover.council;

import dev.drover.audit.NoteKey;
import dev.drover.bus.DurableFiles;
import dev.drover.message.DroverException;
import dev.drover.message.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The Ed25519 key with which a home signs: {@code council/keys/council.key} (PKCS #8, RFC 5958, in PEM, for its owner
 * alone) and {@code council.pub} (X.509, in PEM). Its name is made from the public key, so it needs no other record.
 */
public record CouncilKey(NoteKey name, PrivateKey key) {
    private static final String PRIVATE = "council.key";
    private static final String PUBLIC = "council.pub";
    private static final String ALGORITHM = "Ed25519";
    private static final int NAME_DIGITS = 16;
    private static final int MAX_BYTES = 64 * 1024;

    /** The file that nobody but its owner may read. */
    public static Path file(Path folder) {
        return folder.resolve(PRIVATE);
    }

    /** The file that others may have. */
    public static Path publicFile(Path folder) {
        return folder.resolve(PUBLIC);
    }

    /**
     * Makes a key where there is none. Git is told to leave the folder alone.
     *
     * @return whether one was made
     */
    public static boolean create(Path folder) throws IOException {
        Path file = file(folder);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Files.createDirectories(folder);
        Path ignore = folder.resolve(".gitignore");
        if (Files.notExists(ignore)) {
            Files.writeString(ignore, "*\n");
        }
        KeyPair pair = generate();
        DurableFiles.publish(
                publicFile(folder), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        // The form of a name that is removed when its writer was killed.
        Path temporary =
                folder.resolve("." + PRIVATE + "." + ProcessHandle.current().pid() + ".1");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(temporary, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        DurableFiles.syncFile(temporary);
        DurableFiles.moveToFree(temporary, file);
        DurableFiles.syncFolder(folder);
        return true;
    }

    /**
     * Reads the key.
     *
     * @throws DroverException when there is none, others may read it, or it is not the Ed25519 key of the public one
     */
    public static CouncilKey load(Path folder) throws IOException {
        Path file = file(folder);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new DroverException(
                    file + " is missing, so nothing can be signed; restore it from a copy, or make a new "
                            + "one with: drover init");
        }
        refuseForeignReaders(file);
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes(file, "PRIVATE KEY")));
            return new CouncilKey(publicKey(folder), key).belongingTogether(folder);
        } catch (GeneralSecurityException e) {
            throw new DroverException(file + " is not an Ed25519 key; restore it from a copy", e);
        }
    }

    /** What one signs the other must be able to check, or the logs could not be verified from now on. */
    private CouncilKey belongingTogether(Path folder) {
        byte[] probe = name.name().getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(name.toPublicKey());
            signature.update(probe);
            if (signature.verify(signed)) {
                return this;
            }
            throw new GeneralSecurityException("the one cannot check what the other signs");
        } catch (GeneralSecurityException e) {
            throw new DroverException(
                    file(folder) + " and " + publicFile(folder)
                            + " do not belong together, so nobody could check what is signed; restore both from a copy",
                    e);
        }
    }

    /**
     * The public key alone, which is all that checking takes.
     *
     * @throws DroverException when it is missing, or is not an Ed25519 key
     */
    public static NoteKey publicKey(Path folder) throws IOException {
        Path file = publicFile(folder);
        if (!Files.isRegularFile(file)) {
            throw new DroverException(file + " is missing, so no signature can be checked; restore it from a copy");
        }
        try {
            byte[] encoded = bytes(file, "PUBLIC KEY");
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            return NoteKey.of("drover-" + Sha256.of(encoded).substring(0, NAME_DIGITS), key);
        } catch (GeneralSecurityException e) {
            throw new DroverException(file + " is not an Ed25519 key; restore it from a copy", e);
        }
    }

    /** Whether the home has a key. */
    public static boolean exists(Path folder) {
        return Files.exists(file(folder), LinkOption.NOFOLLOW_LINKS);
    }

    private static void refuseForeignReaders(Path file) throws IOException {
        Set<PosixFilePermission> allowed = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (!allowed.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
            throw new DroverException(file + " may be read by others than its owner; run: chmod 600 " + file
                    + " (and make a new key when somebody may have read it)");
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    private static byte[] pem(String what, byte[] encoded) {
        return ("-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                        + "\n-----END " + what + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(Path file, String what) throws IOException, GeneralSecurityException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1).strip();
        }
        String begin = "-----BEGIN " + what + "-----";
        String end = "-----END " + what + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end) || text.length() < begin.length() + end.length()) {
            throw new GeneralSecurityException(file + " has no " + what);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(file + " has a " + what + " that is not in base 64", e);
        }
    }
}
