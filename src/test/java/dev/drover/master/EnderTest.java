package dev.drover.master;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.master.core.Input;
import dev.drover.master.core.State;
import dev.drover.message.Priority;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A withdrawn packet is said to be gone when nothing of it is left")
class EnderTest {
    private static final AttemptFile ATTEMPT =
            new AttemptFile("ended-" + ProcessId.self().start(), 1);

    @TempDir
    Path root;

    private final List<Input> told = new CopyOnWriteArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private MasterBench bench;
    private Ender ender;

    @BeforeEach
    void an_ender() throws IOException {
        bench = new MasterBench(root);
        ender = new Ender(bench.home, bench.queue, told::add);
    }

    @AfterEach
    void close() {
        ender.close();
        started.forEach(Process::destroyForcibly);
    }

    /** A process that leads a session of its own, as a command of the attempt. */
    private ProcessId command(String script) throws IOException {
        var builder = new ProcessBuilder("setsid", "sh", "-c", script);
        builder.environment().putAll(Map.of("DROVER_PACKET_ID", ATTEMPT.packetId()));
        return start(builder);
    }

    /** One that does nothing: what an agent does with its files, the test does. */
    private ProcessId agent() throws IOException {
        return start(new ProcessBuilder("setsid", "sleep", "300"));
    }

    private ProcessId start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return ProcessId.of(process.pid()).orElseThrow();
    }

    private Path claim(ProcessId agent) throws IOException {
        new AgentIdentity("a1", "coding", agent.pid(), agent.start(), agent.bootId(), "test", Instant.EPOCH)
                .write(bench.home);
        return Files.writeString(bench.home.claimed("a1").resolve(ATTEMPT.fileName()), "{}");
    }

    private void withdraw() throws IOException {
        var packet = new State.Out("r1", "t", 1, "coding", Priority.NORMAL, Optional.empty());
        ender.withdraw(ATTEMPT, new State.Ending(packet, Optional.of("a1"), Instant.EPOCH));
    }

    private void untilGone() {
        await("it is gone").until(this::isGone);
    }

    private boolean isGone() {
        return told.stream().anyMatch(Input.Gone.class::isInstance);
    }

    @Test
    void at_once_when_it_lay_on_the_queue() throws IOException {
        Path queued = bench.home.queue("coding", Priority.NORMAL).resolve(ATTEMPT.fileName());
        Files.writeString(queued, "{}");
        withdraw();
        assertEquals(List.of(new Input.Gone(ATTEMPT.packetId(), 1, "no agent had it")), told);
        assertFalse(Files.exists(queued));
    }

    @Test
    void not_before_the_agent_has_let_go_of_it_though_no_command_runs() throws IOException {
        Path claim = claim(agent());
        AgentIdentity.hold(claim);
        withdraw();
        assertFalse(Files.exists(claim), "the agent is to see it at once");
        await().during(Duration.ofMillis(300)).until(() -> !isGone());
        AgentIdentity.deleteGroup(claim);
        untilGone();
    }

    @Test
    void when_its_command_has_ended_and_what_escaped_from_the_command_was_killed() throws IOException {
        Path claim = claim(agent());
        ProcessId group = command("exec sleep 300");
        ProcessId escaped = command("exec sleep 300");
        AgentIdentity.writeGroup(claim, group);
        withdraw();
        await().during(Duration.ofMillis(300)).until(() -> !isGone());
        ProcessHandle.of(group.pid()).orElseThrow().destroyForcibly();
        AgentIdentity.deleteGroup(claim);
        untilGone();
        assertFalse(escaped.isAlive());
    }

    @Test
    void after_the_grace_for_an_agent_that_does_not_react_which_is_ended_with_its_command() throws IOException {
        ProcessId agent = agent();
        Path claim = claim(agent);
        ProcessId group = command("trap '' TERM; while true; do sleep 0.05; done");
        AgentIdentity.writeGroup(claim, group);
        withdraw();
        await().during(Duration.ofSeconds(2)).until(() -> group.isAlive() && agent.isAlive());
        untilGone();
        assertFalse(group.isAlive());
        assertFalse(agent.isAlive());
    }

    @Test
    void when_an_earlier_daemon_had_removed_the_claim_already() throws IOException {
        Path claim = claim(agent());
        ProcessId group = command("exec sleep 300");
        AgentIdentity.writeGroup(claim, group);
        Files.delete(claim);
        withdraw();
        await().during(Duration.ofMillis(300)).until(() -> !isGone());
        ProcessHandle.of(group.pid()).orElseThrow().destroyForcibly();
        AgentIdentity.deleteGroup(claim);
        untilGone();
    }

    @Test
    void and_the_caller_is_not_kept_waiting() throws IOException {
        Path claim = claim(agent());
        AgentIdentity.hold(claim);
        withdraw();
        assertFalse(isGone(), "it returned while the agent had not let go of it");
        AgentIdentity.deleteGroup(claim);
    }
}
