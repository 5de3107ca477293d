package dev.drover.model;

import dev.drover.message.DroverException;
import dev.drover.message.Sha256;
import dev.drover.model.ModelException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How many questions are put to a server at once, by all processes that name the same folder. A slot is a lock of the
 * operating system on a file, so the death of a process frees those that it held. Nobody stands in line: of those who
 * wait, any may be next. Safe for use by any thread.
 */
public final class Slots {
    private static final Duration LOOK = Duration.ofMillis(50);

    /**
     * The files that this process has locked. A second channel to one must not even be opened: on POSIX its end would
     * take the lock from the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Endpoint endpoint;
    private final int count;

    /**
     * Takes none yet.
     *
     * @param folder for the files of the locks; it is made when it is needed
     * @param count at least 1
     */
    public Slots(Path folder, Endpoint endpoint, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " questions at once");
        }
        this.folder = folder;
        this.endpoint = endpoint;
        this.count = count;
    }

    /** One that was taken; free again when it is closed. */
    static final class Slot implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;

        private Slot(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public void close() {
            try (channel) {
                // Its lock ends with the channel, and only then may this process open another one.
            } catch (IOException e) {
                throw new DroverException("the slot " + file + " cannot be given back: " + e.getMessage(), e);
            } finally {
                HELD.remove(file);
            }
        }
    }

    /**
     * Waits for a free one.
     *
     * @param limit how long
     * @throws ModelException of the kind BUSY when none became free in that time
     * @throws DroverException when the folder cannot be used
     */
    Slot take(Duration limit) throws ModelException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            Optional<Slot> free = tryTake();
            if (free.isPresent()) {
                return free.get();
            }
            long left = limit.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                throw new ModelException(
                        Kind.BUSY,
                        "other questions were put to " + endpoint + " for " + limit.toSeconds()
                                + " s, as many as it may have at once (" + count
                                + "); wait for them, or allow more (model.parallel)");
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK.toNanos()));
        }
    }

    private Optional<Slot> tryTake() throws InterruptedException {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            String server = Sha256.of(endpoint.toString());
            for (int n = 0; n < count; n++) {
                Optional<Slot> slot = lock(real.resolve(server + "." + n));
                if (slot.isPresent()) {
                    return slot;
                }
            }
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("stopped while it waited for a slot of " + endpoint);
        } catch (IOException e) {
            throw new DroverException("the slots of the model server in " + folder + " cannot be used: " + e, e);
        }
    }

    private static Optional<Slot> lock(Path file) throws IOException {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        Optional<Slot> slot = Optional.empty();
        try {
            slot = open(file);
            return slot;
        } finally {
            if (slot.isEmpty()) {
                HELD.remove(file);
            }
        }
    }

    private static Optional<Slot> open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            return locked ? Optional.of(new Slot(file, channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }
}
