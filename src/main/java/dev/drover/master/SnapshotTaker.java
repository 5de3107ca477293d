package dev.drover.master;

import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots beside the master's loop, one at a time, and has the journal name them, since only then they count.
 * Called by the master's thread, and after its end by the one that closes the master.
 */
final class SnapshotTaker {
    private static final Logger log = LoggerFactory.getLogger(SnapshotTaker.class);

    private final Journal journal;
    private final BiConsumer<Input, Runnable> submit;
    private Optional<CompletableFuture<Event>> unnamed = Optional.empty();

    SnapshotTaker(Journal journal, BiConsumer<Input, Runnable> submit) {
        this.journal = journal;
        this.submit = submit;
    }

    /** Takes one of now, between batches, unless the last one is still under way. */
    void take() {
        if (unnamed.isEmpty()) {
            Journal.Pending pending = journal.snapshot();
            var written = new CompletableFuture<Event>();
            unnamed = Optional.of(written);
            Thread.ofVirtual().name("snapshot").start(() -> write(pending, written));
        }
    }

    private void write(Journal.Pending pending, CompletableFuture<Event> written) {
        Input next = new Input.Tick();
        try {
            Event taken = pending.write();
            written.complete(taken);
            next = new Input.Note(taken);
        } catch (IOException | RuntimeException | Error e) {
            // An error too: a heap that is too small for the image is large enough for the work.
            log.warn("no snapshot was written ({}); the next start reads more of the journal", e.toString());
            written.completeExceptionally(e);
        }
        submit.accept(next, () -> unnamed = Optional.empty());
    }

    /** Once the loop has ended: the event of a snapshot that it did not take in any more, when it is done in time. */
    Optional<Event> awaitWritten(Duration within) {
        Optional<Event> event = unnamed.flatMap(written -> written.handle((taken, e) -> Optional.ofNullable(taken))
                .completeOnTimeout(Optional.empty(), within.toMillis(), TimeUnit.MILLISECONDS)
                .join());
        if (unnamed.isPresent() && unnamed.get().isDone()) {
            unnamed = Optional.empty();
        }
        return event;
    }
}
