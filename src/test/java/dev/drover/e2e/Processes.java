package dev.drover.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes as the system lists them, found by what their environment holds. */
final class Processes {
    private Processes() {}

    /** Ids of living processes whose environment holds {@code NAME=value}. Zombies have none any more. */
    static List<Long> with(String entry) throws IOException {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                if (("\0" + read(process.resolve("environ"))).contains("\0" + entry + "\0")) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    static boolean hasVariable(long pid, String name) {
        return ("\0" + read(Path.of("/proc", Long.toString(pid), "environ"))).contains("\0" + name + "=");
    }

    /** What it was started as, for messages. */
    static String describe(long pid) {
        String line = read(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
        return pid + ": " + (line.length() > 200 ? "…" + line.substring(line.length() - 200) : line);
    }

    static boolean runs(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        return !stat.isEmpty() && "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
    }

    /** Sends a signal to one process by its id. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        run("kill", "-" + name, Long.toString(pid));
    }

    /** Signals those that are still there. */
    static void signalAny(String name, List<Long> pids) throws IOException, InterruptedException {
        for (long pid : pids) {
            if (runs(pid)) {
                new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor();
            }
        }
    }

    /** Runs a program to its end and returns what it wrote. */
    static String run(String... command) throws IOException, InterruptedException {
        return run(Path.of("/"), command);
    }

    static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    /** Runs a program to its end that may complain, if all that it says ends like this. */
    static void runLetting(String complaint, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean known = !output.isEmpty() && output.lines().allMatch(line -> line.endsWith(complaint));
        if (process.waitFor() != 0 && !known) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
    }

    /**
     * What a command begins with that is to be held to the modes of files: root reads and writes whatever they say; other
     * users need no such help.
     */
    static String[] withoutRightsOfRoot() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return root ? new String[] {"setpriv", "--bounding-set=-dac_override,-dac_read_search"} : new String[0];
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
