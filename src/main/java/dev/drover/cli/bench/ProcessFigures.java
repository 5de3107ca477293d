package dev.drover.cli.bench;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;

/**
 * What the system has counted of one or more processes (proc(5)).
 *
 * @param ownCpuMillis user and system time, to a hundredth of a second
 * @param childCpuMillis the same of its children that ended and were waited for
 */
record ProcessFigures(long ownCpuMillis, long childCpuMillis, double rssMb, double peakRssMb) {
    static final ProcessFigures NONE = new ProcessFigures(0, 0, 0, 0);
    private static final long MILLIS_PER_TICK = 10;
    private static final Path PROC = Path.of("/proc");

    /** Of a running process. */
    static ProcessFigures of(long pid) throws IOException {
        String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
        // The name is in parentheses and may itself hold spaces and parentheses.
        String[] f = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new ProcessFigures(
                (Long.parseLong(f[11]) + Long.parseLong(f[12])) * MILLIS_PER_TICK,
                (Long.parseLong(f[13]) + Long.parseLong(f[14])) * MILLIS_PER_TICK,
                memory(pid, "VmRSS"),
                memory(pid, "VmHWM"));
    }

    /** Of all of them together. Pages that they share are counted for each. */
    static ProcessFigures sum(Collection<Long> pids) throws IOException {
        ProcessFigures sum = NONE;
        for (long pid : pids) {
            sum = sum.plus(of(pid));
        }
        return sum;
    }

    /** Whether this system tells at all. */
    static void require() {
        if (!Files.isReadable(PROC.resolve("self/status"))) {
            throw new DroverException("bench reads CPU time and memory from /proc, which this system does not have; "
                    + "run it on Linux");
        }
    }

    /** The time of day of a start that the system gives in ticks since boot; good to two hundredths of a second. */
    static Instant startedAt(long ticks, Instant now) throws IOException {
        String uptime = Files.readString(PROC.resolve("uptime"), StandardCharsets.US_ASCII);
        long upMillis = Math.round(Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1000);
        return now.minusMillis(upMillis).plusMillis(ticks * MILLIS_PER_TICK);
    }

    long cpuMillis() {
        return ownCpuMillis + childCpuMillis;
    }

    private ProcessFigures plus(ProcessFigures o) {
        return new ProcessFigures(
                ownCpuMillis + o.ownCpuMillis,
                childCpuMillis + o.childCpuMillis,
                Distribution.rounded(rssMb + o.rssMb),
                Distribution.rounded(peakRssMb + o.peakRssMb));
    }

    private static double memory(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(PROC.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith(field + ":")) {
                return Distribution.rounded(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0);
            }
        }
        throw new IOException("/proc/" + pid + "/status has no " + field + "; the process is ending");
    }
}
