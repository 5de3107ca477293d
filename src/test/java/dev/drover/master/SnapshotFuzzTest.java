package dev.drover.master;

import static dev.drover.master.MasterBench.request;
import static dev.drover.master.MasterBench.task;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.drover.bus.Home;
import dev.drover.fuzz.Mutator;
import dev.drover.master.core.Core;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.State;
import dev.drover.master.core.StateImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A snapshot that was changed is not believed: what the journal says is what holds, and the journal is left alone. */
class SnapshotFuzzTest {
    private static final int EACH = 10_000;
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.drover.master");
    private Home home = new Home(Path.of("/"));
    private Path snapshot = Path.of("");
    private byte[] journal = {};
    private StateImage right = new State().image();

    @BeforeEach
    void nothing_is_logged_ten_thousand_times() {
        log.setLevel(Level.ERROR);
    }

    @AfterEach
    void the_log_is_as_it_was() {
        log.setLevel(null);
    }

    @BeforeEach
    void a_home_with_a_snapshot() throws IOException {
        home = new Home(folder);
        home.createFolders();
        var state = new State();
        try (Journal log = MasterBench.journal(home, state)) {
            var core = new Core(state, log);
            core.step(NOW, request("one", task("a")));
            core.step(NOW, new Input.Note(new Event.RequestFiled("one")));
            core.step(NOW, new Input.Claimed(MasterBench.packet("one", "a"), 1, "coding-1"));
            log.write(NOW);
            core.step(NOW, new Input.Note(log.snapshot().write()));
            core.step(NOW, request("two", task("a")));
            log.write(NOW);
            log.sync();
        }
        try (var files = Files.list(home.snapshots())) {
            snapshot = files.findFirst().orElseThrow();
        }
        journal = Files.readAllBytes(home.journal());
        right = state.image();
    }

    private void isNotBelieved(byte[] bytes, String which) throws IOException {
        Files.write(snapshot, bytes);
        try {
            assertEquals(right, opened());
            assertArrayEquals(journal, Files.readAllBytes(home.journal()));
        } catch (RuntimeException | IOException | StackOverflowError | AssertionError e) {
            throw new AssertionError(which + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    private StateImage opened() throws IOException {
        var state = new State();
        Journal.open(home.journal(), home.snapshots(), Map.of(), List.of(new StateFold(state)))
                .close();
        return state.image();
    }

    @Test
    void what_a_changed_snapshot_says_is_not_believed() throws IOException {
        byte[] original = Files.readAllBytes(snapshot);
        for (long seed = 0; seed < EACH; seed++) {
            isNotBelieved(new Mutator(seed).mutate(original), "seed " + seed);
        }
        for (String all : List.of("", "null", "0", "[]", "{}", "[".repeat(1_000_000), "{\"a\":".repeat(200_000))) {
            isNotBelieved(all.getBytes(StandardCharsets.UTF_8), "all of it");
        }
    }
}
