package dev.drover.bus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path folder;

    @Nested
    class Rule_01_publishing {
        @Test
        void a_reader_sees_a_whole_file_or_none_however_often_it_is_replaced() throws Exception {
            Path target = folder.resolve("message.json");
            var done = new AtomicBoolean();
            var seen = new AtomicInteger();
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    for (Path file : list()) {
                        check(file);
                        seen.incrementAndGet();
                    }
                }
            });
            for (int i = 0; i < 300; i++) {
                byte[] content = new byte[50_000];
                Arrays.fill(content, (byte) ('a' + i % 26));
                DurableFiles.publish(target, content);
                if (i % 3 == 0) {
                    Files.delete(target);
                }
            }
            await("the reader to look").until(() -> seen.get() > 0 || reader.isDone());
            done.set(true);
            reader.get();
        }

        @Test
        void what_is_published_as_new_never_replaces_and_leaves_nothing_behind() throws IOException {
            Path target = folder.resolve("new.md");
            DurableFiles.publishNew(target, new byte[] {1});
            assertThrows(FileAlreadyExistsException.class, () -> DurableFiles.publishNew(target, new byte[] {2}));
            assertArrayEquals(new byte[] {1}, Files.readAllBytes(target));
            assertEquals(List.of(target), Folders.list(folder));
            try (var all = Files.list(folder)) {
                assertEquals(1, all.count());
            }
        }

        private List<Path> list() {
            try {
                return Folders.list(folder);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private static void check(Path file) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                assertEquals(50_000, bytes.length, file + " was seen in part");
                byte[] same = new byte[bytes.length];
                Arrays.fill(same, bytes[0]);
                assertArrayEquals(same, bytes);
            } catch (NoSuchFileException e) {
                assertFalse(Files.isDirectory(file));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Test
        void a_publication_that_fails_leaves_nothing() throws IOException {
            Path target = folder.resolve("taken");
            Files.createDirectories(target.resolve("below"));
            assertThrows(IOException.class, () -> DurableFiles.publish(target, new byte[10]));
            try (var all = Files.list(folder)) {
                assertEquals(List.of(target), all.toList());
            }
        }

        @Test
        void a_projection_that_fails_leaves_nothing() throws IOException {
            Path target = folder.resolve("taken");
            Files.createDirectories(target.resolve("below"));
            assertThrows(IOException.class, () -> DurableFiles.project(target, new byte[10]));
            try (var all = Files.list(folder)) {
                assertEquals(List.of(target), all.toList());
            }
        }

        @Test
        void names_that_begin_with_a_dot_are_nobodys_to_read() throws IOException {
            Files.createFile(folder.resolve(".hidden.json"));
            Path seen = Files.createFile(folder.resolve("seen.json"));
            assertEquals(List.of(seen), Folders.list(folder));
            assertFalse(Folders.isMessage(folder.resolve(".hidden.json")));
            assertFalse(Folders.isMessage(folder.resolve("notes.txt")));
            assertEquals(List.of(), Folders.list(folder.resolve("missing")));
        }

        @Test
        void many_threads_publish_the_same_name_and_one_of_them_is_there() throws Exception {
            Path target = folder.resolve("m.json");
            var start = new CountDownLatch(1);
            List<CompletableFuture<Void>> all = new java.util.ArrayList<>();
            for (int t = 0; t < 6; t++) {
                byte[] content = new byte[1000 + t];
                all.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                start.await();
                                for (int i = 0; i < 20; i++) {
                                    DurableFiles.publish(target, content);
                                }
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        runnable -> Thread.ofPlatform().start(runnable)));
            }
            start.countDown();
            for (CompletableFuture<Void> one : all) {
                one.get();
            }
            assertTrue(Files.size(target) >= 1000);
            assertEquals(List.of(target), Folders.list(folder));
        }
    }

    @Test
    void moving_to_a_free_name_never_replaces() throws IOException {
        Path source = Files.writeString(folder.resolve("source"), "older");
        Path target = Files.writeString(folder.resolve("target"), "newer");
        assertThrows(FileAlreadyExistsException.class, () -> DurableFiles.moveToFree(source, target));
        assertEquals("newer", Files.readString(target));
        assertEquals("older", Files.readString(source));
        Files.delete(target);
        DurableFiles.moveToFree(source, target);
        assertEquals("older", Files.readString(target));
        assertFalse(Files.exists(source));
    }

    @Test
    void of_many_who_move_to_one_name_one_succeeds_and_nothing_is_lost() throws Exception {
        var start = new CountDownLatch(1);
        var won = new AtomicInteger();
        List<CompletableFuture<Void>> all = new java.util.ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Path source = Files.writeString(folder.resolve("source" + t), "from " + t);
            all.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            start.await();
                            DurableFiles.moveToFree(source, folder.resolve("target"));
                            won.incrementAndGet();
                        } catch (FileAlreadyExistsException e) {
                            assertTrue(Files.exists(source));
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    runnable -> Thread.ofPlatform().start(runnable)));
        }
        start.countDown();
        for (CompletableFuture<Void> one : all) {
            one.get();
        }
        assertEquals(1, won.get());
        assertEquals(8, Folders.list(folder).size());
    }

    @Test
    void what_cannot_be_linked_is_moved_to_a_free_name_all_the_same() throws IOException {
        Path source = Files.createDirectory(folder.resolve("a folder.json"));
        Files.writeString(source.resolve("inside"), "x");
        DurableFiles.moveToFree(source, folder.resolve("moved.json"));
        assertEquals("x", Files.readString(folder.resolve("moved.json/inside")));
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThrows(
                FileAlreadyExistsException.class, () -> DurableFiles.moveToFree(other, folder.resolve("moved.json")));
    }
}
