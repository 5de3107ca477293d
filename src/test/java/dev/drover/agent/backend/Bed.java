package dev.drover.agent.backend;

import dev.drover.agent.specialist.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A workspace, a scratch folder and programs that stand in for coding CLIs. */
final class Bed {
    final Path workspace;
    final Path scratch;
    private final Path definitions;
    private final TestShell shell;
    private Map<String, String> own = Map.of();
    private Optional<String> model = Optional.empty();
    private Optional<String> endpoint = Optional.empty();
    private Duration limit = Duration.ofMinutes(1);

    Bed(Path folder) throws IOException {
        workspace = Files.createDirectories(folder.resolve("workspace"));
        scratch = folder.resolve("scratch");
        definitions = Files.createDirectories(folder.resolve("backends"));
        shell = new TestShell(Files.createDirectories(folder.resolve("logs")), folder);
    }

    /** Takes the file that Drover comes with. */
    Bed shipped(String name) throws IOException {
        Files.copy(Path.of("council/backends", name + ".yaml"), definitions.resolve(name + ".yaml"));
        return this;
    }

    /** A backend {@code mine} of the program {@code mine}. */
    Bed mine(String rest) throws IOException {
        Files.writeString(definitions.resolve("mine.yaml"), "program: mine\n" + rest);
        return this;
    }

    /** The program does this, in shell. */
    Bed program(String name, String body) throws IOException {
        shell.provide(name, "#!/bin/sh\n" + body + "\n");
        return this;
    }

    /** The program prints what another one of that name printed. */
    Bed recorded(String name, String recording, int exitCode) throws IOException {
        Path file = Path.of("src/test/resources/backend", recording).toAbsolutePath();
        return program(name, "cat >/dev/null; cat '" + file + "'; exit " + exitCode);
    }

    Bed ofAgent(Map<String, String> environment) {
        own = environment;
        return this;
    }

    Bed model(String name) {
        model = Optional.of(name);
        return this;
    }

    Bed endpoint(String address) {
        endpoint = Optional.of(address);
        return this;
    }

    Bed limit(Duration most) {
        limit = most;
        return this;
    }

    CliRun run(String name, String prompt) throws IOException, InterruptedException {
        CliBackend backend = CliBackends.of(definitions, own).named(name).orElseThrow();
        return backend.run(
                new CliTask(prompt, workspace, scratch, model, endpoint, limit, OptionalLong.empty()), shell);
    }

    String read(String name) throws IOException {
        return Files.readString(workspace.resolve(name));
    }
}
