package dev.drover.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One process for certain: numbers are reused, and after a reboot all of them are, so a number alone proves nothing.
 *
 * @param start when it started: clock ticks since boot on Linux, milliseconds since the epoch elsewhere
 * @param bootId the boot it belongs to; empty where the system does not tell
 */
public record ProcessId(long pid, long start, String bootId) {
    private static final boolean PROC = Files.isDirectory(Path.of("/proc/self"));

    /** What a file on disk leaves out is absent however the fields are declared. */
    public ProcessId {
        Objects.requireNonNull(bootId, "boot_id");
    }

    /** The identity of a running process; empty when there is none with that number. */
    public static Optional<ProcessId> of(long pid) {
        return startOf(pid).map(start -> new ProcessId(pid, start, currentBootId()));
    }

    /** This very process. */
    public static ProcessId self() {
        return of(ProcessHandle.current().pid())
                .orElseThrow(() -> new IllegalStateException("this process is not listed by the system"));
    }

    /**
     * Whether this process, and not a later one with its number, still runs. A zombie counts as gone. A look that fails,
     * as for want of file descriptors, proves nothing: what has the number then counts as this process.
     */
    public boolean isAlive() {
        if (!bootId.equals(currentBootId())) {
            return false;
        }
        if (!PROC) {
            return startOf(pid).filter(now -> now == start).isPresent();
        }
        return ProcStat.read(pid)
                .map(stat -> stat.start() == start && !stat.isZombie())
                .orElseGet(() -> Files.exists(Path.of("/proc", Long.toString(pid))));
    }

    /** Whether it was stopped, by a signal or a debugger, and so does nothing until it is continued. */
    public boolean isStopped() {
        return bootId.equals(currentBootId())
                && ProcStat.read(pid)
                        .filter(stat -> stat.start() == start && stat.isStopped())
                        .isPresent();
    }

    /** Id of the running kernel's boot; empty where there is none. */
    public static String currentBootId() {
        return Boot.ID;
    }

    private static Optional<Long> startOf(long pid) {
        if (PROC) {
            return ProcStat.read(pid).filter(stat -> !stat.isZombie()).map(ProcStat::start);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(java.time.Instant::toEpochMilli);
    }

    private static final class Boot {
        static final String ID = read();

        private static String read() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/random/boot_id"), StandardCharsets.US_ASCII)
                        .trim();
            } catch (IOException e) {
                return "";
            }
        }
    }
}
