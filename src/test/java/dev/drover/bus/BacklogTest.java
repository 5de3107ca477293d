package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {
    @TempDir
    Path root;

    private Home home = new Home(Path.of("."));
    private Backlog backlog = new Backlog(home);

    @BeforeEach
    void a_home() throws IOException {
        home = PacketFiles.home(root);
        backlog = new Backlog(home);
    }

    private Path drop(Priority lane, String name, long secondsOld) throws IOException {
        Path file = Files.writeString(home.lane(lane).resolve(name), "{}");
        Files.setLastModifiedTime(file, FileTime.from(PacketFiles.NOW.minusSeconds(secondsOld)));
        return file;
    }

    private List<String> all() {
        List<String> names = new ArrayList<>();
        for (Optional<Backlog.Waiting> w = backlog.next(lane -> true); w.isPresent(); w = backlog.next(lane -> true)) {
            names.add(w.get().file().getFileName().toString());
        }
        return names;
    }

    @Nested
    class Rule_04_order {
        @Test
        void lane_first_then_the_oldest() throws IOException {
            drop(Priority.LOW, "low.json", 900);
            drop(Priority.NORMAL, "new.json", 1);
            drop(Priority.NORMAL, "old.json", 50);
            drop(Priority.CRITICAL, "critical.json", 0);
            drop(Priority.HIGH, "high.json", 2);
            assertTrue(backlog.rescan());
            assertEquals(List.of("critical.json", "high.json", "old.json", "new.json", "low.json"), all());
            assertTrue(backlog.isEmpty());
        }

        @Test
        void files_of_the_same_age_are_all_kept() throws IOException {
            for (int i = 0; i < 10; i++) {
                drop(Priority.NORMAL, "r" + i + ".json", 5);
            }
            backlog.rescan();
            assertEquals(10, all().size());
        }

        @Test
        void a_lane_that_is_not_let_in_does_not_hold_up_the_next() throws IOException {
            drop(Priority.CRITICAL, "c.json", 0);
            drop(Priority.LOW, "l.json", 0);
            backlog.rescan();
            assertEquals(
                    "l.json",
                    backlog.next(lane -> lane == Priority.LOW)
                            .orElseThrow()
                            .file()
                            .getFileName()
                            .toString());
            assertEquals(Optional.empty(), backlog.next(lane -> lane == Priority.LOW));
        }

        @Test
        void a_file_that_is_worked_on_does_not_come_again_until_that_is_done() throws IOException {
            Path file = drop(Priority.NORMAL, "r.json", 0);
            assertTrue(backlog.seen(Priority.NORMAL, file));
            assertFalse(backlog.seen(Priority.NORMAL, file));
            Backlog.Waiting waiting = backlog.next(lane -> true).orElseThrow();
            assertFalse(backlog.seen(Priority.NORMAL, file));
            assertFalse(backlog.rescan());
            backlog.done(waiting);
            assertTrue(backlog.rescan());
        }

        @Test
        void names_that_are_no_messages_are_left_alone() throws IOException {
            for (String name : List.of("a.txt", ".a.json", "a.json~", "a.json.swp", "#a.json#")) {
                assertFalse(backlog.seen(Priority.NORMAL, drop(Priority.NORMAL, name, 0)), name);
            }
            assertFalse(backlog.seen(Priority.NORMAL, home.lane(Priority.NORMAL).resolve("gone.json")));
            assertFalse(backlog.rescan());
        }
    }
}
