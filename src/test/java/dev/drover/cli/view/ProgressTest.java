package dev.drover.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @TempDir
    private Path root;

    private void put(String name, String text, long second) throws IOException {
        Path folder = Files.createDirectories(OutputFile.folder(new Home(root), "r1", "t", 1));
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
    }

    private String progress() {
        return Progress.of(new Home(root), "r1", "t", 1);
    }

    @Test
    void the_newer_of_what_the_agent_says_and_what_its_command_wrote_is_shown() throws IOException {
        assertEquals("", progress());
        put("output.log", "listed\nfiles\n", 10);
        assertEquals("files", progress());
        put("progress.txt", "waits for coder to answer\n", 11);
        assertEquals("waits for coder to answer", progress());
        put("output-2.log", "1 passed\n", 12);
        assertEquals("1 passed", progress());
    }

    @Test
    void what_an_agent_leaves_in_its_place_is_no_reason_to_fail() throws IOException {
        Path folder = Files.createDirectories(OutputFile.folder(new Home(root), "r1", "t", 1));
        Files.createDirectory(folder.resolve("progress.txt"));
        assertEquals("", progress());
        Files.delete(folder.resolve("progress.txt"));
        Files.createSymbolicLink(folder.resolve("progress.txt"), Path.of("/etc/passwd"));
        assertEquals("", progress());
        Files.delete(folder.resolve("progress.txt"));
        put("progress.txt", "x".repeat(5000), 1);
        assertEquals("", progress());
    }
}
