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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReleaseNotesTest {
    private static final String FILE = "release-notes.md";

    @TempDir
    private Path temp;

    private Bench bench;
    private FakeModelServer server;
    private Map<String, String> params = Map.of();

    @SuppressWarnings("NullAway.Init")
    private PageOnTop onTop;

    private String old = "";
    private String feature = "";
    private String breaking = "";

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        bench.repository();
        old = commit("feat: before the tag");
        bench.git("tag", "v1.0.0");
        feature = commit("feat: a new *sheep*");
        breaking = commit("refactor(api): move it\n\nBREAKING CHANGE: paths are relative now");
        server = new FakeModelServer();
        onTop = new PageOnTop(bench, server, "CHANGELOG.md", FILE);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private String commit(String message) throws IOException, InterruptedException {
        bench.git("commit", "-q", "--allow-empty", "-m", message);
        bench.write("file.txt", message).git("add", "-A");
        bench.git("commit", "-q", "--amend", "--no-edit");
        return bench.git("rev-parse", "HEAD").substring(0, 10);
    }

    private static Map<String, Object> note(Object text, Object... commits) {
        return Map.of("text", text, "commits", List.of(commits));
    }

    private ReleaseNotesTest says(Object title, Object... notes) {
        server.thenLines(ModelSays.answer(Map.of("title", title, "notes", List.of(notes))));
        return this;
    }

    private Outcome notes() throws IOException, InterruptedException {
        return onTop.perform(bench.assignment("documentation", "changelog", params, List.of(), List.of()));
    }

    @Test
    void notes_stand_on_a_page_with_their_commits_and_say_who_worded_them() throws Exception {
        says("More sheep", note("There are new sheep, and paths are relative.", feature, breaking));
        Outcome outcome = notes();
        assertEquals("""
                # Release notes: Unreleased

                More sheep

                Worded by coder. The wording was not checked; the commits below each note are those of the history since \
                v1.0.0.

                - There are new sheep, and paths are relative.
                  - `%s` a new \\*sheep\\* (Features)
                  - `%s` api: move it: paths are relative now (Breaking changes)
                """.formatted(feature, breaking), onTop.page());
        assertEquals(
                onTop.alone().summary()
                        + " Release notes by coder are in release-notes.md: 1 note on 2 of the 2 commits. Their "
                        + "wording was not checked.",
                outcome.summary());
        assertEquals(
                List.of("changelog", FILE, "conversation.jsonl"),
                outcome.artifacts().stream().map(Artifact::name).toList());
        assertEquals(onTop.alone().data(), outcome.data());
        onTop.assertUntouched();
    }

    @Test
    void the_commits_are_shown_by_kind_with_what_breaks_first() throws Exception {
        says("");
        notes();
        JsonNode turns = server.request().json().path("messages");
        String prompt = turns.path(1).path("content").asString();
        assertTrue(prompt.contains(breaking + " api: move it: paths are relative now\n"), prompt);
        assertTrue(prompt.contains(feature + " a new *sheep*"), prompt);
        assertTrue(prompt.indexOf("Commits: Breaking changes") < prompt.indexOf("Commits: Features"), prompt);
        assertFalse(prompt.contains(old), prompt);
    }

    @Test
    void a_note_that_names_no_commit_of_the_changelog_is_dropped_and_unknown_hashes_are_left_out() throws Exception {
        says(
                "",
                note("Invented.", "0123456789"),
                note("Before the tag.", old),
                note("Short.", feature.substring(0, 6)),
                note("All.", ""),
                note("None."),
                note("True.", "ffffffffff", breaking.substring(0, 7), breaking),
                note("True.", feature),
                note("Later.", feature));
        Outcome outcome = notes();
        String page = onTop.page();
        assertTrue(page.contains("- True.\n  - `" + breaking + "` "), page);
        assertEquals(1, page.split("  - `" + breaking, -1).length - 1, page);
        assertEquals(4, page.split("\n *- ", -1).length - 1, page);
        assertFalse(page.contains("ffff") || page.contains(old), page);
        assertTrue(
                outcome.summary().contains(": 2 notes on 2 of the 2 commits; 6 others were dropped."),
                outcome::summary);
    }

    @Test
    void what_breaks_and_is_in_no_note_is_listed_by_drover() throws Exception {
        says("", note("New sheep.", feature));
        notes();
        assertTrue(onTop.page().endsWith("""

                ## Breaking changes

                No note above tells of these, which break something:

                - `%s` api: move it: paths are relative now (Breaking changes)
                """.formatted(breaking)), onTop.page());
    }

    @Test
    void a_title_with_another_version_is_none_and_that_of_the_packet_is() throws Exception {
        params = Map.of("version", "1.1.0");
        says("Version 2.0.0 is out", note("Sheep.", feature));
        notes();
        assertTrue(onTop.page().startsWith("# Release notes: 1.1.0\n\nWorded by coder."), onTop.page());
        says("All of 1.1.0", note("Sheep.", feature));
        notes();
        assertTrue(onTop.page().startsWith("# Release notes: 1.1.0\n\nAll of 1.1.0\n\nWorded by coder."), onTop.page());
    }

    @Test
    void words_are_text_and_short() throws Exception {
        says(
                "~~~\n# Title\u001b[2J",
                note("<script>\n\n# All\n![x](http://evil.example/p)\u202E" + "y".repeat(9000), feature));
        notes();
        String page = onTop.page();
        assertTrue(page.contains("\n\\~\\~\\~ \\# Title\n"), page);
        assertTrue(page.contains("\n- \\<script\\> \\# All \\!\\[x\\](http:\\//evil.example/p) yyy"), page);
        assertTrue(page.length() < 1500, page);
    }

    @Test
    void of_a_giant_list_sixty_are_kept() throws Exception {
        var many = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 3000; i++) {
            many.add(note("Note " + i, feature));
        }
        says("", many.toArray());
        Outcome outcome = notes();
        assertTrue(outcome.summary().contains("60 notes on 1 of the 2 commits; 2940 others"), outcome::summary);
        assertTrue(onTop.page().contains("Note 59\n") && !onTop.page().contains("Note 60\n"), onTop.page());
    }

    @Test
    void wrong_types_are_dropped_and_hurt_nobody() throws Exception {
        says(
                7,
                "a note",
                3,
                List.of(),
                Map.of(),
                note(List.of("x"), feature),
                note("No list.", 5, List.of(feature), Map.of("hash", feature)),
                Map.of("text", "No list.", "commits", feature),
                note("Right.", feature));
        Outcome outcome = notes();
        assertTrue(outcome.summary().contains(": 1 note on 1 of the 2 commits; 7 others"), outcome::summary);
        assertTrue(onTop.page().startsWith("# Release notes: Unreleased\n\nWorded by"), onTop.page());
    }

    @Test
    void without_any_note_there_is_no_page() throws Exception {
        says("Nice", note("Invented.", "0123456789"));
        onTop.assertNone(notes(), "coder has written no note on any of the commits, so there are no release notes.");
    }

    @Test
    void prose_is_asked_for_once_more_and_then_left() throws Exception {
        server.thenLines(ModelSays.text("New sheep!")).thenLines(ModelSays.answer(Map.of("notes", "New sheep!")));
        onTop.assertNone(
                notes(), "coder has written no release notes: its answer was not in the form that was asked for.");
    }

    @Test
    void without_a_server_the_changelog_is_written() throws Exception {
        server.close();
        onTop.assertNone(notes(), "coder has written no release notes: ");
    }

    @Test
    void a_spent_budget_asks_nothing() throws Exception {
        onTop.limit(50);
        says("");
        notes();
        Outcome outcome = notes();
        onTop.assertNone(outcome, "coder has written no release notes: ");
        assertTrue(outcome.summary().contains("model.task_tokens"), outcome::summary);
        assertEquals(Map.of(), outcome.usage());
    }

    @Test
    void a_server_that_never_answers_costs_no_more_than_the_time_of_the_task() throws Exception {
        var gone = new CountDownLatch(1);
        server.then(to -> to.awaitGone(gone));
        bench.shell().left(Duration.ofMillis(5500));
        onTop.assertNone(
                notes(),
                "coder has written no release notes: the time of the task was over before the model had answered.");
        assertTrue(gone.await(10, TimeUnit.SECONDS), "nobody waits for the answer any more");
    }

    @Test
    void where_nothing_has_changed_there_is_nothing_to_ask() throws Exception {
        bench.git("tag", "v1.1.0");
        Assignment assignment = bench.assignment("documentation", "changelog");
        assertFalse(OnTop.isFor(assignment.packet(), new DocumentationSpecialist().perform(assignment)));
    }
}
