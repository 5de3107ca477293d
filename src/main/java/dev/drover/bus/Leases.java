package dev.drover.bus;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which claims have shown no heartbeat for the time of a lease (rule 9). It counts only time in which it looked: its
 * own start, its own stalls and jumps of the clock take nothing from an agent. Confined to one thread.
 */
public final class Leases {
    private record Watch(FileTime heartbeat, Duration silent) {}

    private final Duration lease;
    private final Duration longestStep;
    private Map<Path, Watch> watched = new HashMap<>();
    private long lastNanos;
    private boolean started;

    /**
     * @param lease how long a claim may stay silent
     * @param interval how often {@link #look} is called; a much longer gap is a stall of the watcher's own
     */
    public Leases(Duration lease, Duration interval) {
        this.lease = lease;
        this.longestStep = interval.multipliedBy(2);
    }

    /**
     * Takes in what is there now.
     *
     * @param nanos the watcher's monotonic time
     * @param claims modification times by claim
     * @return the claims whose lease is over
     */
    public List<Path> look(long nanos, Map<Path, FileTime> claims) {
        Duration step = started ? Duration.ofNanos(nanos - lastNanos) : Duration.ZERO;
        boolean stalled = step.compareTo(longestStep) > 0;
        started = true;
        lastNanos = nanos;
        Map<Path, Watch> next = new HashMap<>();
        List<Path> over = new ArrayList<>();
        claims.forEach((claim, heartbeat) -> {
            Watch before = watched.get(claim);
            boolean beat = before == null || !before.heartbeat().equals(heartbeat);
            Duration silent = before == null || beat || stalled
                    ? Duration.ZERO
                    : before.silent().plus(step);
            next.put(claim, new Watch(heartbeat, silent));
            if (silent.compareTo(lease) >= 0) {
                over.add(claim);
            }
        });
        watched = next;
        return over;
    }
}
