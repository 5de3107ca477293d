package dev.drover.cli.training;

import static java.time.Duration.ofMinutes;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Home;
import dev.drover.daemon.DaemonFile;
import dev.drover.process.ProcessId;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    @Test
    void a_training_of_agents_that_is_ended_early_takes_its_daemon_with_it() throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drover.cli.Main",
                "aot-training",
                "--agents");
        builder.environment().put("DROVER_HOME", folder.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("training.out").toFile());
        Process training = builder.start();
        try {
            Home home = new Home(folder);
            await("the daemon runs").atMost(ofMinutes(1)).until(() -> DaemonFile.running(home)
                    .isPresent());
            ProcessId daemon = DaemonFile.running(home).orElseThrow().process();
            training.destroy();
            await("the daemon has ended").atMost(ofMinutes(1)).until(() -> !daemon.isAlive());
        } finally {
            training.destroyForcibly().waitFor();
            DaemonFile.running(new Home(folder))
                    .ifPresent(left -> ProcessTree.end(left.process(), Duration.ofSeconds(20)));
        }
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
