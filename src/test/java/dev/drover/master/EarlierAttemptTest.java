package dev.drover.master;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Home;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rule 11: before the next attempt is queued, nothing of the one before runs, whatever its agent has said")
class EarlierAttemptTest {
    @TempDir
    private Path root;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private static Packet packet(int attempt) {
        return new Packet(
                1,
                "t-1",
                "t",
                "coding",
                "act",
                List.of(),
                Priority.NORMAL,
                "pending",
                "r1",
                attempt,
                "/tmp",
                "bus/runs/00/r1",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                60,
                Optional.empty(),
                "00-0-0-01");
    }

    private Process sleeper(String... environment) throws IOException {
        var builder = new ProcessBuilder("setsid", "sleep", "300");
        for (String entry : environment) {
            builder.environment().put(entry.split("=", 2)[0], entry.split("=", 2)[1]);
        }
        Process process = builder.start();
        started.add(process);
        return process;
    }

    @Test
    void what_left_its_session_is_found_by_its_environment() throws IOException {
        Process left = sleeper("DROVER_HOME=" + root, "DROVER_PACKET_ID=t-1");
        Process other = sleeper("DROVER_HOME=" + root, "DROVER_PACKET_ID=t-2");
        await().until(() -> left.info().command().orElse("").contains("sleep")
                && other.info().command().orElse("").contains("sleep"));
        new EarlierAttempt(new Home(root), packet(2)).end();
        await().until(() -> !left.isAlive());
        assertTrue(other.isAlive());
    }

    @Test
    void what_hides_its_environment_is_found_by_the_group_that_its_agent_wrote_down() throws IOException {
        var home = new Home(root);
        Process hidden = sleeper();
        Path claim = Files.createDirectories(home.claimed("a1")).resolve("t-1.1.json");
        await().until(() -> hidden.info().command().orElse("").contains("sleep"));
        AgentIdentity.writeGroup(claim, ProcessId.of(hidden.pid()).orElseThrow());
        new EarlierAttempt(home, packet(2)).end();
        await().until(() -> !hidden.isAlive());
    }

    @Test
    void it_is_done_once_since_what_is_found_later_is_of_the_next_attempt() throws IOException {
        var before = new EarlierAttempt(new Home(root), packet(2));
        before.end();
        Process next = sleeper("DROVER_HOME=" + root, "DROVER_PACKET_ID=t-1");
        await().until(() -> next.info().command().orElse("").contains("sleep"));
        before.end();
        new EarlierAttempt(new Home(root), packet(1)).end();
        assertTrue(next.isAlive());
    }
}
