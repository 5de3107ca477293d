package dev.drover.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A shell command to run.
 *
 * @param environment the whole environment; nothing is inherited
 * @param output file that both output streams are appended to by the command itself, so nothing is lost with the caller
 * @param maxOutputBytes the command is ended when its output grows beyond this
 */
public record CommandSpec(
        String command,
        Path directory,
        Map<String, String> environment,
        Path output,
        Duration timeout,
        long maxOutputBytes) {
    public CommandSpec {
        environment = Map.copyOf(environment);
    }
}
