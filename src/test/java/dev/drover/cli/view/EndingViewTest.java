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
import dev.drover.message.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told of a cancelled request whose processes have not ended yet. */
class EndingViewTest {
    @TempDir
    Path root;

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
        String shown = String.join(
                "\n", report.everything(story.now(), ZoneOffset.UTC, new Style(false, false, Style.UNLIMITED)));
        assertTrue(shown.contains("end: it is ending: waits for processes of task 'a' to end"), shown);
        assertEquals(
                "[\"a\"]", Json.tree(Json.pretty(report.json())).path("ending").toString());
    }

    @Test
    void nothing_of_it_is_left_when_the_packet_is_gone() throws IOException {
        story.event(new Event.PacketGone("r1", "a", PACKET, 1, "its processes have ended"));
        assertEquals("it is being worked on", explained(Duration.ZERO).why());
        assertFalse(RunReport.of(new Home(root), story.view("r1")).json().containsKey("ending"));
        assertEquals(Optional.empty(), story.view("r1").endingText(story.now()));
    }
}
