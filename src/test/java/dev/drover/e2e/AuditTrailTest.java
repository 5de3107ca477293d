package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainedLog;
import dev.drover.audit.LogAudit;
import dev.drover.bus.Home;
import dev.drover.council.CouncilKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a daemon at work leaves behind for those who check it: logs over several files, signed and bound together. */
@Execution(ExecutionMode.CONCURRENT)
final class AuditTrailTest {
    @TempDir
    private Path folder = Path.of("");

    private static List<LogAudit.Checked> check(Home home) throws IOException {
        return new LogAudit(Optional.of(CouncilKey.publicKey(home.keys())))
                .check(List.of(
                        new LogAudit.Log("master", home.journal(), home.checkpoints("master")),
                        new LogAudit.Log(
                                "agents/testing",
                                home.agentLogs().resolve("testing.jsonl"),
                                home.checkpoints("agents/testing"))));
    }

    private static long files(Path folder, String name) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .count();
        }
    }

    @Test
    void logs_go_on_over_files_and_starts_and_are_signed_up_to_the_last_line() throws Exception {
        try (TestHome home = TestHome.in(folder)
                .with("DROVER_LOGS_ROTATE_BYTES", "8192")
                .with("DROVER_LOGS_CHECKPOINT_SECONDS", "1")
                .start()) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 5; i++) {
                    home.drop("r" + round + i + ".json", Requests.run("r" + round + i, "true"));
                }
                for (int i = 0; i < 5; i++) {
                    home.ends("r" + round + i, "completed");
                }
                home.stopDaemon();
                List<LogAudit.Checked> checked = check(home.home());
                assertTrue(checked.stream().allMatch(LogAudit.Checked::good), checked::toString);
                LogAudit.Checked journal = checked.getFirst();
                // What follows the signed line is the end of its batch, and perhaps the news of a snapshot.
                assertTrue(journal.head().seq() - journal.signedLine() <= 3, checked::toString);
                assertTrue(checked.stream().allMatch(log -> log.anchors() > 0), checked::toString);
                home.start();
            }
            assertTrue(files(home.home().logs(), "master\\.[0-9]{12}\\.jsonl") > 2);
            assertTrue(files(home.home().agentLogs(), "testing\\.[0-9]{12}\\.jsonl") > 0);
            assertTrue(files(home.home().snapshots(), "[0-9]{12}\\.jsonl") > 0);
        }
    }

    @Test
    void a_journal_that_was_written_anew_stops_the_start() throws Exception {
        try (TestHome home =
                TestHome.in(folder).with("DROVER_LOGS_CHECKPOINT_SECONDS", "1").start()) {
            home.drop("r.json", Requests.run("r", "true"));
            home.ends("r", "completed");
            Path notes = home.home().checkpoints("master");
            TestHome.until("it is signed for", () -> Files.exists(notes));
            home.stopDaemon();
            Path journal = home.home().journal();
            List<String> lines = Files.readAllLines(journal);
            Files.delete(journal);
            try (var log = ChainedLog.open(journal, line -> {})) {
                for (String line : lines.subList(0, lines.size() - 1)) {
                    String members = line.substring(line.indexOf(",\"event\":") + 1, line.indexOf(",\"prev\":\""));
                    log.add(Instant.EPOCH, "{" + members + "}");
                }
                log.write(Instant.EPOCH);
            }
            RealDaemon.Ran ran = RealDaemon.run(
                    home.environment(), "up", "--home", home.root().toString());
            assertEquals(1, ran.exitCode(), ran.output());
            assertTrue(ran.output().contains("written anew"), ran.output());
            // With what it was, it starts, and so ends the agent that waits for it.
            Files.write(journal, lines);
            home.start();
        }
    }
}
