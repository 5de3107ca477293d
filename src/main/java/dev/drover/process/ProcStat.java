package dev.drover.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The fields of {@code /proc/<pid>/stat} that matter here (proc(5)).
 *
 * @param start clock ticks since boot
 * @param cpuTicks user and system time so far, in clock ticks
 * @param rssPages resident pages
 */
record ProcStat(long pid, char state, long group, long session, long cpuTicks, long start, long rssPages) {

    static Optional<ProcStat> read(long pid) {
        try {
            return parse(pid, Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcStat> parse(long pid, byte[] bytes) {
        // The command name is in parentheses and may itself hold spaces and parentheses.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf(')');
        if (end < 0) {
            return Optional.empty();
        }
        String[] f = text.substring(end + 2).trim().split(" ");
        if (f.length < 22) {
            return Optional.empty();
        }
        return Optional.of(new ProcStat(
                pid,
                f[0].charAt(0),
                Long.parseLong(f[2]),
                Long.parseLong(f[3]),
                Long.parseLong(f[11]) + Long.parseLong(f[12]),
                Long.parseLong(f[19]),
                Long.parseLong(f[21])));
    }

    boolean isStopped() {
        return state == 'T' || state == 't';
    }

    boolean isZombie() {
        return state == 'Z' || state == 'X';
    }
}
