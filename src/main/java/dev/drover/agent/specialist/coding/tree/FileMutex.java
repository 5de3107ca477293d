package dev.drover.agent.specialist.coding.tree;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A lock of the operating system on a file, which the death of its holder releases. */
final class FileMutex implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final FileChannel channel;

    private FileMutex(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another holds it. */
    static Optional<FileMutex> tryTake(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new FileMutex(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Held within this process, as only happens where several agents run in one.
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    /** Waits until nobody else holds it. */
    static FileMutex take(Path file) throws IOException, InterruptedException {
        try {
            Optional<FileMutex> mutex = tryTake(file);
            while (mutex.isEmpty()) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                mutex = tryTake(file);
            }
            return mutex.get();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("stopped while it waited for " + file);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
