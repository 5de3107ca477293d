package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Priority;
import dev.drover.message.Ulid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rule 3: the name of a file that is taken in holds all that is needed to go on after a crash")
class IntakeFileTest {
    private static final String ULID = Ulid.next(PacketFiles.NOW, new Random(1));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r.json",
                "a b.json",
                "ä😀.json",
                "new\nline.json",
                "..json",
                "high.3.x.json",
                "01j000000000000000000000ab.low.2.r.json",
                "'\"$(x).json",
                "-rf.json"
            })
    void a_hostile_name_comes_back_as_it_was(String name) {
        IntakeFile first =
                IntakeFile.first(ULID, Priority.HIGH, Path.of("/inbox").resolve(name));
        assertEquals(Optional.of(first), IntakeFile.of(Path.of("/intake").resolve(first.fileName())));
        assertEquals(name, first.name());
        assertEquals(1, first.reads());
    }

    @Test
    void a_name_that_is_too_long_to_be_longer_is_replaced() {
        IntakeFile file = IntakeFile.first(ULID, Priority.LOW, Path.of("ä".repeat(125) + ".json"));
        assertEquals("request.json", file.name());
        assertTrue(file.fileName().getBytes(StandardCharsets.UTF_8).length < 255);
    }

    @Test
    void a_name_that_is_not_utf_8_is_replaced() throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("sh", "-c", ": > \"$(printf 'b\\377d.json')\"")
                        .directory(folder.toFile())
                        .start()
                        .waitFor());
        Path odd = Folders.list(folder).getFirst();
        IntakeFile file = IntakeFile.first(ULID, Priority.LOW, odd);
        assertEquals("request.json", file.name());
        Path target = folder.resolve(file.fileName());
        Files.move(odd, target);
        assertEquals(Optional.of(file), IntakeFile.of(target));
    }

    @Test
    void every_daemon_that_begins_to_read_is_counted() {
        IntakeFile file = IntakeFile.first(ULID, Priority.LOW, Path.of("r.json"));
        for (int reads = 2; reads <= IntakeFile.MAX_READS + 1; reads++) {
            file = IntakeFile.of(Path.of(file.nextRead().fileName())).orElseThrow();
            assertEquals(reads, file.reads());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.json", ".hidden", "short.high.1.r.json", "01j000000000000000000000ab.urgent.1.r.json"})
    void another_name_is_nothing_that_was_taken_in(String name) {
        assertEquals(Optional.empty(), IntakeFile.of(Path.of(name)));
    }
}
