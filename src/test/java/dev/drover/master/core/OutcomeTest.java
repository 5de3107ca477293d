package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.RequestStatus;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskReport;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a result means for its task, for what depends on it, and for the request. */
class OutcomeTest {
    private final CoreBench bench = new CoreBench();

    @Nested
    class Rule_12_which_results_count {
        @Test
        void a_result_of_an_older_attempt_is_recorded_as_late_and_changes_nothing() {
            bench.arrive("r1", Specs.task("a"));
            bench.takeBack("r1", "a", true, true);
            assertEquals(2, bench.task("r1", "a").attempts());
            List<Event> late = bench.report("r1", "a", 1, "a1", CoreBench.outcome(ResultStatus.COMPLETED));
            Event.ResultIgnored ignored = assertInstanceOf(Event.ResultIgnored.class, late.getFirst());
            assertTrue(ignored.why().startsWith("late"), ignored::why);
            assertEquals(TaskState.QUEUED, bench.stateOf("r1", "a"));
        }

        @Test
        void a_result_of_an_attempt_that_was_never_issued_is_ignored() {
            bench.arrive("r1", Specs.task("a"));
            assertEquals(
                    "ResultIgnored",
                    CoreBench.names(bench.report("r1", "a", 7, "a1", CoreBench.outcome(ResultStatus.COMPLETED))));
        }

        @Test
        void a_result_of_another_sender_than_the_claimant_is_ignored() {
            bench.arrive("r1", Specs.task("a"));
            bench.claim("r1", "a", "a1");
            List<Event> events = bench.report("r1", "a", 1, "thief", CoreBench.outcome(ResultStatus.COMPLETED));
            assertTrue(
                    assertInstanceOf(Event.ResultIgnored.class, events.getFirst())
                            .why()
                            .contains("thief"),
                    events::toString);
            assertEquals(TaskState.RUNNING, bench.stateOf("r1", "a"));
        }

        @Test
        void the_same_result_twice_counts_once() {
            bench.arrive("r1", Specs.task("a"), Specs.task("b"));
            bench.report("r1", "a", ResultStatus.COMPLETED);
            assertEquals(
                    "ResultIgnored",
                    CoreBench.names(bench.report("r1", "a", 1, "a1", CoreBench.outcome(ResultStatus.COMPLETED))));
            assertEquals(TaskState.COMPLETED, bench.stateOf("r1", "a"));
        }

        @Test
        void a_result_that_cannot_be_read_is_recorded_and_changes_nothing() {
            bench.arrive("r1", Specs.task("a"));
            assertEquals(
                    "ResultIgnored",
                    CoreBench.names(bench.step(new Input.BadResult("x.1.json", "it is torn", "identity"))));
            assertEquals(TaskState.QUEUED, bench.stateOf("r1", "a"));
        }
    }

    @Nested
    class Rule_14_failures_are_counted_for_themselves {
        @Test
        void a_failure_that_may_pass_is_tried_again_after_a_wait_that_doubles() {
            bench.arrive("r1", Specs.task("a"));
            List<Event> failed = bench.report("r1", "a", ResultStatus.FAILED);
            assertEquals("ResultReceived TaskRetrying", CoreBench.names(failed));
            assertEquals(bench.now.plusSeconds(1), bench.core.nextTimer().orElseThrow());
            assertEquals(List.of(), CoreBench.issued(bench.tick(Duration.ofMillis(999))));
            assertEquals(List.of("a.2"), CoreBench.issued(bench.tick(Duration.ofMillis(1))));
            bench.report("r1", "a", ResultStatus.FAILED);
            assertEquals(bench.now.plusSeconds(2), bench.core.nextTimer().orElseThrow());
        }

        @Test
        void a_wait_is_over_when_the_clock_was_set_back_by_more_than_any_wait_takes() {
            bench.arrive("r1", Specs.task("a"));
            bench.report("r1", "a", ResultStatus.FAILED);
            assertEquals(List.of("a.2"), CoreBench.issued(bench.tick(Duration.ofHours(-1))));
        }

        @Test
        void the_wait_never_grows_beyond_a_minute() {
            bench.arrive("r1", Specs.retried("a", 100));
            for (int i = 0; i < 80; i++) {
                bench.report("r1", "a", ResultStatus.FAILED);
                Duration wait =
                        Duration.between(bench.now, bench.core.nextTimer().orElseThrow());
                assertTrue(wait.compareTo(Duration.ofMinutes(1)) <= 0, wait::toString);
                bench.tick(wait);
            }
            assertEquals(81, bench.task("r1", "a").attempts());
        }

