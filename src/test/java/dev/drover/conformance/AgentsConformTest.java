package dev.drover.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.conformance.Outcome.Status;
import dev.drover.process.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agents that come with Drover keep to the protocol. What cannot be seen here, for want of rights, is skipped. One
 * after the other: one suite has as many agents at work as two processors bear while others test too.
 */
class AgentsConformTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void the_example_in_python_conforms() throws InterruptedException {
        assertConforms(List.of(
                "python3",
                Path.of("src/docs/examples/agent.py").toAbsolutePath().toString()));
    }

    @Test
    void the_small_example_keeps_every_required_rule() throws InterruptedException {
        List<String> command = List.of(
                "python3",
                Path.of("src/docs/examples/small-agent.py").toAbsolutePath().toString());
        assertConforms(
                command,
                Suite.checks().stream()
                        .filter(check -> check.level() == Level.REQUIRED)
                        .toList());
    }

    @Test
    void the_example_in_shell_conforms() throws InterruptedException {
        assertConforms(List.of(
                "sh", Path.of("src/docs/examples/agent.sh").toAbsolutePath().toString()));
    }

    @Test
    void drovers_own_agent_conforms() throws InterruptedException {
        List<String> command = new ArrayList<>(Launch.agent());
        command.add("dev.drover.agent.AgentMain");
        assertConforms(command);
    }

    private void assertConforms(List<String> command) throws InterruptedException {
        assertConforms(command, Suite.checks());
    }

    private void assertConforms(List<String> command, List<Check> checks) throws InterruptedException {
        try (Suite suite = new Suite(folder, new Subject(command, "testing", Map.copyOf(System.getenv())), PATIENCE)) {
            List<Outcome> failed = suite.run(checks, outcome -> {}).stream()
                    .filter(outcome -> outcome.status() == Status.FAILED)
                    .toList();
            assertEquals(List.of(), failed);
        }
    }
}
