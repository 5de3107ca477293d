package dev.drover.cli.home;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine that is asked something and answers soon. */
public final class Tool {
    private static final int MAX_OUTPUT = 64 << 20;
    private static final int TIMED_OUT = 124;
    private static final Duration AFTER_ITS_END = Duration.ofSeconds(2);

    private Tool() {}

    /**
     * What it said.
     *
     * @param exitCode {@value #TIMED_OUT} when it took too long
     */
    public record Answer(int exitCode, String output) {
        public boolean ok() {
            return exitCode == 0;
        }

        /** Without the colours that some programs put in even when nobody sees them. */
        public String firstLine() {
            return output.lines()
                    .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").strip())
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /** The file that would run, by {@code PATH}; empty when there is none. */
    public static Optional<Path> find(String program) {
        return find(program, System.getenv());
    }

    /** The same, by the {@code PATH} of another environment. */
    public static Optional<Path> find(String program, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(dir -> !dir.isEmpty())
                .map(dir -> Path.of(dir, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Runs a program to its end, without a terminal and with nothing to read.
     *
     * @param more variables besides those of this process; git's own, which would point elsewhere, are left out
     */
    public static Answer run(Path directory, Map<String, String> more, Duration within, List<String> command)
            throws IOException, InterruptedException {
        return run(directory, more, within, command, true);
    }

    /** The same for what a program makes of data, not for people: what it says beside it is left out. */
    public static Answer data(Path directory, Map<String, String> more, Duration within, List<String> command)
            throws IOException, InterruptedException {
        return run(directory, more, within, command, false);
    }

    private static Answer run(
            Path directory, Map<String, String> more, Duration within, List<String> command, boolean withErrors)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(more);
        builder.redirectErrorStream(withErrors);
        builder.redirectError(withErrors ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.DISCARD);
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = builder.start();
        var output = new Output();
        Thread reader = Thread.ofVirtual().name("output").start(() -> output.read(process.getInputStream()));
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new Answer(TIMED_OUT, command.getFirst() + " took longer than " + within.toSeconds() + " s");
        }
        // What it has started may hold its output open for as long as that runs.
        reader.join(AFTER_ITS_END);
        return new Answer(process.exitValue(), output.text());
    }

    /** What was said so far. */
    private static final class Output {
        @GuardedBy("this")
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void read(InputStream in) {
            byte[] buffer = new byte[1 << 13];
            try (in) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    add(buffer, n);
                }
            } catch (IOException e) {
                // Whoever waits takes what there is.
            }
        }

        private synchronized void add(byte[] buffer, int count) {
            if (bytes.size() < MAX_OUTPUT) {
                bytes.write(buffer, 0, count);
            }
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
