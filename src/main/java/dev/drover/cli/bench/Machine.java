package dev.drover.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where it was measured. */
record Machine(int cores, long memoryMb, String cpu, String jdk, String kernel, String fileSystem, String folder) {
    /** File systems in memory, where syncing costs nothing and proves nothing. */
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    static Machine of(Path folder) throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1024,
                line("/proc/cpuinfo", "model name"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                fileSystem(folder),
                folder.toString());
    }

    static boolean isInMemory(Path folder) throws IOException {
        return IN_MEMORY.contains(fileSystem(folder));
    }

    /** How busy the machine is just now, as {@code uptime} says it: what else runs makes every figure worse. */
    static double load() throws IOException {
        String text = Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII);
        return Double.parseDouble(text.substring(0, text.indexOf(' ')));
    }

    private static String fileSystem(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return store.type();
    }

    private static String line(String file, String name) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }
}
