package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.council.AgentDefinitions;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task that names who does it and says in words what is wanted, as people write them by hand. */
class TaskWithoutCapabilityTest {
    private static final AgentDefinitions AGENTS = AgentDefinitions.load(Path.of("council/agents"));

    private final Planning planning =
            new Planning(new PatternPlanner(Path.of("knowledge/patterns")), List.of(), () -> Capabilities.of(AGENTS));

    @ParameterizedTest
    @CsvSource({
        "testing, Run the tests, run_tests",
        "testing, Write unit tests for the parser, testing",
        "review, Review the code, review_code",
        "documentation, Document this project, document_project",
        "coding, Run the tests, none",
        "testing, Sing a song, none"
    })
    void it_needs_the_capability_that_its_words_ask_of_its_type(String type, String action, String capability) {
        String json =
                "{\"tasks\":[{\"task_id\":\"t1\",\"agent_type\":\"" + type + "\",\"action\":\"" + action + "\"}]}";
        if (!(Messages.request(json.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Valid<Request> valid)
                || !(planning.plan(valid.value()) instanceof PlanningResult.Planned planned)) {
            throw new AssertionError("refused: " + json);
        }
        assertEquals(capability, planned.plan().tasks().getFirst().capability().orElse("none"));
    }
}
