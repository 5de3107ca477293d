package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed writer leaves behind is removed at the next start, and nothing else is. */
class UnfinishedFilesTest {
    /** Later than it is, so that what is old by then was written after the processes of this test had started. */
    private final Instant now = Instant.now().plus(Duration.ofHours(4));

    @TempDir
    Path root;

    private Home home = new Home(Path.of("."));
    private long dead;

    @BeforeEach
    void a_home_and_a_process_that_ended() throws Exception {
        home = new Home(root);
        home.createFolders();
        Files.createDirectories(home.queue("coding", Priority.HIGH));
        Files.createDirectories(home.run("r1"));
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        dead = process.pid();
    }

    private Path old(Path folder, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "{");
        Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofHours(2))));
        return file;
    }

    private void sweep() throws IOException {
        UnfinishedFiles.sweep(home, List.of(home.run("r1"), home.run("missing")), now);
    }

    @Test
    void those_of_dead_processes_are_removed_wherever_drover_publishes() throws IOException {
        for (Path folder : List.of(
                home.outbox(),
                home.results(),
                home.deadLetter(),
                home.keys(),
                home.queue("coding", Priority.HIGH),
                home.run("r1"))) {
            Path left = old(folder, ".p-1.1.json." + dead + ".31");
            Path earlier = old(folder, ".result.json." + ProcessHandle.current().pid() + ".1");
            sweep();
            assertFalse(Files.exists(left), left::toString);
            assertFalse(Files.exists(earlier), earlier::toString);
        }
    }

    @Test
    void where_only_a_daemon_writes_they_are_removed_at_once() throws IOException {
        Files.createDirectories(home.snapshots());
        for (Path target :
                List.of(home.run("r1").resolve("plan.json"), home.snapshots().resolve("000000001512.jsonl"))) {
            Path left = Files.writeString(target.resolveSibling("." + target.getFileName() + "." + dead + ".36"), "{");
            Files.writeString(target, "{}");
            sweep();
            assertFalse(Files.exists(left), left::toString);
            assertTrue(Files.exists(target), target::toString);
        }
    }

    @Test
    void halves_of_a_key_are_removed() throws IOException {
        List<Path> halves = List.of(
                old(home.keys(), ".council.pub." + dead + ".3"), old(home.keys(), ".council.key." + dead + ".1"));
        sweep();
        assertEquals(List.of(), halves.stream().filter(Files::exists).toList());
    }

    @Test
    void nothing_else_is_touched() throws Exception {
        Process living = new ProcessBuilder("sleep", "60").start();
        try {
            Path young = old(home.outbox(), ".young.json." + dead + ".1");
            Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofMinutes(59))));
            Path folder = Files.createDirectory(home.outbox().resolve(".folder.json." + dead + ".1"));
            Files.setLastModifiedTime(folder, FileTime.from(now.minus(Duration.ofDays(1))));
            List<Path> kept = List.of(
                    young,
                    folder,
                    old(home.outbox(), ".being-written.json." + living.pid() + ".1"),
                    old(home.outbox(), ".mine.swp"),
                    old(home.outbox(), ".notes.json"),
                    old(home.outbox(), ".notes.txt." + dead + ".1"),
                    old(home.outbox(), ".x.json." + dead + ".1.bak"),
                    old(home.outbox(), "x.json." + dead + ".1"),
                    old(home.lane(Priority.HIGH), ".r.json." + dead + ".1"),
                    old(home.inbox(), ".r.json." + dead + ".1"),
                    old(home.control(), ".c.json." + dead + ".1"));
            sweep();
            assertEquals(List.of(), kept.stream().filter(Files::notExists).toList());
            assertTrue(living.isAlive());
        } finally {
            living.destroy();
        }
    }

    @Test
    void a_number_that_another_process_got_since_does_not_keep_it() throws Exception {
        Process living = new ProcessBuilder("sleep", "60").start();
        try {
            Path left = old(home.results(), ".t1.1.json." + living.pid() + ".3");
            Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            sweep();
            assertFalse(Files.exists(left));
            assertTrue(living.isAlive());
        } finally {
            living.destroy();
        }
    }
}
