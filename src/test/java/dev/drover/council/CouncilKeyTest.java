package dev.drover.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.Checkpoint;
import dev.drover.audit.Head;
import dev.drover.message.DroverException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CouncilKeyTest {
    @TempDir
    Path folder;

    @Test
    void a_key_is_made_once_for_its_owner_alone_and_git_is_told_to_ignore_it() throws Exception {
        assertTrue(CouncilKey.create(folder));
        String before = Files.readString(CouncilKey.file(folder));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(CouncilKey.file(folder))));
        assertEquals("*\n", Files.readString(folder.resolve(".gitignore")));
        assertFalse(CouncilKey.create(folder));
        assertEquals(before, Files.readString(CouncilKey.file(folder)));
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count(), "the two keys and .gitignore");
        }
    }

    @Test
    void what_it_signs_is_opened_with_the_public_half() throws Exception {
        CouncilKey.create(folder);
        CouncilKey key = CouncilKey.load(folder);
        var checkpoint = new Checkpoint(key.name().name() + "/master", new Head(3, "0a".repeat(32)));
        String note = checkpoint.sign(key.name(), key.key());
        Files.delete(CouncilKey.file(folder));
        assertEquals(checkpoint, Checkpoint.open(note, CouncilKey.publicKey(folder)));
    }

    @Test
    void a_key_that_others_may_read_is_refused_with_what_to_do() throws Exception {
        CouncilKey.create(folder);
        Files.setPosixFilePermissions(CouncilKey.file(folder), PosixFilePermissions.fromString("rw-r-----"));
        DroverException e = assertThrows(DroverException.class, () -> CouncilKey.load(folder));
        assertTrue(String.valueOf(e.getMessage()).contains("chmod 600"), e::toString);
    }

    @Test
    void a_missing_a_linked_and_a_damaged_key_are_refused() throws Exception {
        assertThrows(DroverException.class, () -> CouncilKey.load(folder));
        CouncilKey.create(folder);
        Path elsewhere = Files.move(CouncilKey.file(folder), folder.resolve("elsewhere"));
        Files.createSymbolicLink(CouncilKey.file(folder), elsewhere);
        assertThrows(DroverException.class, () -> CouncilKey.load(folder));
        Files.delete(CouncilKey.file(folder));
        Files.move(elsewhere, CouncilKey.file(folder));
        Files.writeString(CouncilKey.file(folder), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThrows(DroverException.class, () -> CouncilKey.load(folder));
    }
}
