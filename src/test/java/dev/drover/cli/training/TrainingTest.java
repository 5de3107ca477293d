package dev.drover.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Home;
import dev.drover.daemon.DaemonFile;
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
    void works_as_daemon_and_agents_in_one_process_and_leaves_nothing_running() throws Exception {
        List<Boolean> daemonRan = new ArrayList<>();
        Training.run(
                folder,
                "1",
                () -> daemonRan.add(DaemonFile.running(new Home(folder)).isPresent()));
        Home home = new Home(folder);
        assertEquals(List.of(true), daemonRan);
        assertEquals(Optional.empty(), DaemonFile.running(home));
        assertTrue(Files.exists(home.outbox().resolve("chain.json")));
        assertTrue(Files.exists(home.outbox().resolve("pattern.json")));
        List<String> lines = new ArrayList<>();
        ChainReader.read(home.journal(), line -> lines.add(line.text()));
        for (String event : List.of("task_retrying", "request_refused", "control_applied", "\"spawned\"", "retired")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(event)), event);
        }
    }
}
