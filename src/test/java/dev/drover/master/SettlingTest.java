package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlingTest {
    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong(-3);
    private final Settling settling = new Settling(Duration.ofSeconds(2), nanos::get);

    @AfterEach
    void close() {
        settling.close();
    }

    private boolean after(int millis, Path file) throws IOException {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        return settling.isSettled(file, () -> {});
    }

    @Nested
    class Rule_02_unfinished_files {
        @Test
        void a_file_settles_when_it_has_not_changed_for_the_settle_time() throws IOException {
            Path file = Files.writeString(folder.resolve("r.json"), "{");
            assertFalse(after(0, file));
            assertFalse(after(1999, file));
            assertTrue(after(1, file));
        }

        @Test
        void every_change_begins_the_time_anew() throws IOException {
            Path file = Files.writeString(folder.resolve("r.json"), "{");
            after(0, file);
            Files.writeString(file, "{\"");
            assertFalse(after(1999, file));
            Files.setLastModifiedTime(file, FileTime.fromMillis(5));
            assertFalse(after(1999, file));
            assertFalse(after(1999, file));
            assertTrue(after(1, file));
        }

        @Test
        void a_file_that_was_forgotten_begins_anew() throws IOException {
            Path file = Files.writeString(folder.resolve("r.json"), "{");
            after(0, file);
            assertTrue(settling.isWaiting(file));
            settling.forget(file);
            assertFalse(settling.isWaiting(file));
            assertFalse(after(5000, file));
        }

        @Test
        void a_file_that_is_gone_is_told_as_gone() {
            assertThrows(NoSuchFileException.class, () -> after(0, folder.resolve("gone.json")));
        }

        @Test
        void someone_is_told_to_look_again_when_it_may_have_settled() throws Exception {
            var told = new CountDownLatch(1);
            try (var quick = new Settling(Duration.ofMillis(20), System::nanoTime)) {
                quick.isSettled(Files.writeString(folder.resolve("r.json"), "{"), told::countDown);
                assertTrue(told.await(60, TimeUnit.SECONDS));
            }
        }
    }
}
