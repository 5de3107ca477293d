package dev.drover.master;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptWatchTest {
    @TempDir
    private Path folder = Path.of("");

    private final Set<Path> seen = ConcurrentHashMap.newKeySet();
    private final List<Event> told = new CopyOnWriteArrayList<>();

    private void awaitSeen(Path file) throws IOException {
        Files.writeString(file, "{}");
        await(file.toString()).until(() -> seen.contains(file));
    }

    @Test
    void folders_that_are_removed_and_made_again_are_watched_again_without_a_look_around() throws Exception {
        Home home = new Home(folder);
        try (KeptWatch watch = new KeptWatch(home, seen::add, () -> {}, told::add)) {
            watch.keep();
            awaitSeen(home.lane(Priority.HIGH).resolve("a.json"));
            for (Path gone : List.of(home.inbox(), home.lane(Priority.LOW), home.control())) {
                remove(gone);
                watch.keep();
                awaitSeen(home.lane(Priority.HIGH).resolve("b-" + seen.size() + ".json"));
                awaitSeen(home.lane(Priority.LOW).resolve("b-" + seen.size() + ".json"));
                awaitSeen(home.control().resolve("b-" + seen.size() + ".json"));
            }
        }
        assertEquals(List.of(), told);
    }

    @Test
    void what_cannot_be_watched_is_told_once_and_its_end_too() throws Exception {
        Home home = new Home(folder);
        home.createFolders();
        remove(home.control());
        Files.writeString(home.control(), "a file where the folder should be");
        try (KeptWatch watch = new KeptWatch(home, seen::add, () -> {}, told::add)) {
            watch.keep();
            watch.keep();
            assertEquals(1, told.size());
            assertTrue(told.getFirst().toString().contains("cannot be watched"), told::toString);
            Files.delete(home.control());
            watch.keep();
            watch.keep();
            assertEquals(2, told.size());
            assertTrue(told.getLast().toString().contains("watched again"), told::toString);
            awaitSeen(home.control().resolve("c.json"));
        }
    }

    private static void remove(Path gone) throws IOException {
        try (var all = Files.walk(gone)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
