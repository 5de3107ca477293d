package dev.drover.bus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Reading what others wrote and may still be writing. */
public final class SmallFile {
    private SmallFile() {}

    /**
     * The file's bytes; empty when it is no regular file, or larger than allowed, even if it grows while it is read.
     *
     * @throws java.nio.file.NoSuchFileException when it is gone
     */
    public static Optional<byte[]> read(Path file, int maxBytes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            return bytes.length > maxBytes ? Optional.empty() : Optional.of(bytes);
        }
    }
}
