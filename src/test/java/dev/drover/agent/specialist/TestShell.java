package dev.drover.agent.specialist;

import dev.drover.Scripts;
import dev.drover.message.Evidence;
import dev.drover.process.CommandExit;
import dev.drover.process.CommandSpec;
import dev.drover.process.ProcessTree;
import dev.drover.process.RunningCommand;
import dev.drover.process.ShellWords;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs real commands with a clean environment, as a worker does. */
public final class TestShell implements Shell {
    private static final long MOST_OUTPUT = 8 << 20;

    private final Path logs;
    private final Path programs;
    private final Map<String, String> base;
    private final Set<String> hidden = new HashSet<>();
    private Duration timeout = Duration.ofMinutes(2);
    private Optional<Duration> left = Optional.empty();
    private Optional<String> interrupted = Optional.empty();
    private long usedNanos;
    private int count;

    public TestShell(Path logs, Path home) {
        this.logs = logs;
        this.programs = logs.resolve("bin");
        this.base = Map.of(
                "PATH",
                programs + ":" + System.getenv("PATH"),
                "HOME",
                home.toString(),
                "LANG",
                "C.UTF-8",
                // Which Rust is meant is told by what lies in the user's own home.
                "RUSTUP_HOME",
                Path.of(System.getProperty("user.home"), ".rustup").toString(),
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GIT_CEILING_DIRECTORIES",
                System.getProperty("java.io.tmpdir", "/tmp"));
    }

    public void hide(String program) {
        hidden.add(program);
    }

    /** The time that all commands from now on may take together, as those of a packet may. */
    public void timeout(Duration limit) {
        timeout = limit;
        usedNanos = 0;
    }

    /** A program that is found before those of the machine. */
    public void provide(String program, String script) throws IOException {
        Scripts.write(programs.resolve(program), script);
    }

    /** The next command with this text in it is stopped, as that of an agent is which is told to stop. */
    public void interruptNext(String part) {
        interrupted = Optional.of(part);
    }

    @Override
    public Ran run(List<String> arguments, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(arguments, directory, environment, timeout);
    }

    /** As a worker does it: the same start, the same end, the same limit of output. */
    @Override
    public Ran runAlone(
            List<String> arguments,
            Path directory,
            Map<String, String> environment,
            Optional<Path> input,
            Duration limit)
            throws IOException, InterruptedException {
        Path output = logs.resolve("output-" + count++ + ".log");
        Map<String, String> all = new HashMap<>(environment);
        String mark = "DROVER_PACKET_ID=" + logs.getFileName() + "-" + UUID.randomUUID();
        all.put("PATH", String.valueOf(base.get("PATH")));
        all.put("LANG", "C.UTF-8");
        all.put("DROVER_PACKET_ID", mark.substring(mark.indexOf('=') + 1));
        RunningCommand command = RunningCommand.start(
                new CommandSpec(ShellWords.becoming(arguments, input), directory, all, output, limit, MOST_OUTPUT));
        command.release();
        CommandExit exit;
        try {
            exit = command.await();
        } finally {
            ProcessTree.endMarked(logs, mark);
        }
        return new Ran(
                exit.exitCode(),
                exit.reason() == CommandExit.Reason.TIMED_OUT,
                exit.reason() == CommandExit.Reason.TOO_MUCH_OUTPUT,
                output,
                new Evidence(
                        ShellWords.quoted(arguments),
                        exit.exitCode(),
                        exit.duration().toMillis() / 1000.0,
                        Optional.empty(),
                        Optional.of(output.toString()),
                        Optional.empty()));
    }

    /** Says that so much time is left, whatever commands may take. */
    public void left(Duration time) {
        left = Optional.of(time);
    }

    @Override
    public Duration timeLeft() {
        return left.orElse(timeout.minusNanos(usedNanos));
    }

    @Override
    public Ran run(List<String> arguments, Path directory, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        if (interrupted
                .filter(part -> String.join(" ", arguments).contains(part))
                .isPresent()) {
            interrupted = Optional.empty();
            throw new InterruptedException("the command was stopped");
        }
        Duration rest = timeout.minusNanos(usedNanos);
        Duration shorter = limit.compareTo(rest) < 0 ? limit : rest;
        long startedNanos = System.nanoTime();
        Path output = logs.resolve("output-" + count++ + ".log");
        var builder = new ProcessBuilder(new ArrayList<>(arguments));
        builder.environment().clear();
        builder.environment().putAll(base);
        builder.environment().putAll(new HashMap<>(environment));
        builder.directory(directory.toFile());
        Path own = programs.resolve(arguments.getFirst());
        if (Files.isExecutable(own)) {
            builder.command().set(0, own.toString());
        }
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        // Without any time it has not ended, however fast it was.
        boolean ended = shorter.isPositive() && process.waitFor(shorter.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        usedNanos += System.nanoTime() - startedNanos;
        var evidence = new Evidence(
                String.join(" ", arguments),
                process.exitValue(),
                0,
                Optional.empty(),
                Optional.of(output.toString()),
                Optional.empty());
        return new Ran(process.exitValue(), !ended, false, output, evidence);
    }

    @Override
    public boolean has(String program) {
        return !hidden.contains(program)
                && Stream.concat(
                                Stream.of(programs.toString()),
                                Stream.of(System.getenv("PATH").split(":")))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
