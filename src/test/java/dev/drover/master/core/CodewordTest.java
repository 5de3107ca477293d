package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Failure;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A codeword that is given while other tasks of the request are still under way. */
class CodewordTest {
    private final CoreBench bench = new CoreBench();

    @BeforeEach
    void a_task_waits_for_its_codeword_while_another_runs() {
        bench.arrive(
                "r1",
                Specs.task("deploy"),
                Specs.task("long"),
                Specs.task("failing"),
                Specs.task("tell", "deploy", "long"),
                Specs.task("after", "tell"),
                Specs.task("both", "deploy", "failing"));
        var failed = CoreBench.outcome(ResultStatus.FAILED, false);
        bench.report("r1", "failing", 1, "a1", failed);
        bench.report("r1", "deploy", 1, "a2", needsCodeword());
    }

    private static Outcome needsCodeword() {
        Outcome blocked = CoreBench.outcome(ResultStatus.BLOCKED);
        return new Outcome(
                ResultStatus.BLOCKED,
                blocked.summary(),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.of(new Failure("codeword_needed", "give it", false)),
                blocked.sha256());
    }

    @Test
    void the_task_that_waits_for_it_and_what_waits_for_that_are_taken_up_at_once() {
        assertEquals(TaskState.BLOCKED, bench.stateOf("r1", "after"));
        List<Event> events = bench.control("*codeword:r1");
        assertEquals("ControlApplied TaskTakenUp TaskTakenUp TaskTakenUp PacketIssued", CoreBench.names(events));
        assertEquals(List.of("deploy.2"), CoreBench.issued(events));
        assertEquals(TaskState.PENDING, bench.stateOf("r1", "after"));
        assertEquals(TaskState.FAILED, bench.stateOf("r1", "both"), "what it also depends on has failed");
    }

    @Test
    void they_go_on_as_if_it_had_been_given_before() {
        bench.control("*codeword:r1");
        assertEquals(List.of(), CoreBench.issued(bench.report("r1", "deploy", ResultStatus.COMPLETED)));
        assertEquals(List.of("tell.1"), CoreBench.issued(bench.report("r1", "long", ResultStatus.COMPLETED)));
        bench.report("r1", "tell", ResultStatus.COMPLETED);
        bench.report("r1", "after", ResultStatus.COMPLETED);
        assertTrue(bench.run("r1").finish().isPresent());
        assertEquals(4, bench.run("r1").count(TaskState.COMPLETED));
        assertReplays();
    }

    @Test
    void what_completed_meanwhile_counts_for_what_is_taken_up() {
        bench.arrive(
                "r2",
                Specs.task("deploy"),
                Specs.task("long"),
                Specs.task("last"),
                Specs.task("tell", "deploy", "long"));
        bench.report("r2", "deploy", 1, "a2", needsCodeword());
        bench.report("r2", "long", ResultStatus.COMPLETED);
        bench.control("*codeword:r2");
        assertEquals(List.of("tell.1"), CoreBench.issued(bench.report("r2", "deploy", ResultStatus.COMPLETED)));
    }

    @Test
    void one_that_is_wrong_blocks_it_again_and_it_can_be_given_again() {
        bench.control("*codeword:r1");
        bench.report("r1", "deploy", 2, "a2", needsCodeword());
        assertEquals(TaskState.BLOCKED, bench.stateOf("r1", "tell"));
        assertEquals(List.of("deploy.3"), CoreBench.issued(bench.control("*codeword:r1")));
    }

    @Test
    void a_request_that_is_being_cancelled_takes_none() {
        bench.control("*cancel:r1");
        assertTrue(CoreBench.names(bench.control("*codeword:r1")).contains("ControlRefused"));
    }

    private void assertReplays() {
        var again = new State();
        bench.journal.forEach(again::apply);
        assertEquals(
                bench.run("r1").image().toString(),
                again.run("r1").orElseThrow().image().toString());
    }
}
