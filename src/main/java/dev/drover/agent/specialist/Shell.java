package dev.drover.agent.specialist;

import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs commands for a specialist: in a process group of their own, within the packet's time, with evidence. */
public interface Shell {
    /**
     * Runs a program and waits for it.
     *
     * @param arguments the program and its arguments; no shell reads them
     * @param directory where it runs
     * @param environment added to the worker's clean environment
     * @throws IOException when it cannot be started
     * @throws InterruptedException when the worker was told to stop; the command has been ended
     */
    default Ran run(List<String> arguments, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(arguments, directory, environment, timeLeft());
    }

    /**
     * The same with a limit of its own, which is that of the packet where less of its time is left.
     *
     * @param limit time after which the command is ended
     */
    Ran run(List<String> arguments, Path directory, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException;

    /**
     * Runs a program that is not trusted with the worker's environment: it finds there what is given, {@code PATH},
     * {@code LANG} and the marks by which Drover finds its processes again, and nothing else. When it has ended, what it
     * left running is ended too, also outside of its session.
     *
     * @param arguments the program and its arguments; no shell reads them
     * @param directory where it runs
     * @param input file that it reads as its standard input; without one there is nothing to read
     * @param limit time after which it is ended, which is that of the packet where less of its time is left
     * @throws IOException when it cannot be started
     * @throws InterruptedException when the worker was told to stop; the program has been ended
     */
    Ran runAlone(
            List<String> arguments,
            Path directory,
            Map<String, String> environment,
            Optional<Path> input,
            Duration limit)
            throws IOException, InterruptedException;

    /** What is left of the packet's time, never less than nothing. */
    Duration timeLeft();

    /** Says in a few words, for whoever watches, what the packet waits for that is no command. */
    default void progress(String words) throws IOException {
        // Where nobody watches there is nothing to keep.
    }

    /** Whether a program of that name is on the path. */
    boolean has(String program);

    /**
     * How it went.
     *
     * @param timedOut it was ended because its limit or the packet's time was over
     * @param flooded it was ended because it wrote more than is kept of one command
     * @param output file with both output streams, which may be large
     */
    record Ran(int exitCode, boolean timedOut, boolean flooded, Path output, Evidence evidence) {}
}
