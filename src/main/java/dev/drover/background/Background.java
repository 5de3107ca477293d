package dev.drover.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few named threads for jobs that come back, come later or come now. Safe for use by any thread. */
public final class Background implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Background.class);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final String name;
    private final ScheduledThreadPoolExecutor executor;

    /** One turn of a job; what it throws is logged. */
    public interface Job {
        void run() throws Exception;
    }

    public Background(String name, int threads) {
        this.name = name;
        executor = new ScheduledThreadPoolExecutor(
                threads,
                Thread.ofPlatform().name(name + "-", 1).daemon().factory(),
                // What comes while it is being closed is not to hurt whoever brings it.
                new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs the job again and again, with a pause between the end of one turn and the next. */
    public void every(Duration pause, Job job) {
        every(() -> pause, job);
    }

    /** Runs the job again and again; how long the pause is to be is asked before each. */
    public void every(Supplier<Duration> pause, Job job) {
        after(pause.get(), () -> {
            try {
                job.run();
            } finally {
                every(pause, job);
            }
        });
    }

    /** Runs the job once, after a while. */
    public void after(Duration wait, Job job) {
        if (!executor.isShutdown()) {
            var unused = executor.schedule(() -> turn(job), wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Runs the job as soon as a thread is free. */
    public void now(Job job) {
        if (!executor.isShutdown()) {
            executor.execute(() -> turn(job));
        }
    }

    private void turn(Job job) {
        // What was due when it was closed is still handed to a thread.
        if (executor.isShutdown()) {
            return;
        }
        try {
            job.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("one turn of {} failed; the next one comes", name, e);
        } catch (Error e) {
            log.error("one turn of {} failed badly", name, e);
            throw e;
        }
    }

    /**
     * Closes it once what was to run now has run, for jobs that nobody brings again. It takes two seconds at most; what has
     * not run by then is counted in the log.
     */
    public void finish() {
        long deadline = deadline();
        int turns = executor.getCorePoolSize();
        var all = new CountDownLatch(turns);
        var holders = new ArrayList<Future<?>>();
        for (int i = 0; i < turns; i++) {
            // Each holds its thread, so that it is the last one of it.
            holders.add(executor.submit(() -> {
                all.countDown();
                all.await();
                return true;
            }));
        }
        try {
            if (all.await(left(deadline), TimeUnit.NANOSECONDS)) {
                closeBy(deadline);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Those that hold no thread yet leave the queue by it.
        holders.forEach(holder -> holder.cancel(false));
        long dropped = executor.shutdownNow().stream()
                .filter(job -> ((Delayed) job).getDelay(TimeUnit.NANOSECONDS) <= 0)
                .count();
        if (dropped > 0) {
            log.warn("jobs of {} that were not run, since those before took too long: {}", name, dropped);
        }
    }

    /**
     * Begins no further turn. One that is under way may end first, since an interrupt closes the file that it writes;
     * only one that takes too long is interrupted.
     */
    @Override
    public void close() {
        closeBy(deadline());
    }

    private void closeBy(long deadline) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(left(deadline), TimeUnit.NANOSECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static long deadline() {
        return System.nanoTime() + CLOSE_WITHIN.toNanos();
    }

    private static long left(long deadline) {
        return deadline - System.nanoTime();
    }
}
