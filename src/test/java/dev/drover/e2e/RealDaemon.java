package dev.drover.e2e;

import dev.drover.bus.Home;
import dev.drover.daemon.DaemonFile;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A daemon that is a process of its own, started by the command line as a user does. */
final class RealDaemon {
    private final Home home;
    private final Map<String, String> environment;
    private final Process process;

    private RealDaemon(Home home, Map<String, String> environment, Process process) {
        this.home = home;
        this.environment = environment;
        this.process = process;
    }

    /** Starts {@code drover up --keep-agents} and returns when it watches. */
    static RealDaemon start(Home home, Map<String, String> environment, String... prefix) throws IOException {
        RealDaemon daemon = launch(home, environment, prefix);
        TestHome.until("the daemon watches", () -> {
            if (!daemon.isAlive()) {
                throw new IOException("the daemon ended: " + Files.readString(log(home)));
            }
            return daemon.watches();
        });
        return daemon;
    }

    /** Starts {@code drover up --keep-agents} and returns at once. */
    static RealDaemon launch(Home home, Map<String, String> environment, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(command("up", "--keep-agents", "--home", home.root().toString()));
        Files.createDirectories(home.logs());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(home).toFile()));
        builder.environment().putAll(environment);
        return new RealDaemon(home, environment, builder.start());
    }

    static Path log(Home home) {
        return home.logs().resolve("daemon.log");
    }

    boolean watches() {
        return DaemonFile.running(home).filter(file -> file.pid() == pid()).isPresent();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How it ended; 137 after SIGKILL. */
    int exitCode() {
        return process.exitValue();
    }

    /** The program's command line: as installed under {@code drover.app}, or from the files that this test runs from. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(Launch.java());
        command.add("dev.drover.cli.Main");
        command.addAll(List.of(arguments));
        return command;
    }

    /** What a command wrote, and how it ended. */
    record Ran(int exitCode, String output) {}

    /** Runs a command of the program to its end. */
    static Ran run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TestHome.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the command does not end; it wrote: " + output);
        }
        return new Ran(process.exitValue(), output);
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, and waits until it is gone. Agents are kept. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Ends the daemon and its agents, as {@code drover down} does. */
    void down() throws IOException, InterruptedException {
        Ran ran = run(environment, "down", "--home", home.root().toString());
        process.waitFor(10, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (ran.exitCode() != 0) {
            throw new IOException("down failed: " + ran.output());
        }
    }
}
