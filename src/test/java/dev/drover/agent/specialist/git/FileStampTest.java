package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    @TempDir
    private Path temp;

    @Test
    void what_is_written_has_another_stamp_and_what_cannot_be_looked_at_has_one() throws Exception {
        Path file = Files.writeString(temp.resolve("a"), "a");
        String before = FileStamp.of(file);
        assertEquals(before, FileStamp.of(file));
        Files.writeString(file, "more");
        assertNotEquals(before, FileStamp.of(file));
        assertEquals("unreadable", FileStamp.of(temp.resolve("long".repeat(100))));
        assertEquals("", FileStamp.of(temp.resolve("none")));
    }
}
