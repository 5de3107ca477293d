package dev.drover.factory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RegistryTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @TempDir
    Path root;

    private Home home = new Home(Path.of("."));
    private Registry registry = new Registry(home);

    @BeforeEach
    void a_home() throws IOException {
        home = new Home(root);
        home.createFolders();
        registry = new Registry(home);
    }

    private JsonNode written(String file, List<Agent> living) throws IOException {
        registry.write(NOW, living);
        return Json.tree(Files.readString(home.keys().resolve(file)));
    }

    private static Agent agent(String id) {
        return new Agent(id, "coding", ProcessId.self(), NOW, true);
    }

    @Test
    void an_agent_with_a_claim_is_busy_one_without_is_idle_and_one_that_is_gone_is_terminated() throws IOException {
        for (String id : List.of("busy", "idle", "gone")) {
            registry.changed(id, "coding", Set.of("code"), "spawned", NOW);
            Files.createDirectories(home.claimed(id));
        }
        Files.writeString(home.claimed("busy").resolve("p-1.1.json"), "{}");
        JsonNode agents = written("agents-registry.json", List.of(agent("busy"), agent("idle")))
                .path("agents");
        assertEquals("BUSY IDLE TERMINATED", states(agents).toUpperCase(java.util.Locale.ROOT));
        JsonNode active = written("active-agents.json", List.of(agent("busy"))).path("agents");
        assertEquals(1, active.size());
        assertTrue(active.get(0).path("rss_bytes").asLong() > 0);
        assertEquals("p-1.1.json", active.get(0).path("packets").get(0).asString());
    }

    private static String states(JsonNode agents) {
        return String.join(
                " ", agents.valueStream().map(a -> a.path("state").asString()).toList());
    }

    @Test
    void performance_is_an_average_in_which_the_newest_weighs_as_much_as_the_learning_rate() throws IOException {
        registry.changed("a1", "coding", Set.of(), "spawned", NOW);
        registry.answered("a1", true, 10, 0.1);
        registry.answered("a1", true, 20, 0.1);
        registry.answered("a1", false, 11, 0.1);
        registry.answered("stranger", true, 1, 0.1);
        JsonNode agents = written("agents-registry.json", List.of()).path("agents");
        assertEquals(1, agents.size());
        assertEquals(11.0, agents.get(0).path("average_seconds").asDouble(), 0.001);
        assertEquals(2, agents.get(0).path("completed").asInt());
        assertEquals(1, agents.get(0).path("failed").asInt());
    }

    @Test
    void of_agents_that_ended_the_last_two_hundred_are_kept_and_no_living_one_is_forgotten() throws IOException {
        registry.changed("alive", "coding", Set.of(), "spawned", NOW);
        Files.createDirectories(home.claimed("alive"));
        for (int i = 0; i < 300; i++) {
            registry.changed("a" + i, "coding", Set.of(), "spawned", NOW);
            registry.changed("a" + i, "coding", Set.of(), "retired", NOW);
        }
        JsonNode agents =
                written("agents-registry.json", List.of(agent("alive"))).path("agents");
        assertEquals(200, agents.size());
        assertEquals("alive", agents.get(0).path("agent_id").asString());
        assertEquals("a299", agents.get(199).path("agent_id").asString());
    }
}
