package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes after one whose agent was killed. */
class WorkTreeLockTest {
    @TempDir
    private Path temp;

    private Path run;
    private Packet packet;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        run = Files.createDirectories(temp.toRealPath().resolve("run"));
        packet = new Bench(temp.resolve("bench"))
                .assignment("coding", "bug_fixing", Map.of(), List.of(), List.of())
                .packet();
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    /** What an attempt started that goes on without its agent. */
    private Process left(String packetId, int attempt) throws IOException {
        var builder = new ProcessBuilder("sleep", "300");
        builder.environment()
                .putAll(Map.of(
                        "DROVER_HOME",
                        home().toString(),
                        "DROVER_PACKET_ID",
                        packetId,
                        "DROVER_ATTEMPT",
                        Integer.toString(attempt)));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** The same of one that held the lock when its agent died. */
    private Process leftAtWork(String as, String packetId, int attempt) throws IOException {
        Files.writeString(run.resolve(".worktree." + as + "." + packetId + "." + attempt), "");
        return left(packetId, attempt);
    }

    private Path home() throws IOException {
        return temp.toRealPath();
    }

    private Optional<WorkTreeLock> take(boolean shared) throws IOException, InterruptedException {
        return WorkTreeLock.take(run, home(), packet, shared, Duration.ZERO);
    }

    private List<String> marks() throws IOException {
        try (var files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".worktree.lock"))
                    .toList();
        }
    }

    @Test
    void whoever_holds_it_is_marked_as_long() throws Exception {
        try (WorkTreeLock lock = take(false).orElseThrow()) {
            assertEquals(List.of(".worktree.writer." + packet.packetId() + ".1"), marks());
            assertTrue(take(true).isEmpty());
        }
        assertEquals(List.of(), marks());
    }

    @Test
    void what_the_attempt_of_a_killed_agent_left_running_is_ended_before_the_next_one_writes() throws Exception {
        Process another = left("p-other", 3);
        Process writing = leftAtWork("writer", "p-other", 2);
        Process reading = leftAtWork("reader", "p-reader", 1);
        try (WorkTreeLock lock = take(false).orElseThrow()) {
            assertTrue(writing.waitFor(10, TimeUnit.SECONDS));
            assertTrue(reading.waitFor(10, TimeUnit.SECONDS));
            assertTrue(another.isAlive(), "an attempt that left no mark here");
            assertEquals(List.of(".worktree.writer." + packet.packetId() + ".1"), marks());
        }
    }

    @Test
    void those_who_share_it_end_what_a_writer_left_and_not_each_other() throws Exception {
        Process writing = leftAtWork("writer", "p-other", 2);
        Process reading = leftAtWork("reader", "p-reader", 1);
        try (WorkTreeLock lock = take(true).orElseThrow()) {
            assertTrue(writing.waitFor(10, TimeUnit.SECONDS));
            assertTrue(reading.isAlive());
        }
        assertEquals(List.of(".worktree.reader.p-reader.1"), marks());
    }

    @Test
    void a_mark_that_is_none_ends_nobody() throws Exception {
        Process process = leftAtWork("writer", "p*", 1);
        try (WorkTreeLock lock = take(false).orElseThrow()) {
            assertTrue(process.isAlive());
            assertFalse(Files.exists(run.resolve(".worktree.writer.p*.1")));
        }
    }
}
