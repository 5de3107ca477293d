package dev.drover.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.conformance.Outcome.Status;
import dev.drover.process.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The agents that come with Drover keep to the protocol. What cannot be seen here, for want of rights, is skipped. */
@Execution(ExecutionMode.CONCURRENT)
class AgentsConformTest {
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
        List<String> command = new ArrayList<>(Launch.java());
        command.add("dev.drover.agent.AgentMain");
        assertConforms(command);
    }

    private void assertConforms(List<String> command) throws InterruptedException {
        assertConforms(command, Suite.checks());
    }

    private void assertConforms(List<String> command, List<Check> checks) throws InterruptedException {
        try (Suite suite = new Suite(folder, new Subject(command, "testing", Map.copyOf(System.getenv())))) {
            List<Outcome> failed = suite.run(checks, outcome -> {}).stream()
                    .filter(outcome -> outcome.status() == Status.FAILED)
                    .toList();
            assertEquals(List.of(), failed);
        }
    }
}
