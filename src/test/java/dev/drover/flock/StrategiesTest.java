package dev.drover.flock;

import static dev.drover.flock.Tasks.locked;
import static dev.drover.flock.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrategiesTest {
    @Test
    void one_chain_becomes_a_pipeline() {
        assertChosen(Strategy.PIPELINE, task("c", "b"), task("b", "a"), task("a"));
    }

    @Test
    void tasks_that_can_run_side_by_side_run_in_parallel_and_the_reason_says_how_many() {
        var choice = Strategies.choose(Dag.of(List.of(task("a"), task("b", "a"), task("c", "a"))), Strategy.AUTO);
        assertEquals(
                new StrategyChoice(Strategy.PARALLEL, "3 tasks in 2 levels, up to 2 side by side: parallel"), choice);
    }

    @Test
    void one_task_and_tasks_that_share_one_mutex_are_sequential() {
        assertChosen(Strategy.SEQUENTIAL, task("a"));
        assertChosen(Strategy.SEQUENTIAL, locked("a", "db"), locked("b", "db"));
        assertChosen(Strategy.PARALLEL, locked("a", "db"), locked("b", "other"));
        assertChosen(Strategy.PARALLEL, locked("a", "db"), task("b"));
    }

    @Test
    void what_the_request_asks_for_is_taken() {
        var dag = Dag.of(List.of(task("a"), task("b")));
        for (Strategy asked : List.of(Strategy.PARALLEL, Strategy.SEQUENTIAL, Strategy.PIPELINE)) {
            assertEquals(asked, Strategies.choose(dag, asked).strategy());
        }
    }

    @Test
    void a_pipeline_follows_the_order_given() {
        var arranged = Strategies.arrange(List.of(task("b"), task("a"), task("c", "b")), Strategy.PIPELINE);
        assertEquals(
                List.of(List.of(), List.of("b"), List.of("b", "a")),
                arranged.stream().map(TaskSpec::dependencies).toList());
    }

    @Test
    void a_pipeline_against_its_dependencies_follows_these() {
        var arranged = Strategies.arrange(List.of(task("b", "a"), task("a"), task("c")), Strategy.PIPELINE);
        assertEquals(
                List.of(List.of("a"), List.of(), List.of("b")),
                arranged.stream().map(TaskSpec::dependencies).toList());
    }

    @Test
    void sequential_and_parallel_add_no_dependency() {
        var tasks = List.of(task("a"), task("b"));
        assertEquals(tasks, Strategies.arrange(tasks, Strategy.SEQUENTIAL));
        assertEquals(tasks, Strategies.arrange(tasks, Strategy.PARALLEL));
    }

    private static void assertChosen(Strategy expected, TaskSpec... tasks) {
        assertEquals(
                expected,
                Strategies.choose(Dag.of(List.of(tasks)), Strategy.AUTO).strategy());
    }
}
