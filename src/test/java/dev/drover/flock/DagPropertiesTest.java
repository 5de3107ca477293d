package dev.drover.flock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs. The seed is the argument of each test, so a red one names the graph that broke it. */
class DagPropertiesTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_task_comes_once_and_after_what_it_depends_on(long seed) {
        List<TaskSpec> tasks = Tasks.random(new Random(seed));
        List<TaskSpec> order = Dag.of(tasks).topologicalOrder();
        assertEquals(tasks.size(), order.size());
        assertInOrder(order);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_level_holds_no_two_tasks_of_which_one_needs_the_other(long seed) {
        Dag dag = Dag.of(Tasks.random(new Random(seed)));
        for (List<String> level : dag.levels()) {
            assertFalse(level.isEmpty());
            assertTrue(level.size() <= dag.width());
            for (String task : level) {
                assertTrue(dag.dependents(task).stream().noneMatch(level::contains), task + " in " + level);
            }
        }
        assertEquals(dag.levels().size(), dag.longestChain());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_edge_back_from_any_dependent_is_reported_as_a_cycle_that_exists(long seed) {
        var random = new Random(seed);
        List<TaskSpec> tasks = new ArrayList<>(Tasks.random(random));
        Dag dag = Dag.of(tasks);
        int victim = random.nextInt(tasks.size());
        TaskSpec task = tasks.get(victim);
        List<String> dependents = dag.dependents(task.taskId());
        if (dependents.isEmpty()) {
            assertEquals(List.of(), Dag.check(tasks));
            return;
        }
        var dependencies = new ArrayList<>(task.dependencies());
        dependencies.add(dependents.get(random.nextInt(dependents.size())));
        tasks.set(victim, task.assigned("coding", dependencies));

        List<Problem> problems = Dag.check(tasks);
        assertEquals(List.of("cycle"), problems.stream().map(Problem::rule).toList());
        assertTrue(problems.getFirst().message().contains(task.taskId() + " → "), problems.toString());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_pipeline_is_one_chain_that_keeps_every_dependency(long seed) {
        List<TaskSpec> tasks = Tasks.random(new Random(seed));
        List<TaskSpec> arranged = Strategies.arrange(tasks, Strategy.PIPELINE);
        Dag dag = Dag.of(arranged);
        assertEquals(1, dag.width());
        assertEquals(tasks.size(), dag.longestChain());
        for (int i = 0; i < tasks.size(); i++) {
            assertEquals(tasks.get(i).taskId(), arranged.get(i).taskId());
            assertTrue(arranged.get(i).dependencies().containsAll(tasks.get(i).dependencies()));
        }
        assertInOrder(Strategies.order(arranged));
    }

    private static void assertInOrder(List<TaskSpec> order) {
        Set<String> done = new HashSet<>();
        for (TaskSpec task : order) {
            assertTrue(done.containsAll(task.dependencies()), task.taskId() + " came before what it depends on");
            assertTrue(done.add(task.taskId()), task.taskId() + " came twice");
        }
    }
}
