package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a task puts in the place of a result that has counted, the daemon neither hangs on it nor takes it in. */
@Timeout(60)
class KeptResultTest {
    private static final String COUNTED = "{\"status\":\"completed\"}";

    @TempDir
    private Path folder;

    private void keep() throws IOException {
        new KeptResult(source(), folder.resolve("run"), Sha256.of(COUNTED.getBytes(StandardCharsets.UTF_8))).keep();
    }

    private Path source() {
        return folder.resolve("p.1.json");
    }

    private Path kept() {
        return folder.resolve("run/result.json");
    }

    @Test
    void the_bytes_that_counted_are_kept() throws IOException {
        Files.writeString(source(), COUNTED);
        keep();
        assertEquals(COUNTED, Files.readString(kept()));
        keep();
    }

    @Test
    void they_are_kept_too_when_the_agent_ended_the_line_after_they_had_been_read() throws IOException {
        Files.writeString(source(), COUNTED + "\n");
        keep();
        assertTrue(Files.exists(kept()));
    }

    @Test
    void other_bytes_are_not_kept() throws IOException {
        Files.writeString(source(), COUNTED + " ");
        keep();
        assertFalse(Files.exists(kept()));
    }

    @Test
    void a_pipe_is_not_opened() throws Exception {
        assertEquals(
                0, new ProcessBuilder("mkfifo", source().toString()).start().waitFor());
        keep();
        assertFalse(Files.exists(kept()));
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        Files.createSymbolicLink(source(), Path.of("/dev/zero"));
        keep();
        assertFalse(Files.exists(kept()));
    }

    @Test
    void a_file_larger_than_memory_is_not_read_into_it() throws IOException {
        try (var file = new java.io.RandomAccessFile(source().toFile(), "rw")) {
            file.setLength(Runtime.getRuntime().maxMemory() / 4);
        }
        keep();
        assertFalse(Files.exists(kept()));
    }
}
