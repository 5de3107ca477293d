package dev.drover.agent.specialist;

import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
    Ran run(List<String> arguments, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException;

    /**
     * As {@link #run(List, Path, Map)}, and ends the program after {@code atMost} also when the packet has time left.
     */
    Ran run(List<String> arguments, Path directory, Map<String, String> environment, Duration atMost)
            throws IOException, InterruptedException;

    /** What is left of the packet's time. */
    Duration timeLeft();

    /** Whether a program of that name is on the path. */
    boolean has(String program);

    /**
     * How it went.
     *
     * @param timedOut it was ended because the packet's time was over, or the time that it was given
     * @param flooded it was ended because it wrote more than is kept of one command
     * @param output file with both output streams, which may be large
     */
    record Ran(int exitCode, boolean timedOut, boolean flooded, Path output, Evidence evidence) {}
}
