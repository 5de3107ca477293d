package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.flock.Strategies;
import dev.drover.message.Limits;
import dev.drover.message.RequestStatus;
import dev.drover.message.ResultStatus;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which tasks may be out at the same time. */
class SchedulingTest {
    private final CoreBench bench = new CoreBench();

    @Test
    void in_parallel_everything_that_is_ready_is_issued_at_once() {
        assertEquals(
                List.of("a.1", "b.1", "c.1"),
                CoreBench.issued(bench.arrive("r1", Specs.task("a"), Specs.task("b"), Specs.task("c"))));
    }

    @Test
    void in_sequence_one_task_is_out_at_a_time_and_the_order_is_kept() {
        assertEquals(
                List.of("a.1"),
                CoreBench.issued(bench.arrive(
                        "r1", Strategy.SEQUENTIAL, Limits.NONE, Specs.task("a"), Specs.task("b"), Specs.task("c"))));
        assertEquals(List.of("b.1"), CoreBench.issued(bench.report("r1", "a", ResultStatus.COMPLETED)));
        assertEquals(List.of("c.1"), CoreBench.issued(bench.report("r1", "b", ResultStatus.COMPLETED)));
    }

    @Test
    void in_sequence_a_task_that_waits_for_its_next_try_holds_up_those_after_it() {
        bench.arrive("r1", Strategy.SEQUENTIAL, Limits.NONE, Specs.task("a"), Specs.task("b"));
        assertEquals(List.of(), CoreBench.issued(bench.report("r1", "a", ResultStatus.FAILED)));
        assertEquals(List.of("a.2"), CoreBench.issued(bench.tick(Duration.ofSeconds(1))));
    }

    @Test
    void in_sequence_the_failure_of_a_task_does_not_stop_those_that_do_not_need_it() {
        bench.arrive("r1", Strategy.SEQUENTIAL, Limits.NONE, Specs.retried("a", 0), Specs.task("b"));
        assertEquals(List.of("b.1"), CoreBench.issued(bench.report("r1", "a", ResultStatus.FAILED)));
    }

    @Test
    void in_a_pipeline_each_task_gets_the_outcome_of_the_one_before() {
        List<TaskSpec> chain = Strategies.arrange(List.of(Specs.task("a"), Specs.task("b")), Strategy.PIPELINE);
        bench.arrive("r1", Strategy.PIPELINE, Limits.NONE, chain.toArray(TaskSpec[]::new));
        assertEquals(List.of("b.1"), CoreBench.issued(bench.report("r1", "a", ResultStatus.COMPLETED)));
        var packet = Packets.of(bench.run("r1"), bench.task("r1", "b"), Rules.DEFAULT);
        assertEquals("a", packet.inputs().getFirst().taskId());
        assertEquals("it is completed", packet.inputs().getFirst().summary());
        assertTrue(packet.inputs().getFirst().result().endsWith("/tasks/a/1/result.json"));
    }

