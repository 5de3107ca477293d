package dev.drover.agent;

import dev.drover.agent.specialist.Shell;
import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Claims;
import dev.drover.bus.DurableFiles;
import dev.drover.message.Evidence;
import dev.drover.message.Packet;
import dev.drover.process.CommandExit;
import dev.drover.process.CommandSpec;
import dev.drover.process.KillPoint;
import dev.drover.process.ProcessTree;
import dev.drover.process.RunningCommand;
import dev.drover.process.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the commands of one packet, one after the other, within the packet's time. Each one's group is recorded beside
 * the claim before it begins. The packet's thread runs them; {@link #stop} may be called from any thread.
 */
final class TaskShell implements Shell {
    /** By these a process is found again that has left its session. */
    private static final List<String> MARKS = List.of("DROVER_HOME", "DROVER_PACKET_ID", "DROVER_ATTEMPT");

    private final AgentOptions options;
    private final Claims.Claim claim;
    private final Packet packet;
    private final Path folder;
    private final Map<String, String> environment;
    private final long startedNanos;
    private int commands;
    private volatile boolean stopped;
    private volatile Duration time;
    private volatile Optional<RunningCommand> running = Optional.empty();

    TaskShell(AgentOptions options, Claims.Claim claim, Packet packet, Path folder, Map<String, String> environment) {
        this.options = options;
        this.claim = claim;
        this.packet = packet;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.startedNanos = System.nanoTime();
        this.time = Duration.ofSeconds(packet.timeoutSeconds());
    }

    /** Allows the attempt this long from its start, where the packet does not allow less. */
    void within(Duration limit) {
        if (limit.compareTo(time) < 0) {
            time = limit;
        }
    }

    @Override
    public Ran run(List<String> arguments, Path directory, Map<String, String> more, Duration limit)
            throws IOException, InterruptedException {
        return ran(finished(ShellWords.quoted(arguments), directory, with(more), limit));
    }

    @Override
    public Ran runAlone(
            List<String> arguments, Path directory, Map<String, String> alone, Optional<Path> input, Duration limit)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(alone);
        all.put("PATH", environment.getOrDefault("PATH", ""));
        all.put("LANG", "C.UTF-8");
        MARKS.forEach(name -> all.put(name, environment.getOrDefault(name, "")));
        try {
            return ran(finished(ShellWords.becoming(arguments, input), directory, all, limit));
        } finally {
            endEscaped();
        }
    }

    /** Without {@code /proc} its session is all that can be ended. */
    private void endEscaped() {
        if (Files.isDirectory(Path.of("/proc/self"))) {
            ProcessTree.endMarked(
                    options.home().root(),
                    "DROVER_PACKET_ID=" + packet.packetId(),
                    "DROVER_ATTEMPT=" + packet.attempt());
        }
    }

    private static Ran ran(Finished finished) {
        Evidence evidence = finished.evidence();
        return new Ran(
                evidence.exitCode(),
                finished.exit().reason() == CommandExit.Reason.TIMED_OUT,
                finished.exit().reason() == CommandExit.Reason.TOO_MUCH_OUTPUT,
                finished.log(),
                evidence);
    }

    @Override
    public void progress(String words) throws IOException {
        Files.writeString(folder.resolve("progress.txt"), words + "\n");
    }

    @Override
    public boolean has(String program) {
        String path = environment.getOrDefault("PATH", "");
        return Stream.of(path.split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
    }

    /** One shell command that ended. */
    record Finished(CommandExit exit, Path log, Output output, Evidence evidence) {}

    /**
     * Runs a shell command.
     *
     * @throws InterruptedException when it was stopped; nothing of it runs any more
     */
    Finished run(String command, Path directory, Map<String, String> more) throws IOException, InterruptedException {
        return finished(command, directory, with(more), timeLeft());
    }

    private Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return all;
    }

    private Finished finished(String command, Path directory, Map<String, String> all, Duration limit)
            throws IOException, InterruptedException {
        Path log = folder.resolve(commands == 0 ? "output.log" : "output-" + (commands + 1) + ".log");
        commands++;
        Duration time = timeAllowed(limit);
        CommandExit exit = await(new CommandSpec(command, directory, all, log, time, options.maxOutputBytes()));
        if (stopped) {
            throw new InterruptedException("the command was stopped");
        }
        // It may have grown beyond the limit before that was noticed.
        Output output = Output.of(log, 8 * options.maxOutputBytes());
        if (output.bytes() > 0) {
            DurableFiles.syncFile(log);
        }
        return new Finished(
                exit,
                log,
                output,
                new Evidence(
                        command,
                        exit.exitCode(),
                        exit.duration().toMillis() / 1000.0,
                        Optional.of(output.sha256()),
                        Optional.of(options.home().name(log)),
                        Optional.empty()));
    }

    /**
     * Ends the command under way, with all it started, and lets no further one begin.
     *
     * @return whether there was one
     */
    boolean stop() {
        stopped = true;
        Optional<RunningCommand> command = running;
        command.ifPresent(RunningCommand::stop);
        return command.isPresent();
    }

    private CommandExit await(CommandSpec spec) throws IOException, InterruptedException {
        RunningCommand command = RunningCommand.start(spec);
        running = Optional.of(command);
        try {
            KillPoint.reach("agent.started");
            AgentIdentity.writeGroup(claim.file(), command.id());
            KillPoint.reach("agent.recorded");
            if (stopped) {
                command.stop();
            } else {
                command.release();
            }
            CommandExit exit = command.await();
            KillPoint.reach("agent.ended");
            return exit;
        } catch (IOException e) {
            command.stop();
            throw e;
        } finally {
            running = Optional.empty();
        }
    }

    @Override
    public Duration timeLeft() {
        Duration used = Duration.ofNanos(System.nanoTime() - startedNanos);
        Duration left = time.minus(used);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** A command that may not take any time is begun all the same, and ended as one that took too long. */
    private Duration timeAllowed(Duration limit) {
        Duration left = timeLeft();
        Duration shorter = limit.compareTo(left) < 0 ? limit : left;
        return shorter.isPositive() ? shorter : Duration.ofMillis(1);
    }
}
