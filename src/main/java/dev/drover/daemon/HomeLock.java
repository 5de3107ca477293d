package dev.drover.daemon;

import dev.drover.bus.Home;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * One daemon a home: a lock of the operating system, which a crash releases. The file is opened nowhere else in this
 * process, since closing any stream on it would drop the lock.
 */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws DroverException when another daemon holds it
     */
    static HomeLock take(Home home) throws IOException {
        FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            String who = DaemonFile.running(home)
                    .map(d -> "process " + d.pid())
                    .orElse("a process that is starting or ending");
            throw new DroverException("a daemon already runs for " + home.root() + " (" + who
                    + "); look at it with: drover status, or end it with: drover down");
        }
        return new HomeLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
