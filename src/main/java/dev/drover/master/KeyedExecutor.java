package dev.drover.master;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs side by side, but those of one key one after the other, in the order they came. A job that a full or
 * read-only disk keeps from succeeding is tried again until it does: its key waits meanwhile, and no thread. Safe for
 * any thread.
 */
final class KeyedExecutor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyedExecutor.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final ExecutorService pool;
    private final Consumer<String> report;

    /** Jobs that have failed for long. */
    private final AtomicInteger stuck = new AtomicInteger();

    /** What waits behind a job of the same key; a key is present as long as one of its jobs is not done. */
    @GuardedBy("this")
    private final Map<String, Queue<Named>> behind = new HashMap<>();

    /** Something that can be done twice without harm. */
    interface Job {
        void run() throws IOException;
    }

    private record Named(String what, Job job) {}

    /**
     * @param report is told when jobs begin to fail for longer, and when all of those are done
     */
    KeyedExecutor(String name, int threads, Consumer<String> report) {
        this.report = report;
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    }

    /** Hands a job in; {@code what} says in a log what it does. */
    synchronized void run(String key, String what, Job job) {
        var named = new Named(what, job);
        Queue<Named> waiting = behind.get(key);
        if (waiting != null) {
            waiting.add(named);
        } else {
            behind.put(key, new ArrayDeque<>());
            pool.execute(() -> runAll(key, named, FIRST_WAIT));
        }
    }

    private void runAll(String key, Named first, Duration firstWait) {
        Optional<Named> job = Optional.of(first);
        Duration wait = firstWait;
        while (job.isPresent()) {
            try {
                job.get().job().run();
            } catch (IOException e) {
                again(key, job.get(), wait, e);
                return;
            } catch (RuntimeException | Error e) {
                // Whatever it was: what waits behind it is not to wait for ever.
                log.error("{} failed", job.get().what(), e);
                report.accept(
                        job.get().what() + " failed (" + e
                                + "), which only a mistake in the program can cause; the next start does it again: drover restart");
            }
            if (wait.equals(LONGEST_WAIT) && stuck.decrementAndGet() == 0) {
                report.accept("what could not be done for a while is done now: "
                        + job.get().what());
            }
            job = next(key);
            wait = FIRST_WAIT;
        }
    }

    /** Once the pool is shut down it takes nothing more, and what waited is dropped: the journal knows of it. */
    private void again(String key, Named job, Duration wait, IOException why) {
        log.warn("{} failed ({}); trying again in {} ms", job.what(), why.toString(), wait.toMillis());
        Duration twice = wait.multipliedBy(2);
        Duration next = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
        if (next.equals(LONGEST_WAIT) && !wait.equals(LONGEST_WAIT) && stuck.getAndIncrement() == 0) {
            report.accept(
                    job.what() + " does not succeed (" + why
                            + "); it, and whatever fails like it, is tried again until it does: check the disk and who may write there");
        }
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, pool)
                .execute(() -> runAll(key, job, next));
    }

    private synchronized Optional<Named> next(String key) {
        Queue<Named> waiting = behind.getOrDefault(key, new ArrayDeque<>());
        Optional<Named> next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
            behind.remove(key);
        }
        return next;
    }

    /** Waits for what is under way, and lets go of what waits to be tried again. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
