package dev.drover.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell command in a session and process group of its own.
 *
 * <p>The shell waits at a gate until {@link #release} is called, so that the group can be recorded before the command
 * does anything; if the caller dies first, the gate closes and nothing runs. When the command has ended, whatever it
 * left running in its session is killed. One thread starts and awaits it; {@link #stop} may be called from any thread.
 */
public final class RunningCommand {
    private static final String GATE =
            "IFS= read -r go || exit 125; unset go; exec </dev/null; eval \"$DROVER_COMMAND\"";
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration OUTPUT_CHECK = Duration.ofSeconds(1);

    private final CommandSpec spec;
    private final Process process;
    private final ProcessId id;
    private final long startedNanos;
    private volatile boolean stopped;

    private RunningCommand(CommandSpec spec, Process process, ProcessId id, long startedNanos) {
        this.spec = spec;
        this.process = process;
        this.id = id;
        this.startedNanos = startedNanos;
    }

    /** Starts the shell, which then waits at the gate. */
    public static RunningCommand start(CommandSpec spec) throws IOException {
        var builder = new ProcessBuilder(List.of("setsid", "sh", "-c", GATE));
        builder.directory(spec.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        builder.environment().put("DROVER_COMMAND", spec.command());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.output().toFile()));
        long startedNanos = System.nanoTime();
        Process process = builder.start();
        ProcessId id = ProcessId.of(process.pid())
                .orElseThrow(() -> new IOException("the shell for the command ended before it began"));
        return new RunningCommand(spec, process, id, startedNanos);
    }

    /** The leader of its session and process group. */
    public ProcessId id() {
        return id;
    }

    /** Opens the gate: the command begins. */
    public void release() throws IOException {
        try (OutputStream gate = process.getOutputStream()) {
            gate.write('\n');
        }
    }

    /** Ends the command and all it started; {@link #await} then returns. */
    public void stop() {
        stopped = true;
        ProcessTree.end(id, GRACE);
    }

    /** Waits for the end, at most the time limit, and leaves nothing of the command running. */
    public CommandExit await() throws InterruptedException {
        CommandExit.Reason reason = CommandExit.Reason.EXITED;
        try {
            while (!process.waitFor(nextWaitNanos(), TimeUnit.NANOSECONDS)) {
                if (elapsed().compareTo(spec.timeout()) >= 0) {
                    reason = CommandExit.Reason.TIMED_OUT;
                } else if (size(spec.output()) > spec.maxOutputBytes()) {
                    reason = CommandExit.Reason.TOO_MUCH_OUTPUT;
                } else {
                    continue;
                }
                ProcessTree.end(id, GRACE);
                process.waitFor();
                break;
            }
        } catch (InterruptedException e) {
            ProcessTree.end(id, Duration.ZERO);
            throw e;
        }
        Duration duration = elapsed();
        ProcessTree.endLeftovers(id);
        return new CommandExit(stopped ? CommandExit.Reason.STOPPED : reason, process.exitValue(), duration);
    }

    private long nextWaitNanos() {
        long left = spec.timeout().minus(elapsed()).toNanos();
        return Math.max(1, Math.min(left, OUTPUT_CHECK.toNanos()));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
