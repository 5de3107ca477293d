package dev.drover.master;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may have to wait for processes to end: each errand on a virtual thread of its own, and one of a key at a time.
 * Safe for use by any thread.
 */
final class Errands implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Errands.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final String name;
    private final Map<Object, Thread> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** An errand is interrupted when the daemon ends; the next start finds what is left to do. */
    interface Errand {
        void run() throws IOException, InterruptedException;
    }

    Errands(String name) {
        this.name = name;
    }

    /** Begins an errand, unless one of that key is under way. Returns at once. */
    void start(Object key, Errand errand) {
        Thread thread = Thread.ofVirtual().name(name + " " + key).unstarted(() -> run(key, errand));
        if (!closed && underWay.putIfAbsent(key, thread) == null) {
            thread.start();
        }
    }

    boolean isUnderWay(Object key) {
        return underWay.containsKey(key);
    }

    private void run(Object key, Errand errand) {
        try {
            errand.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.warn("{} {} failed", name, key, e);
        } finally {
            underWay.remove(key);
        }
    }

    /** Begins none any more and interrupts those under way. */
    @Override
    public void close() {
        closed = true;
        List<Thread> threads = List.copyOf(underWay.values());
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                if (!thread.join(CLOSE_WITHIN)) {
                    log.debug("{} goes on", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
