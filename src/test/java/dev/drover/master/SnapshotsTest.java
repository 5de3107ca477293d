package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.drover.audit.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir
    private Path folder;

    @Test
    void one_that_no_start_would_read_is_not_written_and_the_one_before_stays() throws IOException {
        var snapshots = new Snapshots(folder, 200);
        snapshots.write(new Head(5, "ab"), Map.of("few", new Snapshots.Image(1, List.of("a"))));
        IOException e = assertThrows(
                IOException.class,
                () -> snapshots.write(new Head(6, "cd"), Map.of("many", new Snapshots.Image(1, "x".repeat(300)))));
        assertEquals("it has 364 bytes, and a start reads 200 at most", e.getMessage());
        assertEquals(List.of(folder.resolve("000000000005.jsonl")), snapshots.files());
    }
}
