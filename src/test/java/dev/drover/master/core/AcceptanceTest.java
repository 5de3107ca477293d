package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Failure;
import dev.drover.message.Limits;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import dev.drover.message.Strategy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of requests as they come in. */
class AcceptanceTest {
    private final CoreBench bench = new CoreBench();

    @Nested
    class Rule_03_taking_in {
        @Test
        void a_request_is_journaled_with_the_digest_of_its_bytes_before_anything_is_issued() {
            List<Event> events = bench.arrive("r1", Specs.task("a"));
            assertEquals("RequestAccepted RequestPlanned PacketIssued", CoreBench.names(events));
            assertEquals(
                    "digest of r1",
                    assertInstanceOf(Event.RequestAccepted.class, events.getFirst())
                            .digest());
        }

        @Test
        void a_request_waits_in_the_intake_until_it_is_known_to_be_filed() {
            bench.arrive("r1", Specs.task("a"));
            assertEquals(Map.of("intake-r1", "r1"), bench.state.unfiled());
            bench.step(new Input.Note(new Event.RequestFiled("r1")));
            assertTrue(bench.state.unfiled().isEmpty());
            assertTrue(bench.run("r1").isFiled());
        }
    }

    @Nested
    class Rule_05_request_ids {
        @Test
        void the_same_bytes_again_are_attached_to_the_running_request() {
            bench.arrive("r1", Specs.task("a"));
            List<Event> again = bench.arrive("r1", Specs.task("a"));
            assertEquals("RequestRepeated", CoreBench.names(again));
            assertEquals(1, bench.task("r1", "a").attempts());
        }

        @Test
        void the_same_bytes_after_the_end_are_answered_and_not_done_again() {
            bench.arrive("r1", Specs.task("a"));
            bench.report("r1", "a", ResultStatus.COMPLETED);
            bench.published("r1");
            assertEquals("RequestRepeated", CoreBench.names(bench.arrive("r1", Specs.task("a"))));
            assertTrue(bench.state.out().isEmpty());
        }

        @Test
        void other_bytes_under_a_used_id_are_refused_with_what_to_do() {
            bench.arrive("r1", Specs.task("a"));
            List<Event> other =
                    bench.arrive("r1", "other", Priority.NORMAL, Strategy.PARALLEL, Limits.NONE, Specs.task("b"));
            Event.RequestRefused refused = assertInstanceOf(Event.RequestRefused.class, other.getFirst());
            assertEquals("id_in_use", refused.error().code());
            assertTrue(refused.error().message().contains("another request_id"), refused.error()::message);
        }

        @Test
        void what_was_known_before_it_was_planned_is_attached_refused_or_told_that_it_is_forgotten() {
            bench.arrive("r1", Specs.task("a"));
            String digest = bench.state.seen("r1").orElseThrow().digest();
            assertEquals(
                    List.of(new Event.RequestRepeated("r1", "i2", "r1.json")),
                    bench.step(new Input.Repeated("r1", digest, "i2", "r1.json")));
            assertEquals(
                    List.of("id_in_use", "forgotten"),
                    Stream.of("r1", "r2")
                            .map(id -> bench.step(new Input.Repeated(id, "other", "i3", "r1.json")))
                            .map(events -> assertInstanceOf(Event.RequestRefused.class, events.getFirst()))
                            .map(refused -> refused.error().code())
                            .toList());
        }

        @Test
        void the_id_of_a_refused_request_counts_as_not_seen() {
            bench.step(new Input.Refused("bus/runs/.intake/x", "r1.json", new Failure("invalid", "no", false)));
            assertTrue(bench.state.seen("r1").isEmpty());
            assertEquals(List.of("a.1"), CoreBench.issued(bench.arrive("r1", Specs.task("a"))));
        }
    }

    @Nested
    class Rule_04_order {
        @Test
        void the_more_urgent_lane_is_issued_first_when_both_may_go() {
            bench.rules(new Rules(1, 600, 3, 1000));
            bench.arrive("busy", Specs.task("x"));
            bench.arrive("low", "d1", Priority.LOW, Strategy.PARALLEL, Limits.NONE, Specs.task("a"));
            bench.arrive("crit", "d2", Priority.CRITICAL, Strategy.PARALLEL, Limits.NONE, Specs.task("b"));
            assertEquals(List.of("b.1"), CoreBench.issued(bench.report("busy", "x", ResultStatus.COMPLETED)));
        }

        @Test
        void within_a_lane_the_older_request_is_issued_first() {
            bench.rules(new Rules(1, 600, 3, 1000));
            bench.arrive("busy", Specs.task("x"));
            bench.arrive("older", Specs.task("a"));
            bench.now = bench.now.plusSeconds(1);
            bench.arrive("newer", Specs.task("b"));
            assertEquals(List.of("a.1"), CoreBench.issued(bench.report("busy", "x", ResultStatus.COMPLETED)));
        }
    }

    @Test
    void a_request_without_tasks_is_complete_at_once() {
        List<Event> events = bench.arrive("r1");
        assertEquals("RequestAccepted RequestPlanned RequestFinished", CoreBench.names(events));
        assertEquals(0, Reports.of(bench.run("r1")).totalTasks());
    }

    @Test
    void an_ended_request_is_forgotten_but_for_its_id_once_its_result_is_published() {
        bench.arrive("r1", Specs.task("a"));
        bench.report("r1", "a", ResultStatus.COMPLETED);
        assertTrue(bench.state.run("r1").isPresent());
        bench.published("r1");
        assertFalse(bench.state.run("r1").isPresent());
        assertTrue(bench.state.seen("r1").orElseThrow().status().isPresent());
    }
}
