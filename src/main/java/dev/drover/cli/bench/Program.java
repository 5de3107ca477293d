package dev.drover.cli.bench;

import dev.drover.message.DroverException;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands of this program as processes of their own, with the settings that a new home has. */
final class Program {
    private static final String MAIN = "dev.drover.cli.Main";

    private Program() {}

    /**
     * Runs a command to its end, also when this thread is interrupted meanwhile: what it starts must be known.
     *
     * @param folder it runs in, with a file for its output
     * @throws DroverException when it fails, or does not end in time
     */
    static void run(Path folder, Duration within, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(Launch.java());
        command.add(MAIN);
        command.addAll(List.of(arguments));
        Path log = folder.resolve("cli.log");
        Process process = Launch.detached(command, environment(), folder, log);
        if (!ends(process, within)) {
            process.destroyForcibly();
            throw new DroverException(
                    "drover " + arguments[0] + " did not end within " + within.toSeconds() + " s" + said(log));
        }
        if (process.exitValue() != 0) {
            throw new DroverException(
                    "drover " + arguments[0] + " ended with exit code " + process.exitValue() + said(log));
        }
    }

    /** Without settings from outside, so that the defaults are what is measured. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(name -> name.startsWith("DROVER_")
                        || name.startsWith("ORCHESTRATOR_")
                        || name.startsWith("AGENT_HEALTH_"));
        return environment;
    }

    private static boolean ends(Process process, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended && deadline - System.nanoTime() > 0) {
            try {
                ended = process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    private static String said(Path log) throws IOException {
        String text = Files.exists(log) ? Files.readString(log).strip() : "";
        return text.isEmpty() ? "" : ": " + (text.length() > 2000 ? "…" + text.substring(text.length() - 2000) : text);
    }
}
