package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.RequestStatus;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Between the withdrawal of a packet and the end of what runs for it. */
class EndingTest {
    private final CoreBench bench = new CoreBench();

    @Test
    void a_mutex_stays_held_until_nothing_is_left_of_the_withdrawn_packet() {
        bench.arrive("r1", Specs.locked("a", "db"));
        bench.claim("r1", "a", "a1");
        bench.arrive("r2", Specs.locked("b", "db"));
        assertEquals(List.of(), CoreBench.issued(bench.control("*cancel:r1")));
        assertEquals(List.of(), CoreBench.issued(bench.tick(Duration.ofHours(1))));
        assertEquals(List.of("b.1"), CoreBench.issued(bench.gone("r1", "a", 1)));
    }

    @Test
    void a_task_that_waits_for_such_a_mutex_is_told_whose_processes_hold_it() {
        bench.arrive("r1", Specs.locked("a", "db"));
        bench.control("*cancel:r1");
        bench.arrive("r2", Specs.locked("b", "db"));
        var waits = assertInstanceOf(
                Readiness.Waits.class, Readiness.of(bench.state, bench.run("r2"), bench.task("r2", "b"), bench.now));
        assertEquals(
                "the mutex 'db', which task 'a' of request 'r1' holds until its processes have ended", waits.forWhat());
    }

    @Test
    void a_cancelled_request_is_finished_when_the_last_of_its_packets_is_gone() {
        bench.arrive("r1", Specs.task("a"), Specs.task("b"), Specs.task("c"));
        bench.report("r1", "c", ResultStatus.COMPLETED);
        bench.control("*cancel:r1");
        assertEquals("PacketGone", CoreBench.names(bench.gone("r1", "a", 1)));
        assertTrue(bench.run("r1").finish().isEmpty());
        assertEquals("PacketGone RequestFinished", CoreBench.names(bench.gone("r1", "b", 1)));
        assertEquals(
                RequestStatus.CANCELLED, bench.run("r1").finish().orElseThrow().status());
    }

    @Test
    void a_request_of_which_nothing_is_out_is_finished_as_it_is_cancelled() {
        bench.control("*pause");
        bench.arrive("r1", Specs.task("a"));
        assertEquals(
                "ControlApplied RequestCancelled TaskEnded RequestFinished",
                CoreBench.names(bench.control("*cancel:r1")));
    }

    @Test
    void the_end_of_another_attempt_and_a_second_word_of_the_same_change_nothing() {
        bench.arrive("r1", Specs.task("a"));
        assertEquals(List.of(), bench.gone("r1", "a", 1));
        bench.takeBack("r1", "a", true, true);
        bench.control("*cancel:r1");
        assertEquals(List.of(), bench.gone("r1", "a", 1));
        assertEquals("PacketGone RequestFinished", CoreBench.names(bench.gone("r1", "a", 2)));
        assertEquals(List.of(), bench.gone("r1", "a", 2));
    }

    @Test
    void to_cancel_again_what_is_ending_changes_nothing() {
        bench.arrive("r1", Specs.task("a"));
        bench.control("*cancel:r1");
        assertEquals("ControlApplied", CoreBench.names(bench.control("*cancel:r1")));
    }

    @Test
    void what_is_ending_cannot_be_reopened() {
        bench.arrive("r1", Specs.task("a"));
        bench.claim("r1", "a", "a1");
        bench.control("*cancel:r1");
        TaskSnapshot was = bench.task("r1", "a").snapshot();
        assertEquals("ControlRefused", CoreBench.names(bench.reopen("r1", 2, java.util.Map.of("a", was))));
    }

    @Test
    void what_is_ending_is_known_after_a_replay_with_the_agent_that_had_it() {
        bench.arrive("r1", Specs.locked("a", "db"));
        bench.claim("r1", "a", "a1");
        bench.control("*cancel:r1");
        var replayed = new State();
        bench.journal.forEach(replayed::apply);
        assertEquals(bench.state.ending(), replayed.ending());
        State.Ending ending = replayed.ending("r1").getFirst();
        assertEquals(Optional.of("a1"), ending.agentId());
        assertEquals(Optional.of("db"), ending.packet().mutex());
        assertEquals(TaskState.CANCELLED, replayed.task("r1", "a").state());
    }

    @Test
    void in_a_journal_of_before_the_end_of_the_request_is_the_end_of_its_packets() {
        bench.arrive("r1", Specs.locked("a", "db"));
        bench.control("*cancel:r1");
        bench.step(new Input.Note(new Event.RequestFinished("r1", RequestStatus.CANCELLED, "cancelled")));
        assertTrue(bench.state.ending().isEmpty());
        assertEquals(List.of("b.1"), CoreBench.issued(bench.arrive("r2", Specs.locked("b", "db"))));
    }
}
