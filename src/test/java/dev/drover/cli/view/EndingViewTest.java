package dev.drover.cli.view;

import static dev.drover.cli.view.Story.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Settings;
import dev.drover.master.core.Event;
import dev.drover.master.core.Packets;
import dev.drover.message.Json;
import dev.drover.message.RequestStatus;
import dev.drover.message.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told of a request that is ending, and of where its work is when it has. */
class EndingViewTest {
    @TempDir
    Path root;

    private static final Style PLAIN = new Style(false, false, Style.UNLIMITED);
    private static final String PACKET = Packets.idOf("r1", "a");

    private final Story story = Story.begin()
            .accepted("r1", task("a", "coding"), task("b", "coding"))
            .issued("r1", "a", 1)
            .claimed("r1", "a", 1, "coding-1")
            .at(10)
            .event(new Event.RequestCancelled("r1", "a person cancelled it"))
            .event(new Event.PacketWithdrawn("r1", "a", PACKET, 1, "a person cancelled it"))
            .ended("r1", "a", TaskState.CANCELLED)
            .ended("r1", "b", TaskState.CANCELLED);

    private Explanation explained(Duration later) throws IOException {
        var home = new Home(root);
        var staff = new Staff(
                true,
                List.of(),
                Settings.load(home.settings(), Map.of()).settings(),
                AgentDefinitions.load(home.agentDefinitions()),
                0,
                List.of());
        RunFold fold = story.fold();
        RunView view = fold.run("r1").orElseThrow();
        return Explanation.of(home, fold.state(), view, staff, story.now().plus(later));
    }

    @Test
    void explain_says_whose_processes_it_waits_for() throws IOException {
        Explanation explained = explained(Duration.ofSeconds(1));
        assertEquals("it is ending: waits for processes of task 'a' to end", explained.why());
        assertEquals(
                List.of("its processes to end", "it went wrong"),
                explained.tasks().stream().map(Explanation.Waiting::waitsFor).toList());
    }

    @Test
    void explain_says_when_that_takes_unusually_long() throws IOException {
        String why = explained(Duration.ofSeconds(40)).why();
        assertTrue(why.contains("they have not for 40") && why.contains("Drover keeps trying"), why);
    }

    @Test
    void show_has_it_for_people_and_for_programs() {
        RunReport report = RunReport.of(new Home(root), story.view("r1"));
        String shown = String.join("\n", report.everything(story.now(), ZoneOffset.UTC, PLAIN));
        assertTrue(shown.contains("end: it is ending: waits for processes of task 'a' to end"), shown);
        assertEquals(
                "[\"a\"]", Json.tree(Json.pretty(report.json())).path("ending").toString());
    }

    @Test
    void lists_show_it_as_ending_and_not_as_open() throws IOException {
        RunLine line = RunLine.of(story.view("r1"), story.now());
        assertEquals("ending", line.status());
        assertTrue(RunLine.table(List.of(line), ZoneOffset.UTC, PLAIN).getLast().contains("  ending  "));
        assertTrue(RunTable.head(story.view("r1"), story.now(), PLAIN).startsWith("r1  ending  "));
        assertEquals(
                "ending", RunReport.of(new Home(root), story.view("r1")).json().get("status"));
        assertEquals("ending", explained(Duration.ZERO).status());
    }

    @Test
    void status_counts_it_for_itself_beside_what_is_open() throws IOException {
        story.accepted("r2", task("a", "coding")).accepted("r3", task("a", "coding"));
        Overview overview = overview();
        List<String> lines = overview.lines(story.now(), PLAIN);
        assertTrue(lines.contains("open     2 requests, 1 ending"), lines::toString);
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("r1 ") && l.contains("  ending  ")), lines::toString);
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("r2 ") && l.contains("  open  ")), lines::toString);
        assertEquals(
                List.of("ending", "open", "open"),
                Json.tree(Json.pretty(overview))
                        .path("open")
                        .valueStream()
                        .map(open -> open.path("status").asString())
                        .toList());
    }

    @Test
    void status_is_silent_on_ending_when_nothing_is() throws IOException {
        story.finished("r1", RequestStatus.CANCELLED).accepted("r2", task("a", "coding"));
        List<String> lines = overview().lines(story.now(), PLAIN);
        assertTrue(lines.contains("open     1 request"), lines::toString);
    }

    private Overview overview() throws IOException {
        var home = new Home(root);
        home.createFolders();
        Overview.Look look = Overview.Look.now(home, 0);
        return Overview.of(home, story.fold(), look, look, DiskShortage.of(home, Map.of()), story.now());
    }

    @Test
    void nothing_of_it_is_left_when_the_packet_is_gone() throws IOException {
        story.event(new Event.PacketGone("r1", "a", PACKET, 1, "its processes have ended"));
        assertEquals("it is being worked on", explained(Duration.ZERO).why());
        assertFalse(RunReport.of(new Home(root), story.view("r1")).json().containsKey("ending"));
        assertEquals(Optional.empty(), story.view("r1").endingText(story.now()));
    }

    @Test
    void show_says_where_the_work_is_and_how_it_is_taken_over() throws IOException {
        Story done = Story.begin()
                .accepted("r9", task("write", "coding"))
                .done("r9", "write", "coding-1")
                .finished("r9", RequestStatus.COMPLETED);
        var home = new Home(root);
        Path folder = Files.createDirectories(home.run("r9").resolve("tasks/write/1"));
        Files.writeString(folder.resolve("result.json"), """
                {"protocol": 1, "packet_id": "%s", "task_id": "write", "request_id": "r9", "agent_id": "coding-1",
                 "agent_type": "coding", "attempt": 1, "status": "completed", "summary": "all well",
                 "branch": "drover/r9", "commit": "ce73087",
                 "started_at": "2026-11-21T01:00:00Z", "finished_at": "2026-11-21T01:00:01Z"}
                """.formatted(Packets.idOf("r9", "write")));
        RunReport report = RunReport.of(home, done.view("r9"));
        String shown = String.join("\n", report.everything(done.now(), ZoneOffset.UTC, PLAIN));
        assertTrue(shown.contains("branch drover/r9, to be taken over with: git merge drover/r9"), shown);
        assertEquals("[drover/r9]", String.valueOf(report.json().get("branches")));
    }
}
