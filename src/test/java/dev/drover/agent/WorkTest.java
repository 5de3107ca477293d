package dev.drover.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Outcome;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.Claims;
import dev.drover.bus.Home;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several definitions of a type does a task, and how long it may. */
class WorkTest {
    private static final String ID = "packet-0123456789abcdef";

    @TempDir
    private Path folder;

    private Home home = new Home(Path.of("/"));

    @BeforeEach
    void a_home() throws IOException {
        home = new Home(folder.resolve("home"));
        home.createFolders();
        Files.createDirectories(home.agentDefinitions());
        Files.createDirectories(home.backends());
        Files.createDirectories(folder.resolve("artifacts"));
    }

    private void define(String name, String keys) throws IOException {
        Files.writeString(
                home.agentDefinitions().resolve(name + ".md"), "---\nname: " + name + "\ntype: odd\n" + keys + "---\n");
    }

    private TaskShell shell(Packet packet) throws IOException {
        Path claim = Files.createDirectories(home.claimed("odd-1")).resolve(ID + ".1.json");
        Files.writeString(claim, "{}");
        return new TaskShell(
                options(),
                new Claims.Claim(claim, AttemptFile.of(claim).orElseThrow(), Instant.EPOCH, Optional.empty()),
                packet,
                folder,
                Map.of("PATH", System.getenv("PATH")));
    }

    private AgentOptions options() {
        return AgentOptions.of(
                Map.of("DROVER_HOME", home.root().toString(), "DROVER_AGENT_ID", "odd-1", "DROVER_AGENT_TYPE", "odd"),
                new Properties());
    }

    private Work.Done perform(Packet packet, TaskShell shell) throws Exception {
        try (var log = new AgentLog(home, "odd", "odd-1", Clock.systemUTC())) {
            return new Work(options(), packet, folder, shell, Clock.systemUTC(), log).perform();
        }
    }

    private String summary(String capability) throws Exception {
        Packet packet = packet(capability);
        return perform(packet, shell(packet)).outcome().summary();
    }

    @Test
    void a_task_is_done_by_the_definition_that_has_its_capability() throws Exception {
        define("a", "capabilities: [x]\ncommand: echo by a\n");
        define("b", "capabilities: [x, y]\ncommand: echo by b\n");
        assertEquals("exit code 0: by a", summary("x"));
        assertEquals("exit code 0: by b", summary("y"));
        assertEquals("exit code 0: by a", summary("z"));
    }

    @Test
    void a_last_line_that_is_long_is_cut_between_characters() throws Exception {
        define("a", "command: printf 'x%s' %s\n".formatted("%s", "🎉".repeat(200)));
        assertEquals("exit code 0: x" + "🎉".repeat(149) + "…", summary("x"));
    }

    @Test
    void what_needs_a_mind_has_the_seconds_of_its_definition_where_the_task_has_more() throws Exception {
        Files.writeString(home.backends().resolve("mine.yaml"), "not: read");
        define("a", "backend: mine\nlimits:\n  seconds: 7\n");
        Packet packet = packet("x");
        TaskShell shell = shell(packet);
        assertTrue(shell.timeLeft().compareTo(Duration.ofSeconds(50)) > 0);
        assertTrue(perform(packet, shell).outcome().summary().contains("council/backends/mine.yaml"));
        assertTrue(shell.timeLeft().compareTo(Duration.ofSeconds(7)) <= 0, shell.timeLeft()::toString);
        define("a", "backend: mine\nlimits:\n  seconds: 700\n");
        shell = shell(packet);
        perform(packet, shell);
        assertTrue(shell.timeLeft().compareTo(Duration.ofSeconds(60)) <= 0, shell.timeLeft()::toString);
    }

    @ParameterizedTest
    @CsvSource({"test -e made, COMPLETED, 2", "test -e other, FAILED, 2", "sleep 60, TIMEOUT, 2"})
    void what_the_command_of_a_definition_did_is_accepted_by_the_commands_of_the_task(
            String acceptance, ResultStatus status, int ran) throws Exception {
        define("a", "command: touch made\n");
        Packet packet = packet("x", List.of(acceptance), acceptance.startsWith("sleep") ? 10 : 60);
        Outcome outcome = perform(packet, shell(packet)).outcome();
        assertEquals(status, outcome.status(), outcome::summary);
        assertEquals(ran, outcome.evidence().size(), outcome::toString);
        assertEquals(acceptance, outcome.evidence().getLast().command());
        assertEquals(status == ResultStatus.COMPLETED, outcome.error().isEmpty(), outcome::summary);
        String said = status == ResultStatus.COMPLETED
                ? "exit code 0. Accepted by 1 command."
                : "Not accepted: '" + acceptance + "' ";
        assertTrue(outcome.summary().startsWith(said), outcome::summary);
    }

    @Test
    void a_command_that_failed_is_not_asked_to_be_accepted() throws Exception {
        define("a", "command: exit 3\n");
        Packet packet = packet("x", List.of("true"), 60);
        Outcome outcome = perform(packet, shell(packet)).outcome();
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals(1, outcome.evidence().size());
    }

    @Test
    void a_specialist_does_not_do_what_a_definition_may_give_to_a_command_that_cannot_be_read() throws Exception {
        Files.delete(home.agentDefinitions());
        Packet packet = packet("review", "review_code", 60);
        Outcome outcome = perform(packet, shell(packet)).outcome();
        assertEquals("broken_definition", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("read: council/agents: the folder cannot be listed"), outcome::summary);
    }

    @Test
    void who_has_too_little_time_is_told_what_a_retry_can_change() throws Exception {
        define("a", "command: echo begun; exec tail -f /dev/null\n");
        Packet packet = packet("odd", "x", 5);
        assertEquals(
                "the command was ended after its limit of 5 s" + Outcome.MORE_TIME + ": begun",
                perform(packet, shell(packet)).outcome().summary());
    }

    private Packet packet(String capability) {
        return packet("odd", capability, 60);
    }

    private Packet packet(String type, String capability, int seconds) {
        return packet(type, capability, List.of(), seconds);
    }

    private Packet packet(String capability, List<String> acceptance, int seconds) {
        return packet("odd", capability, acceptance, seconds);
    }

    private Packet packet(String type, String capability, List<String> acceptance, int timeoutSeconds) {
        return new Packet(
                1,
                ID,
                "task",
                type,
                "change it",
                List.of(),
                Priority.NORMAL,
                "pending",
                "request",
                1,
                folder.toString(),
                "bus/runs/request",
                List.of(),
                Optional.of(capability),
                Optional.empty(),
                Map.of(),
                List.of(),
                acceptance,
                List.of(),
                timeoutSeconds,
                Optional.empty(),
                "00-0-0-00");
    }
}
