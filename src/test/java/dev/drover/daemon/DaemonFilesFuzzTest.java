package dev.drover.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.fuzz.Mutator;
import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What daemons leave for each other and for the commands, changed: a start and a look go on without it. */
class DaemonFilesFuzzTest {
    private static final int EACH = 10_000;
    private static final List<String> WHOLE =
            List.of("", "null", "0", "[]", "{}", "{\"root\":\"a\\u0000b\"}", "\u00ff");

    @TempDir
    private Path root = Path.of("");

    private Home home = new Home(Path.of("/"));

    @BeforeEach
    void a_home() throws IOException {
        home = new Home(root);
        home.createFolders();
    }

    /** What is done with one changed file. */
    private interface Trial {
        void run() throws IOException;
    }

    private static void mutants(Path file, int each, Trial trial) throws IOException {
        byte[] original = Files.readAllBytes(file);
        for (long seed = 0; seed < each; seed++) {
            tried(file, new Mutator(seed).mutate(original), trial, "seed " + seed);
        }
        for (String all : WHOLE) {
            tried(file, all.getBytes(StandardCharsets.ISO_8859_1), trial, "all of it");
        }
    }

    private static void tried(Path file, byte[] bytes, Trial trial, String which) throws IOException {
        Files.write(file, bytes);
        try {
            trial.run();
        } catch (RuntimeException | IOException | StackOverflowError | AssertionError e) {
            throw new AssertionError(which + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
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
        mutants(
                home.keys().resolve("daemon.json"),
                EACH,
                () -> assertTrue(DaemonFile.running(home)
                        .map(read -> read.process().equals(self))
                        .orElse(true)));
    }

    @Test
    void a_start_mends_a_changed_note_of_where_the_home_lay() throws IOException {
        HomePlace.settle(home);
        Path file = home.keys().resolve("home.json");
        // Each writes the file anew, and syncs it.
        mutants(file, EACH / 5, () -> {
            HomePlace.settle(home);
            assertEquals(Map.of("root", root.toString()), Json.read(Files.readAllBytes(file), Map.class));
        });
    }
}
