package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.ResultStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of requests that are past their retention. */
class ForgettingTest {
    private final CoreBench bench = new CoreBench();

    private List<Event> forget(String id) {
        return bench.step(new Input.Forget(Map.of(id, "it is old")));
    }

    private void end(String id) {
        bench.arrive(id, Specs.task("a"));
        bench.report(id, "a", ResultStatus.COMPLETED);
        bench.published(id);
    }

    @Test
    void what_is_open_or_not_published_or_not_filed_or_unknown_is_not_forgotten() {
        assertEquals(List.of(), forget("nobody"));
        bench.arrive("r1", Specs.task("a"));
        bench.step(new Input.Note(new Event.RequestFiled("r1")));
        assertEquals(List.of(), forget("r1"));
        bench.report("r1", "a", ResultStatus.COMPLETED);
        assertEquals(List.of(), forget("r1"));
        end("r2");
        assertEquals(List.of(), forget("r2"), "its file may still wait in the intake");
        assertEquals(Map.of(), bench.state.closed());
    }

    @Test
    void a_forgotten_id_counts_as_not_seen_and_what_is_left_of_it_is_known_until_it_is_removed() {
        end("r1");
        bench.step(new Input.Note(new Event.RequestFiled("r1")));
        assertEquals(Set.of("r1"), bench.state.closed().keySet());
        assertEquals("RequestForgotten", CoreBench.names(forget("r1")));
        assertTrue(bench.state.seen("r1").isEmpty());
        assertEquals(Set.of("r1"), bench.state.forgotten());
        assertEquals(List.of(), forget("r1"), "once is enough");
        bench.step(new Input.Note(new Event.RequestRemoved("r1")));
        assertEquals(Set.of(), bench.state.forgotten());
        assertFalse(bench.arrive("r1", Specs.task("a")).stream().anyMatch(e -> e instanceof Event.RequestRefused));
    }

    @Test
    void what_comes_again_under_a_forgotten_id_is_not_removed_once_it_is_filed() {
        end("r1");
        bench.step(new Input.Note(new Event.RequestFiled("r1")));
        forget("r1");
        bench.arrive("r1", Specs.task("a"));
        assertEquals(Set.of("r1"), bench.state.forgotten());
        bench.step(new Input.Note(new Event.RequestFiled("r1")));
        assertEquals(Set.of(), bench.state.forgotten());
    }

    @Test
    void a_snapshot_keeps_what_is_forgotten_and_when_the_others_ended() {
        end("r1");
        end("r2");
        bench.step(new Input.Note(new Event.RequestFiled("r1")));
        bench.step(new Input.Note(new Event.RequestFiled("r2")));
        forget("r1");
        var restored = new State();
        restored.restore(bench.state.image());
        assertEquals(bench.state.forgotten(), restored.forgotten());
        assertEquals(bench.state.closed(), restored.closed());
        assertEquals(Set.of("r2"), restored.closed().keySet());
    }
}
