package dev.drover.factory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How busy the machine is, from {@code /proc}. Where there is none, the machine counts as free. Confined to one
 * thread.
 */
public final class MachineLoad {
    private static final int IDLE_FIELD = 4;
    private static final int IOWAIT_FIELD = 5;

    private long lastBusy;
    private long lastTotal;

    /** The share of all processors that was busy since the last call, 0 to 1. */
    double busyShare() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/stat"), StandardCharsets.US_ASCII);
            String[] fields = lines.getFirst().trim().split("\\s+");
            long total = 0;
            for (int i = 1; i < fields.length; i++) {
                total += Long.parseLong(fields[i]);
            }
            long busy = total - Long.parseLong(fields[IDLE_FIELD]) - Long.parseLong(fields[IOWAIT_FIELD]);
            long busyStep = busy - lastBusy;
            long totalStep = total - lastTotal;
            lastBusy = busy;
            lastTotal = total;
            return totalStep <= 0 ? 0 : (double) busyStep / totalStep;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Memory that could be given to a new process, in MiB. */
    public static long availableMemoryMiB() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo"), StandardCharsets.US_ASCII).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(kib -> Long.parseLong(kib) / 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
