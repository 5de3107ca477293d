package dev.drover.cli.view;

import static dev.drover.cli.view.Story.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.master.core.Event;
import dev.drover.message.Control;
import dev.drover.message.RequestStatus;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunFoldTest {
    @Test
    void keeps_what_became_of_a_request_after_the_master_forgot_it() {
        RunFold fold = Story.begin()
                .accepted("r1", task("a", "coding"))
                .done("r1", "a", "coding-1")
                .finished("r1", RequestStatus.COMPLETED)
                .fold();
        assertTrue(fold.state().open().isEmpty());
        RunView view = fold.run("r1").orElseThrow();
        assertTrue(view.isPublished());
        assertEquals(Optional.of(RequestStatus.COMPLETED), view.status());
        assertEquals(1, view.done());
        assertEquals("completed", view.statusWord());
    }

    @Test
    void passes_over_requests_that_it_did_not_see_begin() {
        RunFold fold = Story.begin()
                .done("r0", "a", "coding-1")
                .finished("r0", RequestStatus.FAILED)
                .event(new Event.RequestPlanned(
                        "r9",
                        Optional.empty(),
                        "",
                        dev.drover.message.Strategy.PARALLEL,
                        "",
                        List.of(task("a", "coding"))))
                .accepted("r1", task("a", "coding"))
                .fold();
        assertEquals(List.of("r1"), fold.runs().stream().map(RunView::id).toList());
    }

    @Test
    void tells_the_times_of_every_attempt() {
        Story story = Story.begin()
                .accepted("r1", task("a", "coding"))
                .issued("r1", "a", 1)
                .at(1)
                .claimed("r1", "a", 1, "coding-1")
                .at(3)
                .answered("r1", "a", 1, "coding-1", ResultStatus.FAILED, "exit code 1")
                .event(new Event.TaskRetrying("r1", "a", 1, Story.START.plusSeconds(4), "exit code 1"))
                .at(4)
                .issued("r1", "a", 2);
        List<RunView.Span> spans = story.view("r1").spans();
        assertEquals(2, spans.size());
        assertEquals(Optional.of(Story.START.plusSeconds(1)), spans.get(0).claimed());
        assertEquals(Optional.of(Story.START.plusSeconds(3)), spans.get(0).ended());
        assertEquals(Optional.of("failed"), spans.get(0).how());
        assertEquals(Optional.of("coding-1"), spans.get(0).agentId());
        assertEquals(Optional.empty(), spans.get(1).claimed());
        assertEquals(spans.get(1), story.view("r1").span("a").orElseThrow());
    }

    @Test
    void a_retried_request_is_open_again_and_has_not_lost_its_beginning() {
        Story story = Story.begin()
                .accepted("r1", task("a", "coding"))
                .at(5)
                .event(new Event.RequestCancelled("r1", "a person cancelled it"))
                .ended("r1", "a", TaskState.CANCELLED)
                .finished("r1", RequestStatus.CANCELLED);
        Event.RequestAccepted accepted = story.view("r1").run().accepted();
        Event.RequestPlanned planned = story.view("r1").run().plan();
        RunView view = story.at(9)
                .event(new Event.RequestReopened("r1", 2, accepted, planned, Map.of()))
                .view("r1");
        assertEquals("open", view.statusWord());
        assertEquals(2, view.run().round());
        assertEquals(Story.START, view.acceptedAt());
    }

    @Test
    void knows_whether_the_daemon_is_paused() {
        String pause = new Control(Control.Verb.PAUSE, Optional.empty()).wire();
        assertTrue(Story.begin()
                .event(new Event.ControlApplied("01x/p.json", pause, "held"))
                .fold()
                .state()
                .isPaused());
    }

    @Test
    void tells_of_each_request_that_ends() {
        List<String> ended = new ArrayList<>();
        var fold = new RunFold(view -> ended.add(view.id()));
        Story.begin()
                .accepted("r1", task("a", "coding"))
                .accepted("r2", task("a", "coding"))
                .done("r2", "a", "coding-1")
                .finished("r2", RequestStatus.COMPLETED)
                .events()
                .forEach(fold::apply);
        assertEquals(List.of("r2"), ended);
    }
}
