package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.cli.home.Seed;
import dev.drover.message.Json;
import dev.drover.planning.Patterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a person sees of the knowledge of a home, and how it learns of a workspace. */
class KnowledgeCommandsTest {
    @TempDir
    private Path folder;

    private Home home;
    private Cli cli;

    @BeforeEach
    void plant() throws IOException {
        home = Seed.plant(folder.resolve("home"));
        cli = new Cli(home.root());
    }

    @Test
    void a_new_home_knows_guides_and_its_plans_load_as_before() throws IOException {
        for (List<String> asked : List.of(
                List.of("JWT algorithm pinned", "authentication-jwt.md"),
                List.of("retry with jitter", "error-handling.md"),
                List.of("problem json status codes", "api-responses.md"),
                List.of("path traversal validation", "input-validation.md"),
                List.of("flaky tests", "testing.md"),
                List.of("mask secrets in logs", "logging.md"),
                List.of("migrations and transactions", "database-access.md"),
                List.of("argon2id parameters", "password-hashing.md"))) {
            Cli.Ran ran = cli.run("knowledge", "search", asked.getFirst());
            assertTrue(ran.out().startsWith("patterns/" + asked.getLast() + "#"), ran::toString);
        }
        assertEquals(List.of(), Patterns.load(home.patterns()).broken());
    }

    @Test
    void guides_are_short_enough_to_be_given_to_a_model() throws IOException {
        try (Stream<Path> files = Files.list(home.patterns())) {
            for (Path guide : files.filter(f -> f.toString().endsWith(".md") && !f.endsWith("README.md"))
                    .toList()) {
                assertTrue(Files.readAllLines(guide).size() < 60, guide::toString);
            }
        }
    }

    @Test
    void a_search_can_be_read_by_programs_and_is_limited() {
        Cli.Ran ran = cli.run("knowledge", "search", "--json", "--limit", "2", "refresh", "token");
        assertEquals(0, ran.code(), ran::toString);
        JsonNode found = Json.tree(ran.out());
        assertEquals(2, found.size());
        assertEquals("guide", found.get(0).path("kind").asString());
        assertTrue(found.get(0).path("score").asDouble() > 0, ran::toString);
        for (String wrong : List.of("0", "-3")) {
            Cli.Ran refused = cli.run("knowledge", "search", "--limit", wrong, "token");
            assertEquals(2, refused.code(), refused::toString);
            assertTrue(refused.err().contains("1 or more"), refused::toString);
        }
    }

    @Test
    void what_nobody_knows_is_said() {
        Cli.Ran ran = cli.run("knowledge", "search", "zanzibar");
        assertEquals(1, ran.code());
        assertEquals("nothing is known of that\n", ran.err());
        assertEquals(2, cli.run("knowledge").code());
        assertEquals(2, cli.run("learn").code());
    }

    @Test
    void rebuild_says_how_many_passages_there_are() {
        Cli.Ran ran = cli.run("knowledge", "rebuild");
        assertTrue(ran.out().matches("\\d{2,} passages in knowledge/cache/index\n"), ran::toString);
    }

    @Test
    void a_workspace_is_learned_found_and_kept_as_a_person_edits_it() throws IOException {
        Path shop = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(shop.resolve("README.md"), "# Shop\n\nSells aubergines.\n");
        Cli.Ran shown = cli.run("learn", "context", "--workspace", shop.toString(), "--stdout");
        Path file = home.context().resolve("shop.md");
        assertTrue(Files.notExists(file), shown::toString);
        assertTrue(cli.run("learn", "context", "--workspace", shop.toString())
                .out()
                .startsWith("drafted: " + file));
        assertEquals(shown.out(), Files.readString(file));
        assertTrue(cli.run("learn", "context", "--workspace", shop.toString())
                .out()
                .startsWith("up to date: "));
        assertTrue(cli.run("knowledge", "search", "aubergines").out().startsWith("context/shop.md#"));
        Files.writeString(file, "mine\n");
        Cli.Ran beside = cli.run("learn", "context", "--workspace", shop.toString());
        assertTrue(beside.out().contains("was edited and stays as it is; the new draft: "), beside::toString);
        assertEquals("mine\n", Files.readString(file));
        Files.writeString(home.context().resolve("shop.draft.md"), "mine\n");
        assertEquals(
                1, cli.run("learn", "context", "--workspace", shop.toString()).code());
        assertEquals(
                2, cli.run("learn", "context", "--workspace", "/no/such/folder").code());
    }
}
