package dev.drover.cli.view;

import static dev.drover.cli.view.Story.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.master.core.Event;
import dev.drover.message.RequestStatus;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final Style PLAIN = new Style(false, true, 80);

    private static Story story() {
        return Story.begin()
                .accepted(
                        "r1",
                        task("design", "coding"),
                        task("build", "coding", "design"),
                        task("docs", "documentation"))
                .issued("r1", "design", 1)
                .issued("r1", "docs", 1)
                .at(1)
                .claimed("r1", "design", 1, "coding-1")
                .at(5)
                .answered("r1", "design", 1, "coding-1", ResultStatus.COMPLETED, "it is designed")
                .ended("r1", "design", TaskState.COMPLETED)
                .issued("r1", "build", 1)
                .claimed("r1", "build", 1, "coding-1")
                .at(10);
    }

    private static String join(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    @Test
    void a_table_of_tasks_says_who_does_what_since_when() {
        Story story = story();
        assertEquals(
                List.of(
                        "task    agent          state       time  progress",
                        "design  coding-1       completed  1.5 s  it is designed (2 findings)",
                        "build   coding-1       running    5.0 s  step 3 of 7",
                        "docs    documentation  queued      10 s  waits for an agent"),
                RunTable.tasks(story.view("r1"), story.now(), PLAIN, task -> "step 3 of 7"));
    }

    @Test
    void no_line_is_wider_than_the_terminal() {
        Story story = story();
        for (int width = 40; width < 100; width++) {
            var style = new Style(false, true, width);
            List<String> lines = RunTable.tasks(story.view("r1"), story.now(), style, task -> "x".repeat(300));
            for (String line : lines) {
                assertTrue(Text.width(line) <= width, () -> line + " is wider than " + style.width());
            }
            assertTrue(Text.width(RunTable.head(story.view("r1"), story.now(), style)) <= width);
            for (String line : Timeline.lines(story.view("r1"), story.now(), style)) {
                assertTrue(Text.width(line) <= width, () -> line + " is wider than " + style.width());
            }
        }
    }

    @Test
    void the_graph_is_drawn_level_by_level() {
        assertEquals("""
                1  design
                   docs
                2  build  ← design
                """, join(DagText.lines(story().view("r1").run(), PLAIN)));
    }

    @Test
    void the_timeline_shows_the_wait_and_then_the_work() {
        Story story = story();
        assertEquals(
                List.of(
                        "        0" + " ".repeat(55) + "10 s",
                        "design  " + "·".repeat(6) + "█".repeat(24) + " ".repeat(32) + "4.0 s",
                        "docs    " + "·".repeat(60) + "  10 s",
                        "build   " + " ".repeat(30) + "█".repeat(30) + "  5.0 s"),
                Timeline.lines(story.view("r1"), story.now(), PLAIN));
    }

    @Test
    void colours_are_there_when_they_are_wanted_and_else_not() {
        Story story = story();
        String plain = join(RunTable.tasks(story.view("r1"), story.now(), PLAIN, task -> ""));
        String coloured = join(RunTable.tasks(story.view("r1"), story.now(), new Style(true, true, 80), task -> ""));
        assertFalse(plain.contains("\u001b"));
        assertTrue(coloured.contains("\u001b[32mcompleted\u001b[0m"));
        assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9]*m", ""));
    }

    @Test
    void what_agents_say_cannot_move_the_cursor() {
        Story story = Story.begin()
                .accepted("r1", task("a", "coding"))
                .issued("r1", "a", 1)
                .claimed("r1", "a", 1, "coding-1")
                .answered("r1", "a", 1, "coding-1", ResultStatus.COMPLETED, "red \u001b[31m and\nmore")
                .ended("r1", "a", TaskState.COMPLETED);
        String shown = join(RunTable.tasks(story.view("r1"), story.now(), PLAIN, task -> ""));
        assertTrue(shown.contains("red \\u001b[31m and …"), shown);
        assertFalse(shown.contains("\u001b"));
    }

    @Test
    void a_wide_text_counts_by_its_columns() {
        assertEquals(4, Text.width("日本"));
        assertEquals("日…", Text.fit("日本語", 4, "…"));
        assertEquals("abc", Text.fit("abc", 3, "…"));
        assertEquals("ab…", Text.fit("abcd", 3, "…"));
    }

    @Test
    void spans_of_time_read_well() {
        assertEquals("0.0 s", Text.duration(Duration.ZERO));
        assertEquals("1.3 s", Text.duration(Duration.ofMillis(1_250)));
        assertEquals("59 s", Text.duration(Duration.ofSeconds(59)));
        assertEquals("2 min 5 s", Text.duration(Duration.ofSeconds(125)));
        assertEquals("3 h 1 min", Text.duration(Duration.ofSeconds(3 * 3600 + 61)));
        assertEquals("2 d 1 h", Text.duration(Duration.ofHours(49)));
        assertEquals("0.0 s", Text.duration(Duration.ofSeconds(-5)));
    }

    @Test
    void an_event_is_one_line() {
        Event event = new Event.TaskRetrying("r1", "a", 1, Story.START.plusSeconds(4), "exit code 1");
        assertEquals(
                "01:00:00  a             tried again at 01:00:04",
                EventText.of(event, ZoneOffset.UTC).orElseThrow().line(Story.START, ZoneOffset.UTC, PLAIN));
        assertTrue(EventText.of(new Event.RequestFiled("r1"), ZoneOffset.UTC).isEmpty());
    }

    @Test
    void a_list_of_runs_is_a_table() {
        Story story = Story.begin()
                .accepted("r1", task("a", "coding"))
                .at(2)
                .done("r1", "a", "coding-1")
                .finished("r1", RequestStatus.COMPLETED);
        assertEquals(
                """
                begun                request  status     tasks   time  what
                2026-11-21 01:00:00  r1       completed    1/1  2.0 s  Please do r1
                """, join(RunLine.table(List.of(RunLine.of(story.view("r1"), story.now())), ZoneOffset.UTC, PLAIN)));
    }

    @Test
    void the_screen_draws_over_what_it_drew() {
        var out = new StringWriter();
        try (Screen screen = new Screen(new PrintWriter(out))) {
            screen.draw(List.of("one", "two"), 24);
            String first = out.toString();
            assertFalse(first.contains("A"), "nothing was there to draw over");
            screen.draw(List.of("one", "two"), 24);
            assertEquals(first, out.toString(), "what has not changed is not drawn");
            screen.draw(List.of("three"), 24);
            String second = out.toString().substring(first.length());
            assertTrue(second.contains("\r\u001b[2Athree\u001b[K\n\u001b[J"), second);
        }
        assertTrue(out.toString().endsWith("\u001b[?25h"));
    }

    @Test
    void the_screen_leaves_out_what_is_below_the_terminal() {
        var out = new StringWriter();
        try (Screen screen = new Screen(new PrintWriter(out))) {
            screen.draw(List.of("1", "2", "3", "4", "5"), 4);
        }
        assertTrue(out.toString().contains("3\u001b[K\n"));
        assertFalse(out.toString().contains("4\u001b[K\n"));
    }

    @Test
    void a_closed_screen_draws_nothing() {
        var out = new StringWriter();
        var screen = new Screen(new PrintWriter(out));
        screen.close();
        int before = out.toString().length();
        screen.draw(List.of("late"), 24);
        assertEquals(before, out.toString().length());
    }
}
