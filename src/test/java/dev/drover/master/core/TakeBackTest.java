package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Failure;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Attempts that end without a result. */
class TakeBackTest {
    private final CoreBench bench = new CoreBench();

    @Nested
    class Rule_10_taking_back {
        @Test
        void every_reissue_raises_the_attempt() {
            bench.arrive("r1", Specs.task("a"));
            assertEquals(List.of("a.2"), CoreBench.issued(bench.takeBack("r1", "a", false, true)));
            assertEquals(List.of("a.3"), CoreBench.issued(bench.takeBack("r1", "a", true, true)));
        }

        @Test
        void a_take_back_after_the_result_changes_nothing() {
            bench.arrive("r1", Specs.task("a"), Specs.task("b"));
            bench.report("r1", "a", ResultStatus.COMPLETED);
            assertEquals(
                    List.of(),
                    bench.step(new Input.TakenBack(
                            CoreBench.packet("r1", "a"), 1, Optional.of("a1"), "late", true, true)));
            assertEquals(TaskState.COMPLETED, bench.stateOf("r1", "a"));
        }

        @Test
        void a_take_back_of_an_older_attempt_changes_nothing() {
            bench.arrive("r1", Specs.task("a"));
            bench.takeBack("r1", "a", true, true);
            assertEquals(
                    List.of(),
                    bench.step(new Input.TakenBack(
                            CoreBench.packet("r1", "a"), 1, Optional.of("a1"), "again", true, true)));
            assertEquals(1, bench.task("r1", "a").deaths());
        }

        @Test
        void a_claim_that_is_seen_after_the_take_back_changes_nothing() {
            bench.arrive("r1", Specs.task("a"));
            bench.takeBack("r1", "a", true, true);
            assertEquals(List.of(), bench.step(new Input.Claimed(CoreBench.packet("r1", "a"), 1, "a1")));
        }

        @Test
        void the_first_claimant_stays_the_claimant() {
            bench.arrive("r1", Specs.task("a"));
            bench.claim("r1", "a", "a1");
            assertEquals(List.of(), bench.claim("r1", "a", "a2"));
            assertEquals(Optional.of("a1"), bench.task("r1", "a").agentId());
        }
    }

    @Nested
    class Rule_11_attempts_never_overlap {
        @Test
        void a_task_whose_processes_cannot_be_shown_to_have_ended_becomes_blocked() {
            bench.arrive("r1", Specs.task("a"));
            assertEquals(List.of(), CoreBench.issued(bench.takeBack("r1", "a", true, false)));
            assertEquals(TaskState.BLOCKED, bench.stateOf("r1", "a"));
            Failure error = bench.task("r1", "a").error().orElseThrow();
            assertEquals("still_running", error.code());
            assertTrue(error.message().contains("drover retry r1"), error::message);
        }

        @Test
        void a_task_that_must_not_run_twice_becomes_blocked_when_its_agent_dies() {
            bench.arrive("r1", Specs.never("a"));
            bench.takeBack("r1", "a", true, true);
            assertEquals(TaskState.BLOCKED, bench.stateOf("r1", "a"));
            assertEquals(
                    "rerun_never", bench.task("r1", "a").error().orElseThrow().code());
        }

        @Test
        void a_task_that_must_not_run_twice_becomes_blocked_when_its_agent_hands_it_back() {
            bench.arrive("r1", Specs.never("a"));
            bench.claim("r1", "a", "a1");
            bench.report("r1", "a", ResultStatus.RELEASED);
            assertEquals(TaskState.BLOCKED, bench.stateOf("r1", "a"));
            assertEquals(
                    "rerun_never", bench.task("r1", "a").error().orElseThrow().code());
        }

        @Test
        void a_task_that_must_not_run_twice_is_issued_again_when_no_agent_had_it() {
            bench.arrive("r1", Specs.never("a"));
            assertEquals(
                    List.of("a.2"),
                    CoreBench.issued(bench.step(new Input.TakenBack(
                            CoreBench.packet("r1", "a"), 1, Optional.empty(), "never published", false, true))));
        }
    }

    @Nested
    class Rule_13_handing_back {
        @Test
        void a_released_packet_is_issued_again_at_once_and_counts_neither_as_death_nor_as_failure() {
            bench.arrive("r1", Specs.task("a"));
            bench.claim("r1", "a", "a1");
            List<Event> events = bench.report("r1", "a", ResultStatus.RELEASED);
            assertEquals("ResultReceived PacketTakenBack PacketIssued", CoreBench.names(events));
            assertEquals(0, bench.task("r1", "a").deaths());
            assertEquals(0, bench.task("r1", "a").failures());
        }

        @Test
        void from_the_second_hand_back_in_a_row_on_the_next_attempt_waits_and_longer_each_time() {
            bench.arrive("r1", Specs.task("a"));
            assertEquals(List.of("a.2"), CoreBench.issued(bench.report("r1", "a", ResultStatus.RELEASED)));
            for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
                assertEquals(List.of(), CoreBench.issued(bench.report("r1", "a", ResultStatus.RELEASED)));
                assertEquals(
                        Optional.of(bench.now.plusSeconds(seconds)),
                        bench.core.nextTimer().filter(when -> bench.stateOf("r1", "a") == TaskState.PENDING));
                assertEquals(
                        1,
                        CoreBench.issued(bench.tick(Duration.ofSeconds(seconds)))
                                .size());
            }
        }

        @Test
        void hand_backs_are_counted_anew_after_an_attempt_that_ended_otherwise() {
            bench.arrive("r1", Specs.task("a"));
            bench.report("r1", "a", ResultStatus.RELEASED);
            bench.takeBack("r1", "a", true, true);
            assertEquals(List.of("a.4"), CoreBench.issued(bench.report("r1", "a", ResultStatus.RELEASED)));
            bench.report("r1", "a", ResultStatus.FAILED);
            bench.tick(Duration.ofSeconds(1));
            assertEquals(List.of("a.6"), CoreBench.issued(bench.report("r1", "a", ResultStatus.RELEASED)));
        }
    }

    @Nested
    class Rule_14_deaths_are_counted_for_themselves {
        @Test
        void a_task_under_which_five_agents_died_fails_as_agent_died() {
            bench.arrive("r1", Specs.task("a"));
            for (int i = 0; i < 4; i++) {
                bench.takeBack("r1", "a", true, true);
                assertEquals(TaskState.QUEUED, bench.stateOf("r1", "a"));
            }
            bench.takeBack("r1", "a", true, true);
            assertEquals(TaskState.FAILED, bench.stateOf("r1", "a"));
            assertEquals(
                    "agent_died", bench.task("r1", "a").error().orElseThrow().code());
            assertEquals(5, bench.task("r1", "a").attempts());
        }

        @Test
        void hand_backs_do_not_count_as_deaths_however_many() {
            bench.arrive("r1", Specs.task("a"));
            for (int i = 0; i < 20; i++) {
                bench.report("r1", "a", ResultStatus.RELEASED);
                bench.tick(Duration.ofMinutes(1));
            }
            assertEquals(TaskState.QUEUED, bench.stateOf("r1", "a"));
            assertEquals(21, bench.task("r1", "a").attempts());
        }
    }
}
