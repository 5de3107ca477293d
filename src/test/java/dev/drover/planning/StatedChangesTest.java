package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.drover.flock.Problem;
import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatedChangesTest {
    private static final String EDITS = "\"edits\":[{\"kind\":\"delete\",\"path\":\"a\"}]";

    private final Planning planning =
            new Planning(new PatternPlanner(Requests.PATTERNS), List.of(), Requests::builtInTypes);

    @Test
    void a_task_with_edits_and_nothing_else_goes_to_coding() {
        TaskSpec task = planned(EDITS + ",\"acceptance\":[\"make test\"]");
        assertEquals(Optional.of("coding"), task.agentType());
        assertEquals(Optional.of("apply_edits"), task.capability());
        assertEquals(1, task.edits().size());
        assertEquals(1, task.acceptance().size());
    }

    @Test
    void its_type_may_be_named_and_its_words_choose_nothing() {
        assertEquals(
                Optional.of("apply_edits"),
                planned(EDITS + ",\"agent_type\":\"coding\",\"action\":\"Fix the bug\"")
                        .capability());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$,\"run\":\"make\",\"agent_type\":\"coding\" | /tasks/0/run",
                "$,\"capability\":\"bug_fixing\" | /tasks/0/capability",
                "$,\"agent_type\":\"testing\" | /tasks/0/agent_type",
                "\"acceptance\":[\"make\"],\"run\":\"make\",\"agent_type\":\"coding\" | /tasks/0/acceptance",
                "\"acceptance\":[\"make\"],\"capability\":\"design\" | /tasks/0/acceptance",
                "\"acceptance\":[\"make\"],\"agent_type\":\"review\" | /tasks/0/acceptance",
                "\"acceptance\":[\"make\"],\"capability\":\"run_tests\" | /tasks/0/acceptance"
            })
    void what_is_said_besides_and_would_not_be_done_is_refused(String members, String pointer) {
        PlanningResult.Refused refused = assertInstanceOf(
                PlanningResult.Refused.class, planning.plan(Requests.json(request(members.replace("$", EDITS)))));
        assertEquals(
                pointer,
                refused.problems().stream().map(Problem::pointer).findFirst().orElse(""));
    }

    private TaskSpec planned(String members) {
        return assertInstanceOf(PlanningResult.Planned.class, planning.plan(Requests.json(request(members))))
                .plan()
                .tasks()
                .getFirst();
    }

    private static String request(String members) {
        String action = members.contains("\"action\"") ? "" : ",\"action\":\"Do it\"";
        return "{\"tasks\":[{\"task_id\":\"t\"" + action + "," + members + "}]}";
    }

    @Test
    void what_a_mind_writes_may_have_acceptance_commands() {
        for (String task : List.of(
                "\"acceptance\":[\"make\"],\"capability\":\"code_generation\"",
                "\"acceptance\":[\"make\"],\"capability\":\"testing\"",
                "\"acceptance\":[\"make\"],\"agent_type\":\"coding\",\"capability\":\"bug_fixing\"")) {
            assertEquals(1, planned(task).acceptance().size(), task);
        }
    }
}
