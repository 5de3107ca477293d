package dev.drover.bus;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of changes below folders, from a thread of its own. Events can be lost, by the system's word; whoever uses
 * this also looks into the folders now and then.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

    private final DirectoryWatcher watcher;
    private final Thread thread;

    private FolderWatch(DirectoryWatcher watcher, Thread thread) {
        this.watcher = watcher;
        this.thread = thread;
    }

    /**
     * Starts watching. When it returns, every later change is told.
     *
     * @param onChange is called with what was created or changed
     * @param onOverflow is called when events were lost: look into all folders
     */
    public static FolderWatch start(String name, List<Path> folders, Consumer<Path> onChange, Runnable onOverflow)
            throws IOException {
        DirectoryWatcher watcher = DirectoryWatcher.builder()
                .paths(folders)
                .fileHashing(false)
                .listener(new Listener(onChange, onOverflow))
                .build();
        var thread = new AtomicReference<Thread>();
        CompletableFuture<Void> watching = watcher.watchAsync(
                task -> thread.set(Thread.ofPlatform().name(name).daemon().start(task)));
        if (watching.isCompletedExceptionally()) {
            watcher.close();
            throw new IOException("the folders " + folders + " cannot be watched", watching.exceptionNow());
        }
        return new FolderWatch(watcher, Objects.requireNonNull(thread.get()));
    }

    private record Listener(Consumer<Path> onChange, Runnable onOverflow) implements DirectoryChangeListener {
        @Override
        public void onEvent(DirectoryChangeEvent event) {
            try {
                switch (event.eventType()) {
                    case CREATE, MODIFY -> onChange.accept(event.path());
                    case OVERFLOW -> onOverflow.run();
                    case DELETE -> {}
                }
            } catch (RuntimeException e) {
                // One event's failure must not end the watch; the periodic look finds the file again.
                log.warn("change of {} could not be handled", event.path(), e);
            }
        }

        /** What the watcher itself cannot handle is lost; an overflow comes this way too, having no path. */
        @Override
        public void onException(Exception e) {
            log.debug("events were lost", e);
            onOverflow.run();
        }
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        thread.interrupt();
    }
}
