package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shell that finds programs of the test's own first; each of them records its arguments, one a line. */
final class StandIns implements Shell {
    private final Shell real;
    private final Path folder;

    StandIns(Shell real, Path folder) throws IOException {
        this.real = real;
        this.folder = Files.createDirectories(folder);
    }

    /**
     * Puts a program there.
     *
     * @param body what it does then, in shell
     */
    StandIns add(String name, String body) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name),
                "#!/bin/sh\nfor a; do printf '%s\\n' \"$a\"; done >>'" + recorded(name) + "'\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    List<String> arguments(String name) throws IOException {
        return Files.exists(recorded(name)) ? Files.readAllLines(recorded(name)) : List.of();
    }

    private Path recorded(String name) {
        return folder.resolveSibling(name + ".arguments");
    }

    @Override
    public Ran run(List<String> arguments, Path directory, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        var all = new HashMap<>(environment);
        all.put("PATH", folder + ":" + System.getenv("PATH"));
        var command = new ArrayList<>(List.of("env"));
        command.addAll(arguments);
        return real.run(command, directory, all, limit);
    }

    @Override
    public Ran runAlone(
            List<String> arguments,
            Path directory,
            Map<String, String> environment,
            Optional<Path> input,
            Duration limit)
            throws IOException, InterruptedException {
        return real.runAlone(arguments, directory, environment, input, limit);
    }

    @Override
    public Duration timeLeft() {
        return real.timeLeft();
    }

    @Override
    public boolean has(String program) {
        return Files.isExecutable(folder.resolve(program)) || real.has(program);
    }
}
