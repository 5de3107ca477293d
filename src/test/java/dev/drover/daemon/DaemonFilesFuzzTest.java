package dev.drover.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.fuzz.Mutants;
import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What daemons leave for each other and for the commands, changed: a start and a look go on without it. */
class DaemonFilesFuzzTest {
    private static final int EACH = 10_000;

    @TempDir
    private Path root = Path.of("");

    private Home home = new Home(Path.of("/"));

    @BeforeEach
    void a_home() throws IOException {
        home = new Home(root);
        home.createFolders();
    }

    @Test
    void a_changed_daemon_file_names_the_daemon_or_none() throws IOException {
        ProcessId self = ProcessId.self();
        var daemon = new DaemonFile(
                self.pid(),
                self.start(),
                self.bootId(),
                "1",
                "",
                Optional.of(root.toString()),
                Instant.EPOCH,
                Instant.EPOCH);
        daemon.write(home);
        assertEquals(Optional.of(daemon), DaemonFile.running(home));
        Mutants.of(
                home.keys().resolve("daemon.json"),
                EACH,
                // Of another number is only who began in the same tick of the clock, as JVMs of tests do.
                () -> assertTrue(DaemonFile.running(home)
                        .map(read -> read.process().start() == self.start()
                                && read.process().bootId().equals(self.bootId()))
                        .orElse(true)));
    }

    @Test
    void a_start_mends_a_changed_note_of_where_the_home_lay() throws IOException {
        HomePlace.settle(home);
        Path file = home.keys().resolve("home.json");
        // Each writes the file anew, and syncs it.
        Mutants.of(file, EACH / 5, () -> {
            HomePlace.settle(home);
            assertEquals(Map.of("root", root.toString()), Json.read(Files.readAllBytes(file), Map.class));
        });
    }
}
