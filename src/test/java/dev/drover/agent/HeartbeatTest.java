package dev.drover.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.Claims;
import dev.drover.bus.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
    private static final Instant NOW = Instant.parse("2030-05-06T07:08:09Z");
    private static final Duration NEVER_IN_A_TEST = Duration.ofHours(5);

    @TempDir
    private Path folder;

    private Claims.Claim claim;
    private Heartbeat heartbeat;
    private AgentLog log;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger gone = new AtomicInteger();

    @BeforeEach
    void make_a_claim() throws IOException {
        InstantSource clock = InstantSource.fixed(NOW);
        Home home = new Home(folder);
        home.createFolders();
        var name = new AttemptFile("p-0123456789abcdef", 1);
        Path file = home.claimed("testing-1").resolve(name.fileName());
        Files.createDirectories(home.claimed("testing-1"));
        Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(100)));
        claim = new Claims.Claim(file, name, NOW, Optional.empty());
        log = new AgentLog(home, "testing", "testing-1", clock);
        heartbeat = new Heartbeat(
                new Claims(home, "testing-1", "testing", clock),
                claim,
                NEVER_IN_A_TEST,
                log,
                nanos::get,
                gone::incrementAndGet);
    }

    @AfterEach
    void stop() throws IOException {
        heartbeat.stop();
        log.close();
    }

    @Test
    void the_first_beat_does_not_wait_for_its_turn() {
        heartbeat.start();

        await().untilAsserted(() -> assertEquals(FileTime.from(NOW), Files.getLastModifiedTime(claim.file())));
    }

    @Test
    void the_next_one_comes_after_half_the_time_that_is_promised() throws IOException {
        heartbeat.start();
        FileTime now = FileTime.from(NOW);
        await().untilAsserted(() -> assertEquals(now, Files.getLastModifiedTime(claim.file())));
        Files.setLastModifiedTime(claim.file(), FileTime.from(NOW.minusSeconds(100)));
        nanos.addAndGet(NEVER_IN_A_TEST.dividedBy(2).toNanos());

        await().untilAsserted(() -> assertEquals(now, Files.getLastModifiedTime(claim.file())));
    }

    @Test
    void between_two_beats_it_sees_that_the_claim_is_gone_tells_it_once_and_does_not_make_it_again()
            throws IOException {
        heartbeat.start();
        await().untilAsserted(() -> assertEquals(FileTime.from(NOW), Files.getLastModifiedTime(claim.file())));
        Files.delete(claim.file());

        await().untilAsserted(() -> assertEquals(1, gone.get()));
        assertFalse(Files.exists(claim.file()));
    }
}
