package dev.drover.bus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    Path folder;

    private final Set<Path> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger overflows = new AtomicInteger();

    private void awaitSeen(Path file) {
        await().until(() -> seen.contains(file));
    }

    /** Puts one file after the other into the folder until one is told: the watch may have begun a moment later. */
    private void awaitSeenOf(Path where) {
        List<Path> put = new ArrayList<>();
        await().until(() -> {
            put.add(Files.writeString(where.resolve("later" + put.size() + ".json"), "x"));
            return put.stream().anyMatch(seen::contains);
        });
    }

    private FolderWatch watch(java.util.function.Consumer<Path> onChange) throws IOException {
        return FolderWatch.start("test", List.of(folder), onChange, overflows::incrementAndGet);
    }

    @Test
    void what_is_renamed_written_or_linked_into_the_folder_is_told() throws Exception {
        Path outside = Files.createTempFile("outside", ".json");
        try (FolderWatch watch = watch(seen::add)) {
            Path moved = folder.resolve("moved.json");
            Files.move(outside, moved, StandardCopyOption.REPLACE_EXISTING);
            awaitSeen(moved);
            Path written = Files.writeString(folder.resolve("written.json"), "x");
            awaitSeen(written);
            Path linked = folder.resolve("linked.json");
            Files.createLink(linked, written);
            awaitSeen(linked);
        } finally {
            Files.deleteIfExists(outside);
        }
    }

    @Test
    void folders_that_are_made_later_are_watched_too() throws Exception {
        try (FolderWatch watch = watch(seen::add)) {
            Path later = Files.createDirectory(folder.resolve("agent"));
            awaitSeen(later);
            awaitSeenOf(later);
        }
    }

    @Test
    void one_event_that_cannot_be_handled_does_not_end_the_watch() throws Exception {
        try (FolderWatch watch = watch(file -> {
            seen.add(file);
            throw new IllegalStateException("cannot handle " + file);
        })) {
            awaitSeen(Files.writeString(folder.resolve("a.json"), "x"));
            awaitSeen(Files.writeString(folder.resolve("b.json"), "x"));
        }
    }

    @Test
    void a_pipe_in_the_folder_does_not_hold_up_the_watch() throws Exception {
        try (FolderWatch watch = watch(seen::add)) {
            assertEquals(
                    0,
                    new ProcessBuilder("mkfifo", folder.resolve("pipe.json").toString())
                            .start()
                            .waitFor());
            awaitSeen(Files.writeString(folder.resolve("after.json"), "x"));
        }
    }

    @Test
    void when_events_are_lost_that_is_told_and_the_watch_goes_on() throws Exception {
        var blocked = new CountDownLatch(1);
        var first = new CountDownLatch(1);
        try (FolderWatch watch = watch(file -> {
            first.countDown();
            try {
                blocked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            seen.add(file);
        })) {
            Files.writeString(folder.resolve("first.json"), "x");
            assertTrue(first.await(60, TimeUnit.SECONDS));
            for (int i = 0; i < 20_000; i++) {
                Files.createFile(folder.resolve("f" + i + ".json"));
            }
            blocked.countDown();
            await().until(() -> overflows.get() > 0);
            awaitSeenOf(folder);
        }
    }
}
