package dev.drover.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Real commands in a folder of their own, with a mark in their environment by which to find what is left of them. */
final class CommandBench {
    final Path folder;
    final Path output;
    final String mark = "DROVER_PACKET_ID=test-" + UUID.randomUUID();

    private final Child.Starter starter;

    CommandBench(Path folder) {
        this(folder, Child::start);
    }

    CommandBench(Path folder, Child.Starter starter) {
        this.folder = folder;
        this.starter = starter;
        this.output = folder.resolve("output.log");
    }

    CommandSpec spec(String command) {
        return spec(command, Duration.ofSeconds(60), 1 << 20);
    }

    CommandSpec spec(String command, Duration timeout, long maxOutput) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("DROVER_PACKET_ID", mark.substring(mark.indexOf('=') + 1));
        return new CommandSpec(command, folder, environment, output, timeout, maxOutput);
    }

    CommandExit run(String command) throws IOException, InterruptedException {
        return run(spec(command));
    }

    CommandExit run(CommandSpec spec) throws IOException, InterruptedException {
        RunningCommand running = start(spec);
        running.release();
        return running.await();
    }

    RunningCommand start(CommandSpec spec) throws IOException {
        return RunningCommand.start(spec, starter);
    }

    String output() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    /** The number that the command wrote to a file, once it has. */
    long pid(String name) {
        Path file = folder.resolve(name);
        await().until(() -> Files.exists(file) && Files.readString(file).endsWith("\n"));
        try {
            return Long.parseLong(Files.readString(file).trim());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static boolean lives(long pid) {
        return ProcessId.of(pid).isPresent();
    }
}
