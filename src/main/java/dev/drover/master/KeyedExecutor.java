package dev.drover.master;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs side by side, but those of one key one after the other, in the order they came. Safe for any thread. */
final class KeyedExecutor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyedExecutor.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final ExecutorService pool;

    /** What waits behind a job of the same key; a key is present as long as one of its jobs runs. */
    @GuardedBy("this")
    private final Map<String, Queue<Runnable>> behind = new HashMap<>();

    KeyedExecutor(String name, int threads) {
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    }

    synchronized void run(String key, Runnable job) {
        Queue<Runnable> waiting = behind.get(key);
        if (waiting != null) {
            waiting.add(job);
        } else {
            behind.put(key, new ArrayDeque<>());
            pool.execute(() -> runAll(key, job));
        }
    }

    private void runAll(String key, Runnable first) {
        Optional<Runnable> job = Optional.of(first);
        while (job.isPresent()) {
            try {
                job.get().run();
            } catch (RuntimeException | Error e) {
                // Whatever it was: what waits behind it is not to wait for ever.
                log.error("an effect of {} failed", key, e);
            }
            job = next(key);
        }
    }

    private synchronized Optional<Runnable> next(String key) {
        Queue<Runnable> waiting = behind.getOrDefault(key, new ArrayDeque<>());
        Optional<Runnable> next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
            behind.remove(key);
        }
        return next;
    }

    /** Waits for what is under way. */
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
