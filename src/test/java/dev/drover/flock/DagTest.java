package dev.drover.flock;

import static dev.drover.flock.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DagTest {
    @Test
    void names_the_cycle_and_points_at_a_dependency_on_it() {
        var problems =
                Dag.check(List.of(task("x"), task("a", "x", "b"), task("b", "c"), task("c", "a"), task("d", "a")));
        assertEquals(1, problems.size());
        assertEquals("cycle", problems.getFirst().rule());
        assertEquals("/tasks/1/dependencies/1", problems.getFirst().pointer());
        assertTrue(problems.getFirst().message().contains("a → b → c → a"), problems.toString());
    }

    @Test
    void reports_two_separate_cycles_separately() {
        var problems = Dag.check(List.of(task("a", "b"), task("b", "a"), task("c", "d"), task("d", "c")));
        assertEquals(
                List.of("/tasks/0/dependencies/0", "/tasks/2/dependencies/0"),
                problems.stream().map(Problem::pointer).toList());
    }

    @Test
    void points_at_duplicates_self_dependencies_and_unknown_ids() {
        var problems = Dag.check(List.of(task("a"), task("b", "a", "b"), task("a", "nobody")));
        assertEquals(
                List.of(
                        "self_dependency /tasks/1/dependencies/1",
                        "duplicate_id /tasks/2/task_id",
                        "unknown_dependency /tasks/2/dependencies/0"),
                problems.stream().map(p -> p.rule() + " " + p.pointer()).toList());
        assertTrue(problems.getLast().message().contains("known are a, b"), problems.toString());
    }

    @Test
    void a_chain_of_a_hundred_thousand_tasks_does_not_overflow_the_stack() {
        var chain = new ArrayList<TaskSpec>(IntStream.range(1, 100_000)
                .mapToObj(i -> task("t" + i, "t" + (i - 1)))
                .toList());
        chain.add(task("t0"));
        Dag dag = Dag.of(chain);
        assertEquals(100_000, dag.longestChain());
        assertEquals(1, dag.width());
        assertEquals("t0", dag.topologicalOrder().getFirst().taskId());
        assertEquals(99_999, dag.dependents("t0").size());
    }

    @Test
    void a_long_cycle_is_named_without_listing_all_of_it() {
        var ring = IntStream.range(0, 5000)
                .mapToObj(i -> task("t" + i, "t" + (i + 1) % 5000))
                .toList();
        var problems = Dag.check(ring);
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().message().contains("(5000 tasks) → t0"), problems.toString());
    }

    @Test
    void keeps_the_given_order_among_tasks_that_are_ready() {
        Dag dag = Dag.of(List.of(task("last", "b"), task("b", "z"), task("z"), task("a")));
        assertEquals(
                List.of("z", "b", "last", "a"),
                dag.topologicalOrder().stream().map(TaskSpec::taskId).toList());
    }

    @Test
    void knows_levels_width_and_the_longest_chain() {
        Dag dag = Dag.of(List.of(task("a"), task("b", "a"), task("c", "a"), task("d", "b", "c", "b")));
        assertEquals(List.of(List.of("a"), List.of("b", "c"), List.of("d")), dag.levels());
        assertEquals(2, dag.width());
        assertEquals(3, dag.longestChain());
        assertEquals(List.of("b", "c", "d"), dag.dependents("a"));
    }

    @Test
    void refuses_to_be_built_from_tasks_with_a_problem() {
        var thrown = assertThrows(DroverException.class, () -> Dag.of(List.of(task("a", "b"))));
        assertTrue(String.valueOf(thrown.getMessage()).contains("/tasks/0/dependencies/0"));
    }
}
