package dev.drover.master;

import static dev.drover.master.MasterBench.request;
import static dev.drover.master.MasterBench.task;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drover.audit.ChainReader;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MasterTest {
    @TempDir
    Path root;

    private MasterBench bench;
    private Master master;
    private Effects effects;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    @BeforeEach
    void a_master() throws IOException {
        bench = new MasterBench(root);
        master = MasterBench.open(bench.home);
        effects = bench.effects(master);
    }

    private Set<Long> written() throws IOException {
        Set<Long> seqs = new HashSet<>();
        ChainReader.read(bench.home.journal(), line -> seqs.add(line.seq()));
        return seqs;
    }

    @Test
    @DisplayName("Journal: effects and readers see events only once their whole batch is written")
    void what_is_told_is_in_the_journal_already() throws IOException {
        List<Long> told = new CopyOnWriteArrayList<>();
        master.start(effects, (events, status) -> {
            try {
                Set<Long> written = written();
                events.forEach(e -> {
                    told.add(e.seq());
                    if (!written.contains(e.seq())) {
                        problems.add(e + " was told before it was written");
                    }
                });
            } catch (IOException e) {
                problems.add(e.toString());
            }
        });
        for (int i = 0; i < 20; i++) {
            master.submit(request("r" + i, task("a"), task("b")));
        }
        await().until(() -> told.size() >= 20 * 3 + 20 * 2);
        master.close();
        effects.close();
        assertEquals(List.of(), problems);
        assertEquals(new HashSet<>(told), written());
    }

    @Test
    void the_sender_of_an_input_is_told_when_it_is_durable() throws IOException {
        master.start(effects, (events, status) -> {});
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        master.submit(request("r1", task("a")), () -> {
            try {
                sizes.add(written().size());
            } catch (IOException e) {
                problems.add(e.toString());
            }
        });
        await().until(() -> !sizes.isEmpty());
        assertTrue(sizes.getFirst() >= 3, sizes::toString);
        master.close();
        effects.close();
    }

    @Test
    void what_was_submitted_before_the_close_is_still_taken_in() throws IOException {
        master.start(effects, (events, status) -> {});
        for (int i = 0; i < 300; i++) {
            master.submit(request("r" + i, task("a")));
        }
        master.close();
        effects.close();
        var state = new State();
        MasterBench.journal(bench.home, state).close();
        for (int i = 0; i < 300; i++) {
            assertTrue(state.seen("r" + i).isPresent(), "r" + i);
        }
    }

    @Test
    void an_input_that_breaks_off_midway_ends_the_master_and_leaves_a_journal_that_replays() throws IOException {
        master.start(effects, (events, status) -> {});
        master.submit(request("r1", task("a")));
        await().until(() -> Files.size(bench.home.journal()) > 0);
        master.submit(new Input.Note(new Event.RequestCancelled("ghost", "nobody knows it")));
        assertThrows(CompletionException.class, () -> master.ended().join());
        master.close();
        effects.close();
        var state = new State();
        List<Event> events = new ArrayList<>();
        MasterBench.journal(bench.home, state).close();
        ChainReader.read(
                bench.home.journal(), line -> events.add(Journal.recorded(line).event()));
        assertTrue(events.stream().noneMatch(Event.RequestCancelled.class::isInstance));
        assertTrue(state.run("r1").isPresent());
    }

    @Test
    void a_snapshot_that_is_under_way_at_the_close_is_named_by_the_journal() throws IOException {
        for (int round = 0; round < 5; round++) {
            Path home = Files.createDirectory(root.resolve("round-" + round));
            bench = new MasterBench(home);
            master = MasterBench.open(bench.home, 50_000);
            effects = bench.effects(master);
            master.start(effects, (events, status) -> {});
            for (int i = 0; i < 150; i++) {
                master.submit(request("r" + i, task("a")));
            }
            master.close();
            effects.close();
            assertTrue(snapshotsTaken() > 0, "none in round " + round);
        }
    }

    /** What a snapshot of this cannot be written of, the first time. */
    private static final class Large implements Fold {
        private final AtomicInteger tries = new AtomicInteger();

        @Override
        public String name() {
            return "large";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void apply(Recorded event) {}

        @Override
        public Object image() {
            return new Object() {
                @JsonProperty
                int tries() {
                    if (tries.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("as if");
                    }
                    return tries.get();
                }
            };
        }

        @Override
        public Runnable restore(FoldImage image) {
            return () -> {};
        }
    }

    @Test
    void a_snapshot_that_memory_does_not_suffice_for_does_not_keep_the_next_from_being_taken() throws IOException {
        bench = new MasterBench(Files.createDirectory(root.resolve("large")));
        var large = new Large();
        master = Master.open(bench.home, Map.of(), MasterBench.CLOCK, () -> 20_000, List.of(large));
        effects = bench.effects(master);
        master.start(effects, (events, status) -> {});
        AtomicInteger requests = new AtomicInteger();
        await("a second snapshot").until(() -> {
            master.submit(request("r" + requests.incrementAndGet(), task("a")));
            return large.tries.get() > 1;
        });
        master.close();
        effects.close();
        assertTrue(snapshotsTaken() > 0);
    }

    @Test
    void a_close_is_none_the_worse_for_a_snapshot_that_cannot_be_written() throws IOException {
        bench = new MasterBench(Files.createDirectory(root.resolve("no-place")));
        Files.writeString(bench.home.snapshots(), "no folder");
        try (Journal journal = MasterBench.journal(bench.home, new State())) {
            for (int i = 0; i < 5000; i++) {
                journal.record(MasterBench.CLOCK.instant(), new Event.Trouble("here", "x".repeat(250)));
            }
            journal.write(MasterBench.CLOCK.instant());
        }
        master = MasterBench.open(bench.home);
        effects = bench.effects(master);
        master.start(effects, (events, status) -> {});
        master.close();
        effects.close();
        assertEquals(0, snapshotsTaken());
    }

    @Test
    void a_start_that_had_to_read_all_of_a_long_journal_leaves_a_snapshot_for_the_next() throws IOException {
        bench = new MasterBench(Files.createDirectory(root.resolve("long")));
        try (Journal journal = MasterBench.journal(bench.home, new State())) {
            for (int i = 0; i < 5000; i++) {
                journal.record(MasterBench.CLOCK.instant(), new Event.Trouble("here", "x".repeat(200)));
            }
            journal.write(MasterBench.CLOCK.instant());
            journal.rotate();
        }
        for (int start = 1; start <= 2; start++) {
            master = MasterBench.open(bench.home);
            effects = bench.effects(master);
            master.start(effects, (events, status) -> {});
            master.close();
            effects.close();
            assertEquals(1, snapshotsTaken(), "at start " + start);
        }
    }

    @Test
    @Timeout(60)
    void one_that_was_never_started_closes_its_journal_and_nothing_else() throws IOException {
        master.close();
        assertEquals(Set.of(), written());
    }

    private int snapshotsTaken() throws IOException {
        List<Event> taken = new ArrayList<>();
        ChainReader.read(bench.home.journal(), line -> {
            Event event = Journal.recorded(line).event();
            if (event instanceof Event.SnapshotTaken) {
                taken.add(event);
            }
        });
        return taken.size();
    }
}
