package dev.drover.process;

import java.util.Optional;

/**
 * What a process has used so far.
 *
 * @param cpuSeconds user and system time
 * @param rssBytes resident memory
 */
public record ProcessUsage(double cpuSeconds, long rssBytes) {
    /** The kernel reports times in this unit whatever its own tick is (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100.0;

    private static final long PAGE_BYTES = 4096;

    /** Empty when the process is gone, or where there is no {@code /proc}. */
    public static Optional<ProcessUsage> of(long pid) {
        return ProcStat.read(pid)
                .map(stat -> new ProcessUsage(stat.cpuTicks() / TICKS_PER_SECOND, stat.rssPages() * PAGE_BYTES));
    }
}
