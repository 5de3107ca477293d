package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.model.Endpoint;
import dev.drover.model.FakeModelServer;
import dev.drover.model.ModelWithTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A dropped request becomes a checked commit by a real coding CLI. {@code ./verify --clients} installs them and runs this
 * with the property {@code drover.clients}.
 */
@Tag("clients")
@EnabledIfSystemProperty(named = "drover.clients", matches = ".+")
final class RealClientRequestTest {
    private static final String ACCEPTS = "grep -q 'it was here' greeting.txt";

    /** Not below the system's temporary folder, where codex would not keep its helpers. */
    private static final Path RUNS = Path.of("target", "client-runs").toAbsolutePath();

    static Stream<String> clients() {
        return Stream.of(System.getProperty("drover.clients", "").split(","));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_dropped_request_becomes_a_checked_commit(String name) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(RUNS), "request-" + name + "-");
        Path repository = Files.createDirectory(folder.resolve("project"));
        Files.writeString(repository.resolve("README.md"), "A project.\n");
        git(repository, "init", "-q", "-b", "main");
        git(repository, "config", "user.name", "Ada");
        git(repository, "config", "user.email", "ada@example.org");
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "begin");
        Path installed = Path.of(System.getProperty("drover.clients.folder", ""), name, "node_modules/.bin");
        assertTrue(Files.isDirectory(installed), installed + " is missing; ./verify --clients installs it");
        try (var server = new FakeModelServer();
                TestHome home = TestHome.in(folder)
                        .with("PATH", installed + ":" + System.getenv("PATH"))
                        .with(
                                "DROVER_MODEL_ENDPOINT",
                                server.endpoint(Endpoint.Protocol.OPENAI).toString())) {
            server.otherwise(new ModelWithTools("printf 'it was here\\n' >greeting.txt", "I wrote greeting.txt."));
            Files.writeString(home.home().agentDefinitions().resolve("coding.md"), """
                    ---
                    name: coding
                    type: coding
                    capabilities: [code_generation]
                    backend: %s
                    endpoint: local
                    model: fake
                    ---
                    You are careful.
                    """.formatted(name));
            home.start();
            home.drop(
                    "r.json",
                    Requests.json(Map.of(
                            "request_id",
                            "greet",
                            "workspace",
                            repository.toString(),
                            "tasks",
                            List.of(Map.of(
                                    "task_id", "write",
                                    "agent_type", "coding",
                                    "capability", "code_generation",
                                    "action", "Write greeting.txt.",
                                    "acceptance", List.of(ACCEPTS))))));
            JsonNode task = home.result("greet").path("tasks").path(0);
            assertEquals("completed", task.path("state").asString(), task::toPrettyString);
            System.out.println(name + ": " + task.path("summary").asString());
        }
        assertEquals("it was here", git(repository, "show", "drover/greet:greeting.txt"));
        assertFalse(Files.exists(repository.resolve("greeting.txt")));
        assertEquals("", git(repository, "status", "--porcelain"));
    }

    private static String git(Path repository, String... arguments) throws Exception {
        return Processes.run(Stream.concat(Stream.of("git", "-C", repository.toString()), Stream.of(arguments))
                        .toArray(String[]::new))
                .strip();
    }
}
