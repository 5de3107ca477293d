package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that is moved is in exactly one place at every instant (rule 3)")
class FreeMoveTest {
    @TempDir
    Path folder;

    @Test
    void the_file_never_has_two_names() throws Exception {
        Path here = Files.writeString(folder.resolve("here.json"), "x");
        Path there = Files.createDirectory(folder.resolve("there")).resolve("there.json");
        var done = new AtomicBoolean();
        var most = new AtomicInteger();
        CompletableFuture<Void> watcher = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                for (Path name : List.of(here, there)) {
                    most.accumulateAndGet(names(name), Math::max);
                }
            }
        });
        for (int i = 0; i < 3000; i++) {
            DurableFiles.moveToFree(i % 2 == 0 ? here : there, i % 2 == 0 ? there : here);
        }
        done.set(true);
        watcher.get();
        assertEquals(1, most.get());
        assertEquals("x", Files.readString(here));
    }

    private static int names(Path file) {
        try {
            return (Integer) Files.getAttribute(file, "unix:nlink");
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_move_to_another_file_system_is_refused_and_changes_nothing() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(folder)));
        Path source = Files.writeString(folder.resolve("source"), "x");
        Path elsewhere = Files.createTempDirectory(memory, "drover-test");
        try {
            Path target = elsewhere.resolve("target");
            assertThrows(AtomicMoveNotSupportedException.class, () -> DurableFiles.moveToFree(source, target));
            assertTrue(Files.exists(source));
            assertFalse(Files.exists(target));
        } finally {
            Files.deleteIfExists(elsewhere.resolve("target"));
            Files.delete(elsewhere);
        }
    }

    @Test
    void what_is_gone_cannot_be_moved() {
        assertThrows(
                NoSuchFileException.class,
                () -> DurableFiles.moveToFree(folder.resolve("gone"), folder.resolve("target")));
    }

    @Test
    void names_that_are_not_utf_8_or_look_like_escapes_are_moved_byte_for_byte() throws Exception {
        Process touch = new ProcessBuilder("sh", "-c", "echo x > \"$(printf 'p%%41 \\303\\244\\377.json')\"; mkdir to")
                .directory(folder.toFile())
                .start();
        assertEquals(0, touch.waitFor());
        Path source = Folders.list(folder).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
        DurableFiles.moveToFree(source, folder.resolve("to").resolve(source.getFileName()));
        assertEquals(
                source.getFileName(),
                Folders.list(folder.resolve("to")).getFirst().getFileName());
        assertFalse(Files.exists(source));
    }

    @Test
    void a_link_is_moved_and_not_what_it_points_to() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        DurableFiles.moveToFree(link, folder.resolve("moved"));
        assertTrue(Files.isSymbolicLink(folder.resolve("moved")));
        assertTrue(Files.exists(real));
    }

    @Test
    void without_such_a_rename_a_name_that_is_taken_is_refused_too() throws IOException {
        Path source = Files.writeString(folder.resolve("source"), "older");
        Path target = Files.writeString(folder.resolve("target"), "newer");
        assertThrows(FileAlreadyExistsException.class, () -> DurableFiles.moveByLink(source, target));
        Files.delete(target);
        DurableFiles.moveByLink(source, target);
        assertEquals("older", Files.readString(target));
        assertFalse(Files.exists(source));
    }

    @Test
    void a_move_that_was_cut_off_between_link_and_removal_is_ended_at_the_next_start() throws IOException {
        var home = new Home(folder);
        home.createFolders();
        Path lane = Files.writeString(home.lane(Priority.HIGH).resolve("a.json"), "a");
        Path inInbox = Files.createLink(home.inbox().resolve("a.json"), lane);
        Path inIntake = Files.createLink(home.intake().resolve("01m7xt1s49t4vpcvs34v08st84.high.1.a.json"), lane);
        Path control = Files.writeString(home.control().resolve("c.json"), "c");
        Path dead = Files.createLink(home.deadLetter().resolve("c.json"), control);
        Path own = Files.writeString(folder.resolve("mine.json"), "mine");
        Path dropped = Files.createLink(home.inbox().resolve("mine.json"), own);
        SecondNames.remove(home);
        for (Path second : List.of(inInbox, inIntake, dead)) {
            assertFalse(Files.exists(second), second + " is the second name of a file");
        }
        for (Path kept : List.of(lane, control, own, dropped)) {
            assertTrue(Files.exists(kept), kept + " is gone");
        }
    }
}
