package dev.drover.agent.specialist.support;

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
public final class FileMutex implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final FileChannel channel;

    private FileMutex(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another holds it. */
    public static Optional<FileMutex> tryTake(Path file) throws IOException {
        return tryTake(file, false);
    }

    private static Optional<FileMutex> tryTake(Path file, boolean shared) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(0, Long.MAX_VALUE, shared) != null) {
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
    public static FileMutex take(Path file) throws IOException, InterruptedException {
        return take(file, false, Duration.ofNanos(Long.MAX_VALUE)).orElseThrow();
    }

    /**
     * Waits until nobody holds it whom this would disturb.
     *
     * @param shared whether others may share it, who say the same
     * @param limit how long to wait
     * @return empty when it was not free in that time
     */
    public static Optional<FileMutex> take(Path file, boolean shared, Duration limit)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            Optional<FileMutex> mutex = tryTake(file, shared);
            while (mutex.isEmpty() && System.nanoTime() - start < limit.toNanos()) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                mutex = tryTake(file, shared);
            }
            return mutex;
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