        @Test
        void a_task_fails_when_its_retries_are_used_up() {
            bench.arrive("r1", Specs.retried("a", 1));
            bench.report("r1", "a", ResultStatus.FAILED);
            bench.tick(Duration.ofSeconds(1));
            assertEquals(
                    "ResultReceived TaskEnded RequestFinished",
                    CoreBench.names(bench.report("r1", "a", ResultStatus.FAILED)));
            assertEquals(RequestStatus.FAILED, Reports.of(bench.run("r1")).status());
        }

        @Test
        void a_failure_that_would_only_repeat_is_final_at_once() {
            bench.arrive("r1", Specs.task("a"));
            bench.report("r1", "a", 1, "a1", CoreBench.outcome(ResultStatus.FAILED, false));
            assertEquals(TaskState.FAILED, bench.stateOf("r1", "a"));
        }

        @Test
        void the_death_of_an_agent_uses_up_no_retry() {
            bench.arrive("r1", Specs.retried("a", 1));
            bench.takeBack("r1", "a", true, true);
            bench.takeBack("r1", "a", true, true);
            assertEquals(0, bench.task("r1", "a").failures());
            assertEquals(2, bench.task("r1", "a").deaths());
            assertEquals(3, bench.task("r1", "a").attempts());
        }

        @Test
        void a_failure_of_a_task_that_must_not_run_twice_is_final() {
            bench.arrive("r1", Specs.never("a"));
            bench.report("r1", "a", ResultStatus.FAILED);
            assertEquals(TaskState.FAILED, bench.stateOf("r1", "a"));
        }
    }

    @Test
    void a_failed_task_fails_what_depends_on_it_and_nothing_else() {
        bench.arrive("r1", Specs.retried("a", 0), Specs.task("b", "a"), Specs.task("c", "b"), Specs.task("d"));
        bench.report("r1", "a", ResultStatus.FAILED);
        assertEquals(TaskState.FAILED, bench.stateOf("r1", "b"));
        assertEquals(TaskState.FAILED, bench.stateOf("r1", "c"));
        assertEquals(
                "dependency_failed", bench.task("r1", "c").error().orElseThrow().code());
        assertEquals(TaskState.QUEUED, bench.stateOf("r1", "d"));
        bench.report("r1", "d", ResultStatus.COMPLETED);
        assertEquals(RequestStatus.PARTIAL, Reports.of(bench.run("r1")).status());
    }

    @Test
    void a_blocked_task_blocks_what_depends_on_it_and_the_rest_still_runs() {
        bench.arrive("r1", Specs.task("a"), Specs.task("b", "a"), Specs.task("c"));
        bench.report("r1", "a", ResultStatus.BLOCKED);
        assertEquals(TaskState.BLOCKED, bench.stateOf("r1", "b"));
        bench.report("r1", "c", ResultStatus.BLOCKED);
        assertEquals(RequestStatus.BLOCKED, Reports.of(bench.run("r1")).status());
    }

    @Test
    void a_task_is_issued_only_when_all_that_it_depends_on_is_complete() {
        assertEquals(
                List.of("a.1", "b.1"),
                CoreBench.issued(bench.arrive("r1", Specs.task("a"), Specs.task("b"), Specs.task("c", "a", "b"))));
        assertEquals(List.of(), CoreBench.issued(bench.report("r1", "a", ResultStatus.COMPLETED)));
        assertEquals(List.of("c.1"), CoreBench.issued(bench.report("r1", "b", ResultStatus.COMPLETED)));
    }

    @Test
    void the_report_names_no_result_of_an_attempt_that_gave_none() {
        bench.arrive("r1", Specs.task("a"));
        bench.report("r1", "a", ResultStatus.FAILED);
        bench.tick(Duration.ofSeconds(1));
        assertEquals(2, bench.task("r1", "a").attempts());
        bench.control("*cancel:r1");
        bench.gone("r1", "a", 2);
        TaskReport report = Reports.of(bench.run("r1")).tasks().getFirst();
        assertEquals(TaskState.CANCELLED, report.state());
        assertTrue(report.result().isEmpty(), "attempt 2 gave no result, but the report names " + report.result());
    }
}
