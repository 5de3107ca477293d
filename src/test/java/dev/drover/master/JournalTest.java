package dev.drover.master;

import static dev.drover.master.MasterBench.request;
import static dev.drover.master.MasterBench.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainedLog;
import dev.drover.bus.Home;
import dev.drover.master.core.Core;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.State;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start from a snapshot leads to the same state as one from the first line, or is not one from a snapshot. */
@DisplayName("Journal: a snapshot carries sequence, hash and the version of the fold; if one does not fit, replay")
class JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("/"));

    @BeforeEach
    void a_home() throws IOException {
        home = new Home(folder);
        home.createFolders();
    }

    /** Counts the events that it is told of, which is how a test sees from where a journal was read. */
    private static final class Counter implements Fold {
        private final List<Long> told = new ArrayList<>();
        private final int version;

        Counter(int version) {
            this.version = version;
        }

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public void apply(Recorded event) {
            told.add(event.seq());
        }

        @Override
        public Object image() {
            return told.size();
        }

        @Override
        public Runnable restore(FoldImage image) {
            int before = image.as(Integer.class);
            return () -> assertTrue(before > 0);
        }
    }

    private record Opened(State state, Counter counter) {}

    private Opened open(int version) throws IOException {
        var state = new State();
        var counter = new Counter(version);
        Journal.open(home.journal(), home.snapshots(), Map.of(), List.of(new StateFold(state), counter))
                .close();
        return new Opened(state, counter);
    }

    /** Requests in every state of their lives, a full file, a snapshot, and a request after it. */
    private void write(boolean named) throws IOException {
        var state = new State();
        var counter = new Counter(1);
        try (Journal journal =
                Journal.open(home.journal(), home.snapshots(), Map.of(), List.of(new StateFold(state), counter))) {
            var core = new Core(state, journal);
            step(core, counter, request("done", task("a")));
            step(core, counter, new Input.Note(new Event.RequestFiled("done")));
            step(core, counter, new Input.Note(new Event.RequestCancelled("done", "enough")));
            step(core, counter, new Input.Tick());
            step(core, counter, request("claimed", task("a")));
            String packet = MasterBench.packet("claimed", "a");
            step(core, counter, new Input.Note(new Event.PacketPublished("claimed", "a", packet, 1)));
            step(core, counter, new Input.Claimed(packet, 1, "coding-1"));
            step(core, counter, request("fresh", task("a")));
            journal.write(NOW);
            journal.rotate();
            Event taken = journal.snapshot().write();
            if (named) {
                step(core, counter, new Input.Note(taken));
            }
            step(core, counter, request("after", task("a")));
            journal.write(NOW);
            journal.sync();
        }
    }

    private static void step(Core core, Counter counter, Input input) {
        core.step(NOW, input).forEach(counter::apply);
    }

    private State replayed() throws IOException {
        var state = new State();
        Path none = Files.createTempDirectory(folder, "none");
        Journal.open(home.journal(), none, Map.of(), List.of(new StateFold(state)))
                .close();
        return state;
    }

    private Path snapshot() throws IOException {
        try (var files = Files.list(home.snapshots())) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void a_start_from_a_snapshot_reads_only_what_follows_and_comes_to_the_same_state() throws IOException {
        write(true);
        Opened opened = open(1);
        assertTrue(opened.counter().told.getFirst() > 10, opened.counter().told::toString);
        assertEquals(replayed().image(), opened.state().image());
        assertEquals(replayed().out(), opened.state().out());
        assertFalse(opened.state().out().isEmpty());
    }

    @Test
    void a_snapshot_that_the_journal_does_not_name_is_not_believed() throws IOException {
        write(false);
        Opened opened = open(1);
        assertEquals(1, opened.counter().told.getFirst());
        assertEquals(replayed().image(), opened.state().image());
    }

    @Test
    void a_snapshot_that_somebody_changed_is_not_believed() throws IOException {
        write(true);
        Path file = snapshot();
        Files.writeString(file, Files.readString(file).replace("\"paused\":false", "\"paused\":true"));
        Opened opened = open(1);
        assertEquals(1, opened.counter().told.getFirst());
        assertFalse(opened.state().isPaused());
    }

    @Test
    void a_snapshot_of_another_version_and_one_that_is_garbage_are_passed_over() throws IOException {
        write(true);
        assertEquals(1, open(2).counter().told.getFirst());
        Files.writeString(snapshot(), "{\"line\":");
        assertEquals(1, open(1).counter().told.getFirst());
        Files.writeString(snapshot(), "{}");
        assertEquals(1, open(1).counter().told.getFirst());
    }

    @Test
    void the_journal_goes_on_where_it_ended_after_a_start_from_a_snapshot() throws IOException {
        write(true);
        var state = new State();
        try (Journal journal = MasterBench.journal(home, state)) {
            var core = new Core(state, journal);
            core.step(NOW, request("more", task("a")));
            journal.write(NOW);
        }
        assertEquals(replayed().image(), open(1).state().image());
        assertTrue(open(1).state().run("more").isPresent());
    }

    /** The lines verify, so this is no tampering: the user has gone back to an older version. */
    @Test
    void an_event_of_a_newer_version_stops_the_start_with_a_sentence() throws IOException {
        Files.createDirectories(home.logs());
        try (ChainedLog log = ChainedLog.open(home.journal(), line -> {})) {
            log.add(NOW, "{\"event\":\"invented_later\",\"x\":1}");
            log.write(NOW);
        }
        DroverException e = assertThrows(DroverException.class, () -> open(1));
        assertEquals(
                "line 1 of the journal verifies, but this version of Drover cannot read its event 'invented_later'; if a "
                        + "newer version has run here, start that one, and nothing is lost",
                e.getMessage());
    }
}
