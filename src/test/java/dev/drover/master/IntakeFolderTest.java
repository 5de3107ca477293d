package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.message.Priority;
import dev.drover.message.Ulid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeFolderTest {
    private static final String ULID = Ulid.next(Instant.EPOCH, new Random(7));

    @TempDir
    Path root;

    private Home home = new Home(Path.of("."));
    private IntakeFolder folder = new IntakeFolder(home);
    private Path dropped = Path.of(".");

    @BeforeEach
    void a_dropped_file() throws IOException {
        home = new Home(root);
        home.createFolders();
        folder = new IntakeFolder(home);
        dropped = Files.writeString(home.lane(Priority.HIGH).resolve("my request.json"), "{}");
    }

    @Nested
    class Rule_03_taking_in {
        @Test
        void a_file_that_is_taken_in_is_in_one_place_with_its_lane_and_name() throws IOException {
            Path taken = folder.take(dropped, Priority.HIGH, ULID);
            assertFalse(Files.exists(dropped));
            assertEquals(Optional.of(taken), folder.find(ULID));
            IntakeFile name = IntakeFile.of(taken).orElseThrow();
            assertEquals(Priority.HIGH, name.lane());
            assertEquals("my request.json", name.name());
            assertEquals(Optional.of(dropped.getFileName()), folder.originalName(taken));
        }

        @Test
        void an_unfinished_file_goes_back_and_replaces_no_newer_one() throws IOException {
            Path taken = folder.take(dropped, Priority.HIGH, ULID);
            Files.writeString(dropped, "newer");
            assertFalse(folder.putBack(taken, dropped));
            assertEquals("newer", Files.readString(dropped));
            Files.delete(dropped);
            assertTrue(folder.putBack(taken, dropped));
            assertEquals("{}", Files.readString(dropped));
            assertEquals(Optional.empty(), folder.find(ULID));
        }

        @Test
        void each_daemon_that_goes_on_with_a_file_is_counted_before_it_reads_it() throws IOException {
            folder.take(dropped, Priority.HIGH, ULID);
            for (int reads = 2; reads <= 12; reads++) {
                var next = new IntakeFolder(home);
                List<Path> found = next.resume();
                assertEquals(1, found.size(), "after " + reads + " starts");
                IntakeFile name = IntakeFile.of(found.getFirst()).orElseThrow();
                assertEquals(Math.min(reads, 9), name.reads());
                assertEquals(Optional.of(found.getFirst()), next.find(ULID));
            }
            assertEquals(1, Folders.list(home.intake()).size());
        }
    }
}
