package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nothing is lost and nothing is done twice, whoever dies when. {@code ./verify --chaos N} runs this with N kills. */
@Execution(ExecutionMode.CONCURRENT)
final class ChaosTest {
    private static final Duration END_WITHIN = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    @Test
    void whoever_is_killed_or_stopped_at_whatever_point_every_request_ends_once_and_no_attempt_runs_twice()
            throws Exception {
        long seed = Long.getLong("drover.chaos.seed", System.nanoTime());
        int kills = Integer.getInteger("drover.chaos.kills", 50);
        var mind = new ChaosMind(folder);
        TestHome home = mind.asked(TestHome.in(folder))
                .with("DROVER_MAX_AGENTS", "3")
                .with("DROVER_BUS_LEASE_SECONDS", Double.toString(ChaosRun.LEASE.toMillis() / 1000.0))
                .with("DROVER_LOGS_ROTATE_BYTES", "65536")
                .with("DROVER_LOGS_CHECKPOINT_SECONDS", "1");
        System.out.println("chaos: seed " + seed + ", home " + home.root());
        var tally = new ChaosTally(seed);
        var random = new Random(seed);
        var traffic = new ChaosTraffic(home, folder, mind, random);
        List<String> violations;
        try (mind;
                var processes = new ChaosProcesses(home)) {
            violations = new ArrayList<>(new ChaosRun(home, processes, traffic, tally, random).kill(kills));
            if (violations.isEmpty()) {
                violations.addAll(calmDown(home, processes, traffic));
                violations.addAll(new ChaosInvariants(home, traffic, mind, folder.resolve("effects")).check());
            }
        } finally {
            assertEquals(List.of(), home.running());
        }
        System.out.println(tally.summary(
                traffic.requests().size(),
                mind.size(),
                mind.planned(home),
                traffic.controls().size(),
                violations.size()));
        if (!violations.isEmpty()) {
            fail("%d violations, with seed %d; the home is kept for examination: %s%n%s"
                    .formatted(violations.size(), seed, home.root(), String.join("\n", violations)));
        }
    }

    /** Nobody is killed any more: all that was begun comes to its end, and all processes to theirs. */
    private static List<String> calmDown(TestHome home, ChaosProcesses processes, ChaosTraffic traffic)
            throws IOException, InterruptedException {
        traffic.letGo();
        RealDaemon daemon = processes.daemon();
        try {
            TestHome.until(
                    "every request has its result",
                    END_WITHIN,
                    () -> traffic.results() + refused(home)
                            == traffic.requests().size());
            TestHome.until("no command runs", () -> processes.commands().isEmpty());
            // In this order: once no message waits, nothing is taken up again any more.
            TestHome.until(
                    "nothing is left on the bus, and nothing that was retried is open",
                    END_WITHIN,
                    () -> isBusEmpty(home) && isAllEnded(home) && isBusEmpty(home));
            daemon.stop();
            anHourGoesBy(home);
            daemon = processes.daemon();
            TestHome.until("the daemon watches", daemon::watches);
            daemon.down();
            TestHome.until("no process is left", () -> home.running().isEmpty());
            return List.of();
        } catch (ConditionTimeoutException e) {
            daemon.kill();
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isAllEnded(TestHome home) throws IOException {
        return ChaosInvariants.soFar(home)
                .filter(ledger -> ledger.open().isEmpty())
                .isPresent();
    }

    private static boolean isBusEmpty(TestHome home) throws IOException {
        return ChaosInvariants.leftOver(home).stream()
                .allMatch(file -> file.getFileName().toString().startsWith("."));
    }

    private static long refused(TestHome home) throws IOException {
        try (var files = Files.list(home.home().deadLetter())) {
            return files.filter(f -> f.getFileName().toString().matches("r[0-9]+\\.json"))
                    .count();
        }
    }

    /** What killed writers left is removed when it is old enough. */
    private static void anHourGoesBy(TestHome home) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        for (Path file : ChaosInvariants.leftOver(home)) {
            Files.setLastModifiedTime(home.root().resolve(file), old);
        }
    }
}
