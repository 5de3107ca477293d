package dev.drover.cli.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine that is asked something and answers soon. */
public final class Tool {
    private static final int MAX_OUTPUT = 1 << 20;
    private static final int TIMED_OUT = 124;

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
        var builder = new ProcessBuilder(command);
        builder.directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(more);
        builder.redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = builder.start();
        var output = new CompletableFuture<String>();
        Thread.ofVirtual().name("output").start(() -> read(process.getInputStream(), output));
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new Answer(TIMED_OUT, command.getFirst() + " took longer than " + within.toSeconds() + " s");
        }
        return new Answer(process.exitValue(), output.join());
    }

    private static void read(InputStream in, CompletableFuture<String> output) {
        try (in) {
            String text = new String(in.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
            in.transferTo(java.io.OutputStream.nullOutputStream());
            output.complete(text);
        } catch (IOException e) {
            output.completeExceptionally(new UncheckedIOException(e));
        }
    }
}
