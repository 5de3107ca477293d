package dev.drover.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A shell command in a session and process group of its own.
 *
 * <p>The shell waits at a gate until {@link #release} is called, so that the group can be recorded before the command
 * does anything; if the caller dies first, the gate closes and nothing runs. When the command has ended, whatever it
 * left running in its session is killed. One thread starts and awaits it; {@link #stop} may be called from any thread.
 */
public final class RunningCommand {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration OUTPUT_CHECK = Duration.ofSeconds(1);
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final CommandSpec spec;
    private final Child child;
    private final ProcessId id;
    private final long startedNanos;
    private volatile boolean stopped;

    private RunningCommand(CommandSpec spec, Child child, ProcessId id, long startedNanos) {
        this.spec = spec;
        this.child = child;
        this.id = id;
        this.startedNanos = startedNanos;
    }

    /** Starts the shell, which then waits at the gate. */
    public static RunningCommand start(CommandSpec spec) throws IOException {
        return start(spec, Child::start);
    }

    static RunningCommand start(CommandSpec spec, Child.Starter starter) throws IOException {
        refuseNul(spec);
        long startedNanos = System.nanoTime();
        Child child = starter.start(LongCommand.fitting(spec));
        ProcessId id = ProcessId.of(child.pid())
                .orElseThrow(() -> new IOException("the shell for the command ended before it began"));
        return new RunningCommand(spec, child, id, startedNanos);
    }

    /** The system ends strings at that character, so what runs would be another command than the one that was asked for. */
    private static void refuseNul(CommandSpec spec) throws IOException {
        boolean nul = spec.command().indexOf('\0') >= 0
                || spec.environment().entrySet().stream()
                        .anyMatch(e ->
                                e.getKey().indexOf('\0') >= 0 || e.getValue().indexOf('\0') >= 0);
        if (nul) {
            throw new IOException("the command or its environment holds the character NUL; remove it");
        }
    }

    /** Does aside what would make the first commands slow, and returns at once. */
    public static void warmUp() {
        Thread.ofPlatform().name("warm-up").daemon().start(() -> {
            Posix.groupExists(ProcessHandle.current().pid());
            NativeChild.link();
        });
    }

    /** The leader of its session and process group. */
    public ProcessId id() {
        return id;
    }

    /** Opens the gate: the command begins. */
    public void release() throws IOException {
        child.release();
    }

    /** Ends the command and all it started; {@link #await} then returns. */
    public void stop() {
        stopped = true;
        ProcessTree.end(id, GRACE);
    }

    /** Waits for the end, at most the time limit, and leaves nothing of the command running. */
    public CommandExit await() throws InterruptedException {
        CommandExit.Reason reason = CommandExit.Reason.EXITED;
        OptionalInt exit = OptionalInt.empty();
        try {
            while (exit.isEmpty()) {
                exit = child.await(nextWait());
                if (exit.isPresent()) {
                    break;
                }
                if (elapsed().compareTo(spec.timeout()) >= 0) {
                    reason = CommandExit.Reason.TIMED_OUT;
                } else if (size(spec.output()) > spec.maxOutputBytes()) {
                    reason = CommandExit.Reason.TOO_MUCH_OUTPUT;
                } else {
                    continue;
                }
                ProcessTree.end(id, GRACE);
                exit = child.await(FOR_EVER);
            }
        } catch (InterruptedException e) {
            ProcessTree.end(id, Duration.ZERO);
            exit = child.await(GRACE);
            throw e;
        }
        Duration duration = elapsed();
        ProcessTree.endLeftovers(id, duration);
        return new CommandExit(stopped ? CommandExit.Reason.STOPPED : reason, exit.orElse(-1), duration);
    }

    private Duration nextWait() {
        Duration left = spec.timeout().minus(elapsed());
        return left.compareTo(OUTPUT_CHECK) > 0 ? OUTPUT_CHECK : left;
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
