package dev.drover.agent.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.DocumentationSpecialist;
import dev.drover.message.Artifact;
import dev.drover.model.FakeModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ApiGuideTest {
    private static final String FILE = "api-guide.md";
    private static final String TOKEN = "xK9mQ2vL7p" + "R4wZ8tB3";

    @TempDir
    private Path temp;

    private Bench bench;
    private FakeModelServer server;

    @SuppressWarnings("NullAway.Init")
    private PageOnTop onTop;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
        bench.write("src/farm/Sheep.java", """
                package farm;

                /** A sheep with wool. More. */
                public class Sheep {
                    public static final String API_KEY = "%s";

                    /** Takes the wool. */
                    public String shear(int hands) { return ""; }

                    public void run() {}

                    private void hide() {}

                    @Override
                    public String toString() { return ""; }

                    public enum Colour { /** As snow. */ WHITE }
                }
                """.formatted(TOKEN));
        server = new FakeModelServer();
        onTop = new PageOnTop(bench, server, "docs/api.md", FILE);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static Map<String, Object> section(Object title, Object text, Object... names) {
        return Map.of("title", title, "text", text, "names", List.of(names));
    }

    private ApiGuideTest says(Object... sections) {
        server.thenLines(ModelSays.answer(Map.of("sections", List.of(sections))));
        return this;
    }

    private Outcome guide() throws IOException, InterruptedException {
        return onTop.perform(bench.assignment("documentation", "api_docs"));
    }

    @Test
    void the_guide_is_a_page_that_says_who_worded_it_and_that_only_the_names_were_checked() throws Exception {
        says(section("Wool", "Call `shear` of a `Sheep` first.", "Sheep", "farm.Sheep#shear(int)", "Sheep.Colour"));
        Outcome outcome = guide();
        assertEquals("""
                # A guide to the API

                Worded by coder. Nothing was checked but the names, which the API index has.

                Public types and members of which the sources say nothing in a sentence: 3.

                ## Wool

                Call `shear` of a `Sheep` first.

                See `Sheep`, `Sheep.shear`, `Sheep.Colour`.
                """, onTop.page());
        assertEquals(
                onTop.alone().summary()
                        + " A guide to the API by coder is in api-guide.md: 1 section. Nothing but the names in it was "
                        + "checked.",
                outcome.summary());
        var data = new HashMap<>(onTop.alone().data());
        data.put("api.without_sentence", 3L);
        assertEquals(data, outcome.data());
        assertEquals(
                List.of("API index", FILE, "conversation.jsonl"),
                outcome.artifacts().stream().map(Artifact::name).toList());
        onTop.assertUntouched();
    }

    @Test
    void the_index_is_shown_with_its_sentences_and_without_secrets() throws Exception {
        says();
        guide();
        JsonNode turns = server.request().json().path("messages");
        String prompt = turns.path(1).path("content").asString();
        assertTrue(prompt.contains("\nSheep: public class Sheep // A sheep with wool.\n"), prompt);
        assertTrue(prompt.contains("\n  Sheep.shear: String shear(int hands) // Takes the wool.\n"), prompt);
        assertTrue(prompt.contains("[a secret stands here]"), prompt);
        assertFalse(prompt.contains(TOKEN) || prompt.contains("hide") || prompt.contains("toString"), prompt);
    }

    @Test
    void names_that_the_index_does_not_have_are_dropped_and_a_section_without_any_too() throws Exception {
        says(
                section("Goats", "They are.", "Goat", "Sheep.hide", "Sheep.toString", "shear", "", "java.lang.String"),
                section("None", "It is."),
                section("Sheep", "They are.", "Goat", "Sheep", "Sheep::run", "Sheep"),
                section("Sheep", "Once more.", "Sheep"));
        Outcome outcome = guide();
        assertTrue(onTop.page().endsWith("\n## Sheep\n\nThey are.\n\nSee `Sheep`, `Sheep.run`.\n"), onTop.page());
        assertFalse(onTop.page().contains("Goat") || onTop.page().contains("Once"), onTop.page());
        assertTrue(outcome.summary().contains(": 1 section; 3 others were dropped."), outcome::summary);
    }

    @Test
    void code_in_a_text_that_the_index_does_not_have_is_a_word_like_any_other() throws Exception {
        says(section("Wool", "`Goat.milk()` and `Sheep.run()`, `*x*` and ``y` ` or `Sheep", "Sheep"));
        guide();
        assertTrue(onTop.page().contains("\nGoat.milk() and `Sheep.run()`, \\*x\\* and y  or Sheep\n"), onTop.page());
    }

    @Test
    void words_are_text_and_short() throws Exception {
        says(section(
                "A\n# B\u001b[2J", "<script>\n\n# All\n![x](http://evil.example/p)\u202E" + "y".repeat(9000), "Sheep"));
        guide();
        String page = onTop.page();
        assertTrue(page.contains("\n## A \\# B\n"), page);
        assertTrue(page.contains("\n\\<script\\> \\# All \\!\\[x\\](http:\\//evil.example/p) yyy"), page);
        assertTrue(page.length() < 2200, page);
    }

    @Test
    void of_a_giant_list_forty_are_kept() throws Exception {
        var many = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 3000; i++) {
            many.add(section("Part " + i, "Text.", "Sheep"));
        }
        says(many.toArray());
        Outcome outcome = guide();
        assertTrue(outcome.summary().contains("40 sections; 2960 others"), outcome::summary);
        assertTrue(onTop.page().contains("## Part 39\n") && !onTop.page().contains("## Part 40\n"), onTop.page());
    }

    @Test
    void wrong_types_are_dropped_and_hurt_nobody() throws Exception {
        says(
                "a section",
                3,
                List.of(),
                Map.of(),
                section(7, "Text.", "Sheep"),
                section("A", List.of("Text."), "Sheep"),
                section("B", "Text.", 5, List.of("Sheep")),
                Map.of("title", "C", "text", "Text.", "names", "Sheep"),
                section("Right", "Text.", "Sheep"));
        Outcome outcome = guide();
        assertTrue(outcome.summary().contains(": 1 section; 8 others"), outcome::summary);
        assertTrue(onTop.page().contains("## Right"), onTop.page());
    }

    @Test
    void without_any_section_there_is_no_page() throws Exception {
        says(section("Goats", "They are.", "Goat"));
        onTop.assertNone(guide(), "coder has written no section on anything in the index, so there is no guide.");
    }

    @Test
    void prose_is_asked_for_once_more_and_then_left() throws Exception {
        server.thenLines(ModelSays.text("Sheep!")).thenLines(ModelSays.answer(Map.of("sections", "Sheep!")));
        onTop.assertNone(
                guide(), "coder has written no guide to the API: its answer was not in the form that was asked for.");
    }

    @Test
    void without_a_server_the_index_is_written() throws Exception {
        server.close();
        onTop.assertNone(guide(), "coder has written no guide to the API: ");
    }

    @Test
    void a_spent_budget_asks_nothing() throws Exception {
        onTop.limit(50);
        says();
        guide();
        Outcome outcome = guide();
        onTop.assertNone(outcome, "coder has written no guide to the API: ");
        assertTrue(outcome.summary().contains("model.task_tokens"), outcome::summary);
        assertEquals(Map.of(), outcome.usage());
    }

    @Test
    void a_server_that_never_answers_costs_no_more_than_the_time_of_the_task() throws Exception {
        var gone = new CountDownLatch(1);
        server.then(to -> to.awaitGone(gone));
        bench.shell().left(Duration.ofMillis(5500));
        onTop.assertNone(
                guide(),
                "coder has written no guide to the API: the time of the task was over before the model had answered.");
        assertTrue(gone.await(10, TimeUnit.SECONDS), "nobody waits for the answer any more");
    }

    @Test
    void where_nothing_is_public_there_is_nothing_to_ask() throws Exception {
        Files.delete(bench.workspace().resolve("src/farm/Sheep.java"));
        Assignment assignment = bench.assignment("documentation", "api_docs");
        assertFalse(OnTop.isFor(assignment.packet(), new DocumentationSpecialist().perform(assignment)));
    }
}
