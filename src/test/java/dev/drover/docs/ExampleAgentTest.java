package dev.drover.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.message.Messages;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent in Python that the protocol page shows keeps to the protocol. */
class ExampleAgentTest {
    private static final String TYPE = "pyrunner";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Home home;
    private Process agent;

    @BeforeEach
    void start() throws IOException {
        home = new Home(folder.toRealPath());
        home.createFolders();
        agent = new ProcessBuilder(
                        "python3",
                        Path.of("src/docs/examples/agent.py").toAbsolutePath().toString(),
                        home.root().toString(),
                        TYPE)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.out").toFile())
                .start();
    }

    @AfterEach
    void end() throws InterruptedException {
        agent.destroyForcibly().waitFor();
    }

    @Test
    void it_says_who_it_is_runs_the_command_and_gives_up_the_claim_after_the_result() throws IOException {
        publish("greet", "echo hello $DROVER_TASK_ID; pwd; touch $DROVER_ARTIFACTS/left", 60);

        PacketResult result = await(this::result);

        assertEquals(ResultStatus.COMPLETED, result.status());
        assertEquals(0, result.evidence().getFirst().exitCode());
        Path log = home.root().resolve(result.evidence().getFirst().log().orElseThrow());
        assertEquals(
                List.of(
                        "hello greet",
                        home.root().resolve("bus/runs/00/r-1/workspace").toString()),
                Files.readAllLines(log));
        AgentIdentity identity =
                AgentIdentity.read(home.claimed(result.agentId())).orElseThrow();
        assertEquals(agent.pid(), identity.pid());
        assertTrue(identity.process().isAlive());
        Awaitility.await().atMost(SOON).until(() -> claims().isEmpty());
    }

    @Test
    void a_command_that_takes_too_long_is_ended_and_reported() throws IOException {
        publish("slow", "sleep 60", 1);

        assertEquals(ResultStatus.TIMEOUT, await(this::result).status());
    }

    @Test
    void when_its_claim_is_gone_it_ends_the_command_and_publishes_nothing() throws IOException {
        publish("doomed", "echo $$ >$DROVER_ARTIFACTS/pid; sleep 60", 60);
        Path claim = await(() -> claims().stream().findFirst());
        Path pidFile = home.root().resolve("bus/runs/00/r-1/tasks/doomed/1/artifacts/pid");
        long pid = await(() -> Files.exists(pidFile)
                        ? Optional.of(Files.readString(pidFile).strip()).filter(text -> !text.isEmpty())
                        : Optional.<String>empty())
                .transform(Long::parseLong);

        Files.delete(claim);

        Awaitility.await().atMost(SOON).until(() -> ProcessHandle.of(pid).isEmpty());
        publish("next", "true", 60);
        assertEquals("next", await(this::result).taskId());
    }

    @Test
    void asked_to_stop_it_hands_its_packet_back_and_takes_its_folder_away() throws IOException, InterruptedException {
        publish("long", "sleep 60", 60);
        await(() -> claims().stream().findFirst());

        agent.destroy();

        assertTrue(agent.waitFor(SOON.toSeconds(), TimeUnit.SECONDS));
        assertEquals(ResultStatus.RELEASED, result().orElseThrow().status());
        assertFalse(Files.exists(home.claimed(result().orElseThrow().agentId())));
    }

    private void publish(String task, String run, int timeoutSeconds) throws IOException {
        new FileQueue(home)
                .publish(new Packet(
                        1,
                        task + "-1",
                        task,
                        TYPE,
                        "Do it",
                        List.of(),
                        Priority.NORMAL,
                        "pending",
                        "r-1",
                        1,
                        "bus/runs/00/r-1/workspace",
                        "bus/runs/00/r-1",
                        List.of(),
                        Optional.empty(),
                        Optional.of(run),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        timeoutSeconds,
                        Optional.empty(),
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    private List<Path> claims() throws IOException {
        List<Path> claims = new java.util.ArrayList<>();
        for (Path agentFolder : Folders.list(home.claimed())) {
            Folders.list(agentFolder).stream()
                    .filter(file -> file.toString().endsWith(".1.json"))
                    .forEach(claims::add);
        }
        return claims;
    }

    /** The one result that was published, checked against the published schema. */
    private Optional<PacketResult> result() throws IOException {
        for (Path file : Folders.list(home.results())) {
            if (Messages.result(Files.readAllBytes(file)) instanceof Parsed.Valid<PacketResult> valid) {
                assertEquals(valid.value().fileName(), file.getFileName().toString());
                return Optional.of(valid.value());
            }
            throw new AssertionError("not a valid result: " + Files.readString(file));
        }
        return Optional.empty();
    }

    private <T> T await(Callable<Optional<T>> what) {
        return Awaitility.await("see agent.out")
                .atMost(SOON)
                .until(what, Optional::isPresent)
                .orElseThrow();
    }
}
