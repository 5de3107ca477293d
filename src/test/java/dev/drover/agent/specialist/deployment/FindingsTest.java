package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.blocked;
import static dev.drover.agent.specialist.deployment.Yard.completed;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import dev.drover.message.TaskInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    private static final Finding RED = finding(Severity.HIGH, "test.failed");

    @TempDir
    Path temp;

    private Yard yard;
    private List<TaskInput> inputs = List.of();

    @BeforeEach
    void project() throws Exception {
        yard = new Yard(temp).staging();
        inputs = List.of(yard.input("build", List.of()));
    }

    private static Finding finding(Severity severity, String rule) {
        return new Finding(severity, rule, "cart_is_empty", Optional.empty(), Optional.empty());
    }

    private String refused(String code) throws Exception {
        String refusal = blocked(yard.does("deploy", Map.of(), inputs), code);
        assertFalse(yard.isDeployed("staging"));
        return refusal;
    }

    @Test
    void what_a_task_before_the_tasks_before_found_is_in_the_way() throws Exception {
        yard.found("run_tests", 1, RED).planned("build", "run_tests");
        String refusal = refused("grave_findings");
        assertTrue(refusal.contains("Nothing was deployed") && refusal.contains("run_tests: cart_is_empty"), refusal);
        completed(yard.does("deploy", Map.of("findings", "accept"), inputs));
    }

    @Test
    void a_test_that_fails_at_times_is_in_the_way() throws Exception {
        inputs = List.of(yard.input("run_tests", List.of(), finding(Severity.MEDIUM, "test.flaky")));
        refused("grave_findings");
    }

    @Test
    void the_last_attempt_of_a_task_counts_and_what_did_not_have_to_be_done_before_does_not() throws Exception {
        yard.found("lint", 1, RED).found("run_tests", 9, RED).found("run_tests", 10);
        completed(yard.planned("build", "run_tests").does("deploy", Map.of(), inputs));
        yard.found("run_tests", 11, RED).planned("build", "run_tests");
        blocked(yard.page("two").does("deploy", Map.of(), inputs), "grave_findings");
    }

    @Test
    void what_was_found_before_a_change_does_not_count_when_the_same_was_looked_at_behind_it() throws Exception {
        yard.found("run_tests_1", 1, RED).found("refactor", 1).planned("refactor", "run_tests_1");
        yard.found("run_tests_2", 1).planned("build", "refactor", "run_tests_2");
        refused("grave_findings");
        completed(yard.planned("run_tests_2", "refactor").does("deploy", Map.of(), inputs));
        yard.found("run_tests_2", 1, RED).planned("run_tests_2", "refactor");
        blocked(yard.page("two").does("deploy", Map.of(), inputs), "grave_findings");
    }

    @Test
    void a_result_or_a_plan_that_cannot_be_read_is_named_and_holds_the_deployment() throws Exception {
        yard.found("run_tests", 1).planned("build", "run_tests");
        Path run = yard.bench().surroundings().resolve("bus/runs/aa/req1");
        Files.writeString(run.resolve("tasks/run_tests/1/result.json"), "{}");
        String refusal = refused("input_unreadable");
        assertTrue(
                refusal.contains(
                        "the result of the task run_tests, bus/runs/aa/req1/tasks/run_tests/1/result.json, is not one"),
                refusal);
        Files.writeString(run.resolve("plan.json"), "{\"tasks\": [{\"task_id\": \"../../x\"}]}");
        assertTrue(refused("input_unreadable").contains("plan.json is not one"));
        Files.writeString(run.resolve("plan.json"), "{\"tasks\": []}");
        assertTrue(refused("input_unreadable").contains("the task build is not in the plan"));
        Files.delete(run.resolve("plan.json"));
        assertTrue(refused("input_unreadable").contains("plan.json cannot be read"));
    }
}
