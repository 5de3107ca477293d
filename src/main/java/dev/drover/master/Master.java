package dev.drover.master;

import dev.drover.bus.Home;
import dev.drover.master.core.Core;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.State;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of the state: takes inputs in, lets the core decide, writes the events to the journal, and only when
 * they are durable lets effects and readers see them. Many inputs share one sync.
 *
 * <p>{@link #submit} and {@link #status} may be called from any thread.
 */
public final class Master implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Master.class);
    private static final int MOST_PER_BATCH = 512;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration WRITE_RETRY = Duration.ofSeconds(1);
    private static final Duration SNAPSHOT_TAKES = Duration.ofSeconds(5);

    /** A start reads that much of the journal as fast as it gets ready for reading a snapshot. */
    private static final long WORTH_A_SNAPSHOT = 1024 * 1024;

    /** An input, and what its sender wants to be told of once it is taken in and durable. */
    private record Submitted(Instant at, Input input, Runnable done) {}

    private final InstantSource clock;
    private final Journal journal;
    private final Core core;
    private final SnapshotTaker snapshots;
    private final Rotation rotation;
    private final BlockingQueue<Submitted> inputs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Set<String> cancelledEarly = ConcurrentHashMap.newKeySet();
    private volatile Status status = Status.NONE;
    private volatile boolean stopping;

    private Optional<Effects> effects = Optional.empty();
    private Observer observer = (events, newStatus) -> {};
    private Runnable whenUnwritable = () -> {};

    /** Is told of what is durable, on the master's thread. */
    public interface Observer {
        void after(List<Recorded> events, Status status);
    }

    private Master(InstantSource clock, Journal journal, Core core, LongSupplier rotateBytes) {
        this.clock = clock;
        this.journal = journal;
        this.core = core;
        this.snapshots = new SnapshotTaker(journal, this::submit);
        this.rotation = new Rotation(journal, rotateBytes);
    }

    /**
     * Brings the state, and the other folds, to where the journal ends. Nothing runs yet.
     *
     * @param signed heads that the journal must hold, by line number
     * @param rotateBytes how large a file of the journal grows
     */
    public static Master open(
            Home home, Map<Long, String> signed, InstantSource clock, LongSupplier rotateBytes, List<Fold> others)
            throws IOException {
        var state = new State();
        List<Fold> folds = new ArrayList<>(List.of(new StateFold(state)));
        folds.addAll(others);
        Journal journal = Journal.open(home.journal(), home.snapshots(), signed, folds);
        return new Master(clock, journal, new Core(state, journal), rotateBytes);
    }

    /** The replayed state, for those who prepare the start. Not to be touched once {@link #start} was called. */
    State state() {
        return core.state();
    }

    /** Has it called on the master's thread whenever the journal cannot be written. To be said before the start. */
    void whenUnwritable(Runnable action) {
        whenUnwritable = action;
    }

    /** What a look at the state finds on the master's own thread, between two batches. */
    <T> CompletableFuture<T> ask(Function<State, T> question) {
        var answer = new CompletableFuture<T>();
        submit(new Input.Tick(), () -> answer.complete(question.apply(core.state())));
        return answer;
    }

    /** Starts the loop. */
    void start(Effects newEffects, Observer newObserver) {
        effects = Optional.of(newEffects);
        observer = newObserver;
        status = Status.of(core.state());
        Thread.ofPlatform().name("master").start(this::loop);
    }

    /** Hands an input in. */
    public void submit(Input input) {
        submit(input, () -> {});
    }

    /** Hands an input in; {@code done} runs on the master's thread once its events are durable. */
    public void submit(Input input, Runnable done) {
        inputs.add(new Submitted(clock.instant(), cancelledBefore(input), done));
    }

    /** Has a request end as cancelled, without anything begun, when it is accepted. */
    void cancelOnceAccepted(String requestId) {
        cancelledEarly.add(requestId);
    }

    /** It was accepted by now, or never will be: whatever gets its id later is another request. */
    void cancelNoMoreOnceAccepted(String requestId) {
        cancelledEarly.remove(requestId);
    }

    private Input cancelledBefore(Input input) {
        if (input instanceof Input.Repeated repeated) {
            cancelledEarly.remove(repeated.requestId());
        }
        return input instanceof Input.Arrived arrived && cancelledEarly.remove(arrived.requestId())
                ? new Input.ArrivedCancelled(arrived)
                : input;
    }

    public Status status() {
        return status;
    }

    /** Completes when the loop has ended, exceptionally when it could not go on. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Takes in what was submitted so far, then ends the loop. */
    @Override
    public void close() throws IOException {
        if (effects.isEmpty()) {
            journal.close();
            return;
        }
        stopping = true;
        submit(new Input.Tick());
        ended.exceptionally(e -> null).join();
        try {
            if (!ended.isCompletedExceptionally()) {
                takeLastSnapshot();
            }
        } finally {
            journal.close();
        }
    }

    /** A start without it reads more of the journal, but is as right; so nothing that goes wrong here is a failure. */
    private void takeLastSnapshot() {
        try {
            nameWritten();
            if (journal.sinceSnapshot() >= WORTH_A_SNAPSHOT) {
                snapshots.take();
                nameWritten();
            }
        } catch (IOException | DroverException e) {
            log.warn("the journal cannot name the last snapshot ({}); the next start reads more of it", e.toString());
        }
    }

    private void nameWritten() throws IOException {
        Optional<Event> taken = snapshots.awaitWritten(SNAPSHOT_TAKES);
        if (taken.isPresent()) {
            core.step(clock.instant(), new Input.Note(taken.get()));
            journal.write(clock.instant());
            journal.sync();
        }
    }

    private void loop() {
        try {
            while (!stopping || !inputs.isEmpty()) {
                List<Submitted> batch = await();
                step(batch);
            }
            ended.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            log.error("the master cannot go on", e);
            ended.completeExceptionally(e);
        }
    }

    private List<Submitted> await() throws InterruptedException {
        List<Submitted> batch = new ArrayList<>();
        Duration wait = core.nextTimer()
                .map(when -> Duration.between(clock.instant(), when))
                .filter(d -> d.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
        Submitted first = inputs.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        batch.add(first == null ? new Submitted(clock.instant(), new Input.Tick(), () -> {}) : first);
        inputs.drainTo(batch, MOST_PER_BATCH);
        return batch;
    }

    private void step(List<Submitted> batch) throws InterruptedException {
        List<Recorded> events = new ArrayList<>();
        for (Submitted submitted : batch) {
            try {
                events.addAll(core.step(submitted.at(), submitted.input()));
            } catch (DroverException e) {
                log.error("input {} cannot be taken in", submitted.input(), e);
                events.addAll(core.step(
                        submitted.at(), new Input.Note(new Event.Trouble("master", String.valueOf(e.getMessage())))));
            }
        }
        if (!events.isEmpty()) {
            write();
            if (events.stream().anyMatch(e -> Effects.follow(e.event()))) {
                journal.sync();
            }
        }
        status = Status.of(core.state());
        effects.ifPresent(e -> e.perform(events, core.state()));
        batch.forEach(submitted -> submitted.done().run());
        observer.after(events, status);
        if (rotation.turn()) {
            snapshots.take();
        }
    }

    /** Nothing is acted upon before it is written, so on a full disk everything waits here until there is room. */
    private void write() throws InterruptedException {
        while (true) {
            try {
                journal.write(clock.instant());
                return;
            } catch (IOException e) {
                if (stopping) {
                    throw new DroverException(
                            "the journal cannot be written, so the daemon ends without its last events; nothing was done "
                                    + "that follows from them, and the next start goes on before them",
                            e);
                }
                whenUnwritable.run();
                log.error("the journal cannot be written ({}); trying again, nothing goes on until then", e.toString());
                TimeUnit.NANOSECONDS.sleep(WRITE_RETRY.toNanos());
            }
        }
    }
}
