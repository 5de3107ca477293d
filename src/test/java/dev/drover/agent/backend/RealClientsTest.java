package dev.drover.agent.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Shell;
import dev.drover.agent.specialist.TestShell;
import dev.drover.model.Endpoint;
import dev.drover.model.FakeModelServer;
import dev.drover.model.ModelWithTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real coding CLIs change a file through their definitions. {@code ./verify --clients} installs them and runs this, with
 * their names in {@code drover.clients} and the folder that has each of them in {@code drover.clients.folder}.
 */
@Tag("clients")
@EnabledIfSystemProperty(named = "drover.clients", matches = ".+")
class RealClientsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Not below the system's temporary folder, where codex would not keep its helpers. */
    private static final Path RUNS = Path.of("target", "client-runs").toAbsolutePath();

    static Stream<String> clients() {
        return Stream.of(System.getProperty("drover.clients", "").split(","));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_real_client_has_the_file_changed_that_the_model_asks_it_to(String name) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(RUNS), name + "-");
        Path workspace = Files.createDirectory(folder.resolve("workspace"));
        git(workspace, "init", "-q");
        CliBackend backend =
                CliBackends.load(Path.of("council/backends")).named(name).orElseThrow();
        CliRun run;
        try (var server = new FakeModelServer()) {
            server.otherwise(new ModelWithTools("printf 'it was here\\n' >greeting.txt", "I wrote greeting.txt."));
            run = backend.run(
                    new CliTask(
                            "Write greeting.txt.",
                            workspace,
                            folder.resolve("scratch"),
                            Optional.of("fake"),
                            Optional.of(
                                    server.endpoint(Endpoint.Protocol.OPENAI).toString()),
                            LIMIT,
                            OptionalLong.empty()),
                    shell(folder, backend));
        }
        System.out.printf(
                "%s %s took %.1f s%n",
                name, run.evidence().command(), run.evidence().durationSeconds());
        assertTrue(run.claimedSuccess(), run::toString);
        assertEquals("it was here\n", Files.readString(workspace.resolve("greeting.txt")));
        assertEquals("I wrote greeting.txt.", run.message());
        assertEquals(List.of(20L, 10L), List.of(run.inputTokens(), run.outputTokens()));
        assertEquals(0, git(workspace, "status", "--porcelain").exitCode());
    }

    private static TestShell shell(Path folder, CliBackend backend) throws IOException {
        var shell = new TestShell(Files.createDirectory(folder.resolve("logs")), folder);
        Path installed = Path.of(System.getProperty("drover.clients.folder", ""), backend.name());
        Path program = installed.resolve("node_modules/.bin").resolve(backend.program());
        assertTrue(Files.isExecutable(program), program + " is missing; ./verify --clients installs it");
        shell.provide(backend.program(), "#!/bin/sh\nexec '" + program + "' \"$@\"\n");
        return shell;
    }

    private static Shell.Ran git(Path workspace, String... arguments) throws Exception {
        var shell = new TestShell(Files.createTempDirectory(RUNS, "git-"), workspace);
        return shell.run(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList(), workspace, Map.of());
    }
}
