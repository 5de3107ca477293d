package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.message.ResultStatus;
import dev.drover.message.RunFolder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Once a task has written to a branch, what builds on it works where the files of that branch are. */
class WorkTreeTest {
    private static final String WORKSPACE = RunFolder.of("r1") + "/workspace";
    private static final String WORK_TREE = RunFolder.of("r1") + "/worktree";

    private final CoreBench bench = new CoreBench();

    @BeforeEach
    void tasks_before_and_after_one_that_writes() {
        bench.arrive(
                "r1",
                Specs.task("write"),
                Specs.task("aside"),
                Specs.task("test", "write"),
                Specs.task("document", "test"),
                Specs.task("report", "aside"));
    }

    private String workspaceOf(String task) {
        Run run = bench.run("r1");
        return Packets.of(run, run.task(task), bench.state.rules()).workspace();
    }

    private static Outcome written() {
        Outcome done = CoreBench.outcome(ResultStatus.COMPLETED);
        return new Outcome(
                done.status(),
                done.summary(),
                0,
                List.of(),
                Optional.empty(),
                Optional.of("drover/r1"),
                1,
                Optional.empty(),
                done.sha256());
    }

    @Test
    void what_depends_on_it_works_there_also_through_a_task_that_says_nothing_of_a_branch() {
        bench.report("r1", "write", 1, "a1", written());
        assertEquals(WORK_TREE, workspaceOf("test"));
        bench.report("r1", "test", ResultStatus.COMPLETED);
        assertEquals(WORK_TREE, workspaceOf("document"));
    }

    @Test
    void what_does_not_depend_on_it_stays_in_the_workspace() {
        bench.report("r1", "write", 1, "a1", written());
        bench.report("r1", "aside", ResultStatus.COMPLETED);
        assertEquals(WORKSPACE, workspaceOf("aside"));
        assertEquals(WORKSPACE, workspaceOf("report"));
        assertEquals(WORKSPACE, workspaceOf("write"));
    }

    @Test
    void without_a_branch_everything_is_done_in_the_workspace() {
        bench.report("r1", "write", ResultStatus.COMPLETED);
        assertEquals(WORKSPACE, workspaceOf("test"));
    }

    @Test
    void the_answer_names_the_branch() {
        bench.report("r1", "write", 1, "a1", written());
        Run run = bench.run("r1");
        assertEquals(
                Optional.of("drover/r1"), Reports.report(run, run.task("write")).branch());
    }
}
