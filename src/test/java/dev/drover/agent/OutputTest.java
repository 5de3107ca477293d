package dev.drover.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.message.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputTest {
    @TempDir
    private Path folder;

    private Path log() {
        return folder.resolve("output.log");
    }

    @Test
    void the_hash_is_of_all_and_the_tail_is_its_end() throws IOException {
        String text = "x".repeat(100_000) + "\nthe end \n";
        Files.writeString(log(), text);
        Output output = Output.of(log(), 1_000_000);
        assertEquals(Sha256.of(text), output.sha256());
        assertEquals(text.length(), output.bytes());
        assertEquals("the end", output.lastLine());
    }

    @Test
    void a_pipe_that_the_command_put_in_its_place_is_not_opened() throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", log().toString()).start().waitFor());
        Output output = Output.of(log(), 1_000_000);
        assertEquals(0, output.bytes());
        assertEquals("the command has put something else in the place of its log", output.lastLine());
    }

    @Test
    void a_device_behind_a_link_is_not_read() throws IOException {
        Files.createSymbolicLink(log(), Path.of("/dev/zero"));
        assertEquals(0, Output.of(log(), 1_000_000).bytes());
    }

    @Test
    void a_file_without_end_is_read_up_to_the_limit() throws IOException {
        try (var file = new java.io.RandomAccessFile(log().toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertEquals(true, Output.of(log(), 1_000_000).bytes() < 2_000_000);
    }
}
