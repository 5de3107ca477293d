package dev.drover.master;

import dev.drover.background.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Files that are not (yet) what they should be: each is left alone until it has not changed for the settle time
 * (rule 2), by this process's own monotonic time. Safe for use by any thread.
 */
final class Settling implements AutoCloseable {
    private record Seen(long size, FileTime modified, long sinceNanos) {}

    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Duration WHILE = Duration.ofMillis(250);

    private final Duration settle;
    private final LongSupplier ticker;
    private final Map<Path, Seen> files = new ConcurrentHashMap<>();
    private final Background timer = new Background("settling", 1);

    Settling(Duration settle, LongSupplier ticker) {
        this.settle = settle;
        this.ticker = ticker;
    }

    /**
     * Whether the file has settled. If not, {@code lookAgain} is called when it may have.
     */
    boolean isSettled(Path file, Runnable lookAgain) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        long nanos = ticker.getAsLong();
        Seen seen = files.compute(
                file,
                (path, before) -> before != null
                                && before.size() == now.size()
                                && before.modified().equals(now.lastModifiedTime())
                        ? before
                        : new Seen(now.size(), now.lastModifiedTime(), nanos));
        long left = settle.toNanos() - (nanos - seen.sinceNanos());
        if (left <= 0) {
            return true;
        }
        timer.after(Duration.ofNanos(left).plusMillis(1), lookAgain::run);
        return false;
    }

    /** Has a file looked at again in a moment: it is not its turn yet. */
    void again(Runnable lookAgain) {
        timer.after(MOMENT, lookAgain::run);
    }

    /** The same where that may last for minutes. */
    void later(Runnable lookAgain) {
        timer.after(WHILE, lookAgain::run);
    }

    /** Whether a file is waited for, so that a look around need not read it again. */
    boolean isWaiting(Path file) {
        return files.containsKey(file);
    }

    /** Nothing to wait for any more. */
    void forget(Path file) {
        files.remove(file);
    }

    @Override
    public void close() {
        timer.close();
    }
}
