package dev.drover.master;

import dev.drover.bus.Backlog;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests in: watches what is dropped, leaves unfinished files alone, and takes in only as many requests as can
 * be worked on; the rest waits where it is (back-pressure). Safe for use by any thread.
 */
public final class Inbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    /**
     * A request may be planned for minutes where a model does that. There are more readers than requests that may be open
     * by default, twice over as the most urgent lane has it, so that none waits behind those.
     */
    private static final int READERS = 64;

    private static final Duration READER_IDLE = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Home home;
    private final Backlog backlog;
    private final IntakeFolder folder;
    private final Intake intake;
    private final Settling settling;
    private final Master master;
    private final Supplier<Integer> maxOpen;
    private final BooleanSupplier roomOnDisk;
    private final AtomicInteger reading = new AtomicInteger();
    private final Immovable immovable;
    private final LaneSorter sorter;
    private volatile boolean closed;

    /** Once it is closed it takes no further job, and nobody need know: the files are found at the next start. */
    private final ExecutorService readers = readers();

    Inbox(
            Home home,
            IntakeFolder folder,
            Settling settling,
            RequestCheck check,
            Master master,
            Supplier<Integer> maxOpen,
            BooleanSupplier roomOnDisk,
            InstantSource clock,
            RandomGenerator random) {
        this.home = home;
        this.backlog = new Backlog(home);
        this.folder = folder;
        this.settling = settling;
        this.master = master;
        this.maxOpen = maxOpen;
        this.roomOnDisk = roomOnDisk;
        this.intake = new Intake(home, folder, settling, check, master, clock, random);
        this.immovable = new Immovable(home, master);
        this.sorter = new LaneSorter(home, settling, check.maxBytes(), clock, random);
    }

    private static ExecutorService readers() {
        var readers = new ThreadPoolExecutor(
                READERS,
                READERS,
                READER_IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("intake-", 1).daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        readers.allowCoreThreadTimeOut(true);
        return readers;
    }

    /** A file was created or changed somewhere below the inbox. */
    void changed(Path file) {
        Path parent = file.getParent();
        if (parent == null || !Folders.isMessage(file)) {
            return;
        }
        try {
            if (parent.equals(home.inbox())) {
                sort(file);
                return;
            }
            for (Priority lane : Priority.values()) {
                if (parent.equals(home.lane(lane)) && backlog.seen(lane, file)) {
                    pump();
                }
            }
        } catch (IOException e) {
            log.warn("{} cannot be looked at: {}", file, e.toString());
        }
    }

    /** Looks for what no event told of. */
    void rescan() throws IOException {
        for (Path file : Folders.list(home.inbox())) {
            if (Folders.isMessage(file) && !settling.isWaiting(file)) {
                changed(file);
            }
        }
        for (Path file : intake.stranded()) {
            IntakeFile.of(file).ifPresent(name -> resume(file, name));
        }
        backlog.rescan();
        pump();
    }

    /** Goes on with what an earlier daemon took out of the inbox and did not journal. */
    void resume(Set<String> journaled) throws IOException {
        for (Path file : folder.resume()) {
            IntakeFile.of(file).filter(name -> !journaled.contains(name.ulid())).ifPresent(name -> resume(file, name));
        }
    }

    private void resume(Path file, IntakeFile name) {
        reading.incrementAndGet();
        readers.execute(() -> resumed(file, name));
    }

    /** How many requests wait. */
    public int waiting() {
        return backlog.size();
    }

    /** Takes in as many as there is room for. */
    void pump() {
        while (true) {
            Optional<Backlog.Waiting> next;
            synchronized (this) {
                next = backlog.next(this::hasRoom);
                if (next.isEmpty()) {
                    return;
                }
                reading.incrementAndGet();
            }
            next.ifPresent(waiting -> readers.execute(() -> take(waiting)));
        }
    }

    /** The most urgent lane has as many places again, so that nothing that is already open keeps it waiting. */
    private boolean hasRoom(Priority lane) {
        Status status = master.status();
        int places = lane == Priority.CRITICAL ? 2 * maxOpen.get() : maxOpen.get();
        return roomOnDisk.getAsBoolean() && !status.held() && status.openTotal() + reading.get() < places;
    }

    /** The place is given free once the master has decided, or here when it was not told. */
    private void take(Backlog.Waiting waiting) {
        boolean handedOver = false;
        try {
            handedOver = !closed && intake.take(waiting, () -> changed(waiting.file()), this::release);
        } catch (NoSuchFileException e) {
            settling.forget(waiting.file());
        } catch (IOException | RuntimeException e) {
            failed(waiting.file(), e);
        } finally {
            backlog.done(waiting);
            if (!handedOver) {
                release();
            }
        }
    }

    private void resumed(Path file, IntakeFile name) {
        boolean handedOver = false;
        try {
            handedOver = intake.resume(file, name, this::release);
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                log.warn("{} cannot be read: {}", file, e.toString());
            }
        } finally {
            if (!handedOver) {
                release();
            }
        }
    }

    /** What fails since the daemon ends is no fault of the file, and is done at the next start. */
    private void failed(Path file, Exception why) {
        if (!closed) {
            immovable.add(file, why);
        }
    }

    private void release() {
        reading.decrementAndGet();
        pump();
    }

    private void sort(Path file) {
        reading.incrementAndGet();
        readers.execute(() -> {
            try {
                sorter.sort(file, () -> changed(file)).ifPresent(this::changed);
            } catch (NoSuchFileException e) {
                settling.forget(file);
            } catch (IOException | RuntimeException e) {
                failed(file, e);
            } finally {
                release();
            }
        });
    }

    /** Lets what is being read come to its end, since an interrupt would look like a fault of the file. */
    @Override
    public void close() {
        closed = true;
        readers.shutdown();
        try {
            if (!readers.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                readers.shutdownNow();
            }
        } catch (InterruptedException e) {
            readers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        settling.close();
    }
}
