package dev.drover.bus;

import dev.drover.message.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 of a file that others may have put anything in the place of. */
public final class FileDigest {
    private static final int PIECE = 1 << 16;

    private FileDigest() {}

    /**
     * Reads the file in pieces; empty when it is no regular file, or has more bytes than that.
     *
     * @throws java.nio.file.NoSuchFileException when it is gone
     */
    public static Optional<String> of(Path file, long mostBytes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        MessageDigest digest = Sha256.digest();
        long bytes = 0;
        var piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(piece); read >= 0 && bytes <= mostBytes; read = in.read(piece)) {
                digest.update(piece, 0, read);
                bytes += read;
            }
        }
        return bytes > mostBytes ? Optional.empty() : Optional.of(HexFormat.of().formatHex(digest.digest()));
    }
}
