package dev.drover.master;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs jobs side by side, but those of one key one after the other, in the order they came. */
final class KeyedExecutor implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final ExecutorService pool;
    private final ConcurrentHashMap<String, CompletableFuture<Void>> tails = new ConcurrentHashMap<>();

    KeyedExecutor(String name, int threads) {
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    }

    void run(String key, Runnable job) {
        tails.compute(key, (k, tail) -> {
            CompletableFuture<Void> next = tail == null
                    ? CompletableFuture.runAsync(job, pool)
                    : tail.handleAsync((done, failed) -> null, Runnable::run).thenRunAsync(job, pool);
            return next;
        });
        forgetWhenDone(key);
    }

    private void forgetWhenDone(String key) {
        CompletableFuture<Void> tail = tails.get(key);
        if (tail != null) {
            tail.whenComplete((done, failed) -> tails.remove(key, tail));
        }
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
