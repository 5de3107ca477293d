package dev.drover.bus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * A file that holds room on the disk, to be given up when there is no other, so that running work can end. It is filled
 * with noise, since a disk that compresses would hold no room for zeros.
 */
public final class Reserve {
    /** How much it holds. */
    public static final long BYTES = 8L << 20;

    private static final int CHUNK = 1 << 16;

    private final Path file;

    public Reserve(Home home) {
        file = home.reserve();
    }

    /** Whether it is there, whole or in part. */
    public boolean exists() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes it, whole or not at all. */
    public void make() throws IOException {
        var noise = new SplittableRandom(1);
        byte[] chunk = new byte[CHUNK];
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            for (long written = 0; written < BYTES; written += CHUNK) {
                noise.nextBytes(chunk);
                ByteBuffer buffer = ByteBuffer.wrap(chunk);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            channel.force(false);
        } catch (IOException e) {
            giveUp();
            throw e;
        }
    }

    /** Gives its room to others. Returns whether there was any. */
    public boolean giveUp() throws IOException {
        return Files.deleteIfExists(file);
    }
}
