package dev.drover.council;

import dev.drover.message.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The lines of one day. Many processes append; a line that is torn, or none at all, is passed over. */
final class SpendingFile {
    /** More than any entry has. */
    private static final int LONGEST_LINE = 16 << 10;

    /** Within one process, where locks of files exclude nobody. */
    private static final ReentrantLock ONE = new ReentrantLock();

    private final Path file;

    SpendingFile(Path file) {
        this.file = file;
    }

    /** Appends a line; an interrupt waits until it is there, since the tokens are gone either way. */
    void append(SpendingEntry entry) throws IOException {
        boolean interrupted = Thread.interrupted();
        ONE.lock();
        try {
            while (true) {
                try {
                    appendLocked(Json.bytes(entry));
                    return;
                } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            ONE.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The lock is on a file of its own: whoever reads this one and closes it would take a lock on it away. */
    private void appendLocked(byte[] line) throws IOException {
        try (FileChannel guard = FileChannel.open(
                        file.resolveSibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = guard.lock();
                FileChannel to = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = to.size();
            ByteBuffer bytes = ByteBuffer.allocate(line.length + 2);
            if (end > 0 && !endsWithLineFeed(to, end)) {
                bytes.put((byte) '\n');
            }
            bytes.put(line).put((byte) '\n').flip();
            while (bytes.hasRemaining()) {
                end += to.write(bytes, end);
            }
            to.force(false);
        }
    }

    private static boolean endsWithLineFeed(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.read(last, end - 1) == 1 && last.get(0) == '\n';
    }

    /** Hands on every entry; of a file that is not there none. */
    void read(Consumer<SpendingEntry> to) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            var line = new ByteArrayOutputStream();
            boolean tooLong = false;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    tooLong |= line.size() >= LONGEST_LINE;
                    if (!tooLong) {
                        line.write(b);
                    }
                    continue;
                }
                if (!tooLong) {
                    SpendingEntry.of(line.toByteArray()).ifPresent(to);
                }
                line.reset();
                tooLong = false;
            }
        } catch (NoSuchFileException e) {
            return;
        }
    }
}
