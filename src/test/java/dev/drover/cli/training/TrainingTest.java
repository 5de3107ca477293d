package dev.drover.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Home;
import dev.drover.daemon.DaemonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    @TempDir
    Path folder;

    @Test
    void a_daemon_works_here_and_leaves_nothing_running() throws Exception {
        List<Boolean> daemonRan = new ArrayList<>();
        Training.ofDaemon(
                folder,
                "1",
                () -> daemonRan.add(DaemonFile.running(new Home(folder)).isPresent()));
        assertEquals(List.of(true), daemonRan);
        assertDone("task_retrying", "request_refused", "control_applied", "\"spawned\"", "retired");
    }

    @Test
    void agents_work_here_for_a_daemon_elsewhere_and_leave_nothing_running() throws Exception {
        Training.ofAgents(folder);
        assertDone("task_retrying", "request_refused", "control_applied", "daemon_stopped");
    }

    private void assertDone(String... events) throws IOException {
        Home home = new Home(folder);
        assertEquals(Optional.empty(), DaemonFile.running(home));
        assertTrue(Files.exists(home.outbox().resolve("chain.json")));
        assertTrue(Files.exists(home.outbox().resolve("pattern.json")));
        List<String> lines = new ArrayList<>();
        ChainReader.read(home.journal(), line -> lines.add(line.text()));
        for (String event : events) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(event)), event);
        }
    }
}