    @Test
    void at_most_as_many_packets_of_a_request_are_out_as_its_limit_allows() {
        var two = new Limits(Optional.of(2), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(
                List.of("a.1", "b.1"),
                CoreBench.issued(
                        bench.arrive("r1", Strategy.PARALLEL, two, Specs.task("a"), Specs.task("b"), Specs.task("c"))));
        assertEquals(List.of("c.1"), CoreBench.issued(bench.report("r1", "a", ResultStatus.COMPLETED)));
    }

    @Test
    void at_most_as_many_packets_of_a_type_are_out_as_the_rules_allow() {
        bench.rules(new Rules(1, 600, 3, 1000));
        assertEquals(
                List.of("a.1", "t.1"),
                CoreBench.issued(bench.arrive("r1", Specs.task("a"), Specs.task("b"), Specs.typed("t", "testing"))));
    }

    @Test
    void tasks_of_different_requests_that_name_the_same_mutex_are_never_out_together() {
        bench.arrive("r1", Specs.locked("a", "db"));
        assertEquals(List.of("c.1"), CoreBench.issued(bench.arrive("r2", Specs.locked("b", "db"), Specs.task("c"))));
        assertEquals(List.of("b.1"), CoreBench.issued(bench.report("r1", "a", ResultStatus.COMPLETED)));
    }

    @Test
    void a_task_waits_for_its_time() {
        var when = bench.now.plusSeconds(60);
        assertEquals(List.of(), CoreBench.issued(bench.arrive("r1", Specs.later("a", when))));
        assertEquals(Optional.of(when), bench.core.nextTimer());
        assertEquals(List.of("a.1"), CoreBench.issued(bench.tick(Duration.ofSeconds(60))));
    }

    @Test
    void a_request_that_ran_for_too_long_is_cancelled_and_its_packets_are_withdrawn() {
        var minute = new Limits(Optional.empty(), Optional.of(60), Optional.empty(), Optional.empty());
        bench.arrive("r1", Strategy.PARALLEL, minute, Specs.task("a"), Specs.task("b", "a"));
        assertEquals(List.of(), bench.tick(Duration.ofSeconds(59)));
        assertEquals(
                "RequestTimedOut PacketWithdrawn TaskEnded TaskEnded",
                CoreBench.names(bench.tick(Duration.ofSeconds(1))));
        assertEquals("PacketGone RequestFinished", CoreBench.names(bench.gone("r1", "a", 1)));
        assertEquals(RequestStatus.CANCELLED, Reports.of(bench.run("r1")).status());
        assertTrue(Reports.of(bench.run("r1")).summary().contains("60 s"));
    }

    @Test
    void a_cancelled_request_ends_when_nothing_of_it_is_left_and_a_result_that_comes_after_is_late() {
        bench.arrive("r1", Specs.task("a"), Specs.task("b", "a"));
        bench.claim("r1", "a", "a1");
        assertEquals(
                "ControlApplied RequestCancelled PacketWithdrawn TaskEnded TaskEnded",
                CoreBench.names(bench.control("*cancel:r1")));
        assertTrue(bench.run("r1").finish().isEmpty(), "processes of it may still run");
        assertEquals(
                "ResultIgnored",
                CoreBench.names(bench.report("r1", "a", 1, "a1", CoreBench.outcome(ResultStatus.COMPLETED))));
        assertEquals(TaskState.CANCELLED, bench.stateOf("r1", "a"));
    }

    @Test
    void what_was_complete_before_the_cancel_stays_complete() {
        bench.arrive("r1", Specs.task("a"), Specs.task("b", "a"));
        bench.report("r1", "a", ResultStatus.COMPLETED);
        bench.control("*cancel:r1");
        bench.gone("r1", "b", 1);
        assertEquals(TaskState.COMPLETED, bench.stateOf("r1", "a"));
        assertEquals(1, Reports.of(bench.run("r1")).completedTasks());
    }

    @Test
    void while_paused_nothing_is_issued_and_results_are_taken_in() {
        bench.arrive("r1", Specs.task("a"), Specs.task("b", "a"));
        bench.control("*pause");
        assertEquals(List.of(), CoreBench.issued(bench.arrive("r2", Specs.task("c"))));
        assertEquals(List.of(), CoreBench.issued(bench.report("r1", "a", ResultStatus.COMPLETED)));
        assertEquals(TaskState.COMPLETED, bench.stateOf("r1", "a"));
        assertEquals(List.of("b.1", "c.1"), CoreBench.issued(bench.control("*resume")));
    }

    @Test
    void draining_goes_on_with_what_is_open_and_ends_with_the_next_start() {
        bench.arrive("r1", Specs.task("a"), Specs.task("b", "a"));
        bench.control("*drain");
        assertTrue(bench.state.isDraining());
        assertEquals(List.of("b.1"), CoreBench.issued(bench.report("r1", "a", ResultStatus.COMPLETED)));
        bench.step(new Input.Note(new Event.DaemonStarted("1", 1, "boot")));
        assertEquals(false, bench.state.isDraining());
    }

    @Test
    void a_cancel_of_what_is_not_open_is_refused_with_its_name() {
        Event.ControlRefused refused = assertInstanceOf(
                Event.ControlRefused.class, bench.control("*cancel:nope").getFirst());
        assertTrue(refused.error().message().contains("nope"));
    }
}
