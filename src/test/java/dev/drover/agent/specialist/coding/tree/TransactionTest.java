package dev.drover.agent.specialist.coding.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.support.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {
    @TempDir
    private Path temp;

    private Path workspace;
    private Path record;

    @BeforeEach
    void open() throws IOException {
        workspace = Files.createDirectories(temp.toRealPath().resolve("work"));
        record = temp.toRealPath().resolve("record.json");
    }

    /** Stands for SIGKILL: nothing of the process runs after it, and its locks are gone. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static Moments dyingAt(int arrival) {
        int[] left = {arrival};
        return moment -> {
            if (--left[0] == 0) {
                throw new Died();
            }
        };
    }

    @Test
    void whenever_the_agent_dies_the_tree_is_afterwards_as_it_was_or_as_it_was_to_become() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed of the random trees: " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            Path root = Files.createDirectories(temp.toRealPath().resolve("r" + round));
            workspace = Files.createDirectories(root.resolve("work"));
            record = root.resolve("record.json");
            Path folder = root.resolve("pending");
            randomTree(random);
            Map<String, String> before = TreeOnDisk.of(workspace);
            List<Change> changes = randomChanges(random);
            boolean rollsBack = random.nextInt(3) == 0;
            int moments = 5 * changes.size() + 5;
            var said = "seed " + seed + ", round " + round;
            boolean died = false;
            try (Transaction transaction = Transaction.begin(
                    new Pending(folder, dyingAt(1 + random.nextInt(moments))), workspace, "t.1", record, changes)) {
                if (rollsBack) {
                    transaction.rollBack();
                } else {
                    transaction.commit(Map.of());
                }
            } catch (Died e) {
                died = true;
            }
            if (died) {
                // Whoever puts it right may die as well.
                try {
                    new Pending(folder, dyingAt(1 + random.nextInt(moments))).settle(workspace);
                } catch (Died e) {
                    said += ", died twice";
                }
            }
            assertEquals(Optional.empty(), new Pending(folder).settle(workspace), said);
            Map<String, String> now = TreeOnDisk.of(workspace);
            if (Files.exists(record)) {
                assertTrue(!rollsBack, said);
                for (Change change : changes) {
                    assertTrue(Disk.is(workspace.resolve(change.path()), traceOf(change.after())), said);
                }
            } else {
                assertEquals(before, now, said);
            }
            assertFalse(now.keySet().stream().anyMatch(name -> name.contains(".drover-")), said);
            assertEquals(List.of(folder.resolve(".lock")), Durable.list(folder), said);
        }
    }

    @Test
    void what_was_written_during_a_trial_is_taken_back_whenever_the_agent_dies_after_the_first_step() throws Exception {
        List<Change> changes = List.of(change("a", "old a", "new a"), change("b", "old b", "new b"));
        for (int arrival = 1; arrival <= 4; arrival++) {
            Path root = Files.createDirectories(temp.toRealPath().resolve("t" + arrival));
            workspace = Files.createDirectories(root.resolve("work"));
            write("a", "old a");
            write("b", "old b");
            int[] left = {-1};
            var pending = new Pending(root.resolve("pending"), moment -> {
                if (--left[0] == 0) {
                    throw new Died();
                }
            });
            try (Transaction transaction =
                    Transaction.begin(pending, workspace, "t.1", root.resolve("record"), changes)) {
                write("b", "formatted b");
                left[0] = arrival;
                transaction.rollBackTrial(root);
            } catch (Died e) {
                assertEquals(Optional.empty(), new Pending(root.resolve("pending")).settle(workspace));
            }
            assertEquals("old a", Files.readString(workspace.resolve("a")));
            assertEquals("old b", Files.readString(workspace.resolve("b")));
            assertEquals("formatted b", Files.readString(root.resolve("1.changed")));
            assertEquals(List.of(root.resolve("pending/.lock")), Durable.list(root.resolve("pending")));
        }
    }

    @Test
    void what_a_person_changed_after_the_death_is_not_touched_and_the_old_contents_are_kept() throws Exception {
        Files.writeString(workspace.resolve("a"), "old a");
        Files.writeString(workspace.resolve("b"), "old b");
        Path folder = temp.resolve("pending");
        List<Change> changes = List.of(change("a", "old a", "new a"), change("b", "old b", "new b"));
        assertThrows(
                Died.class,
                () -> Transaction.begin(new Pending(folder, dyingAt(4)), workspace, "t.1", record, changes));
        assertEquals("new a", Files.readString(workspace.resolve("a")));
        Files.writeString(workspace.resolve("a"), "mine");
        String obstacle = new Pending(folder).settle(workspace).orElseThrow();
        assertTrue(obstacle.contains("someone else has changed a since"), obstacle);
        assertTrue(obstacle.contains(folder.resolve("t.1").toString()), obstacle);
        assertEquals("mine", Files.readString(workspace.resolve("a")));
        assertEquals("old b", Files.readString(workspace.resolve("b")));
        assertEquals("old a", Files.readString(folder.resolve("t.1/0")));
        Files.writeString(workspace.resolve("a"), "old a");
        assertEquals(Optional.empty(), new Pending(folder).settle(workspace));
    }

    @Test
    void the_workspaces_above_and_below_are_settled_too_and_others_are_left() throws Exception {
        Path inner = Files.createDirectories(workspace.resolve("inner"));
        Files.writeString(inner.resolve("a"), "old");
        Path folder = temp.resolve("pending");
        assertThrows(
                Died.class,
                () -> Transaction.begin(
                        new Pending(folder, dyingAt(3)),
                        workspace,
                        "t.1",
                        record,
                        List.of(change("inner/a", "old", "new"))));
        assertEquals(Optional.empty(), new Pending(folder).settle(temp.resolve("other")));
        assertEquals("new", Files.readString(inner.resolve("a")));
        assertEquals(Optional.empty(), new Pending(folder).settle(inner));
        assertEquals("old", Files.readString(inner.resolve("a")));
    }

    @Test
    void changes_of_a_living_agent_are_left_alone() throws Exception {
        Files.writeString(workspace.resolve("a"), "old");
        var pending = new Pending(temp.resolve("pending"));
        try (Transaction transaction =
                Transaction.begin(pending, workspace, "t.1", record, List.of(change("a", "old", "new")))) {
            assertEquals(Optional.empty(), pending.settle(workspace));
            assertEquals("new", Files.readString(workspace.resolve("a")));
            assertEquals(Optional.empty(), transaction.rollBack());
        }
        assertEquals("old", Files.readString(workspace.resolve("a")));
    }

    @Test
    void a_file_that_was_changed_since_it_was_read_stops_all_of_it() throws Exception {
        Files.writeString(workspace.resolve("a"), "old a");
        Files.writeString(workspace.resolve("b"), "someone else's");
        var pending = new Pending(temp.resolve("pending"));
        assertThrows(
                Transaction.ChangedMeanwhile.class,
                () -> Transaction.begin(
                        pending,
                        workspace,
                        "t.1",
                        record,
                        List.of(change("a", "old a", "new a"), change("b", "old b", "new b"))));
        assertEquals("old a", Files.readString(workspace.resolve("a")));
    }

    @Test
    void a_file_that_is_changed_between_the_look_and_the_rename_undoes_what_went_before() throws Exception {
        Files.writeString(workspace.resolve("a"), "old a");
        Files.writeString(workspace.resolve("b"), "old b");
        var pending = new Pending(temp.resolve("pending"), moment -> {
            if (moment.equals("agent.edits.staged")) {
                write("b", "someone else's");
            }
        });
        assertThrows(
                Transaction.ChangedMeanwhile.class,
                () -> Transaction.begin(
                        pending,
                        workspace,
                        "t.1",
                        record,
                        List.of(change("a", "old a", "new a"), removal("b", "old b"))));
        assertEquals("old a", Files.readString(workspace.resolve("a")));
        assertEquals("someone else's", Files.readString(workspace.resolve("b")));
    }

    @Test
    void an_interrupt_tears_nothing_and_counts_afterwards() throws Exception {
        Files.writeString(workspace.resolve("a"), "old");
        Thread self = Thread.currentThread();
        var pending = new Pending(temp.resolve("pending"), moment -> {
            if (moment.equals("agent.edits.staged")) {
                self.interrupt();
            }
        });
        try (Transaction transaction =
                Transaction.begin(pending, workspace, "t.1", record, List.of(change("a", "old", "new")))) {
            assertEquals("new", Files.readString(workspace.resolve("a")));
            assertEquals(Optional.empty(), transaction.rollBack());
            assertTrue(Thread.interrupted());
        }
        assertEquals("old", Files.readString(workspace.resolve("a")));
    }

    @Test
    void a_folder_that_became_a_link_is_not_followed() throws Exception {
        Path outside = Files.createDirectories(temp.toRealPath().resolve("outside"));
        Files.createDirectories(workspace.resolve("d"));
        Files.writeString(workspace.resolve("d/a"), "old");
        Path folder = temp.resolve("pending");
        assertThrows(
                Died.class,
                () -> Transaction.begin(
                        new Pending(folder, dyingAt(3)),
                        workspace,
                        "t.1",
                        record,
                        List.of(change("d/a", "old", "new"))));
        Files.move(workspace.resolve("d"), workspace.resolve("e"));
        Files.createSymbolicLink(workspace.resolve("d"), outside);
        Files.writeString(outside.resolve("a"), "new");
        assertTrue(new Pending(folder).settle(workspace).isPresent());
        assertEquals("new", Files.readString(outside.resolve("a")));
    }

    @Test
    void two_agents_that_change_one_file_do_it_one_after_the_other() throws Exception {
        Files.writeString(workspace.resolve("a"), "0");
        Path folder = temp.resolve("pending");
        var begun = new CountDownLatch(1);
        try (var agents = Executors.newFixedThreadPool(2)) {
            Transaction first =
                    Transaction.begin(new Pending(folder), workspace, "t.1", record, List.of(change("a", "0", "1")));
            var second = agents.submit(() -> {
                begun.countDown();
                return Transaction.begin(
                        new Pending(folder),
                        workspace,
                        "u.1",
                        temp.toRealPath().resolve("u.json"),
                        List.of(change("a", "1", "2")));
            });
            begun.await();
            assertEquals("1", Files.readString(workspace.resolve("a")));
            first.commit(Map.of());
            first.close();
            try (Transaction ended = second.get()) {
                ended.commit(Map.of());
            }
        }
        assertEquals("2", Files.readString(workspace.resolve("a")));
    }

    private void write(String path, String content) {
        try {
            Files.writeString(workspace.resolve(path), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Change change(String path, String before, String after) {
        return new Change(path, Optional.of(state(before)), Optional.of(state(after)));
    }

    private static Change removal(String path, String before) {
        return new Change(path, Optional.of(state(before)), Optional.empty());
    }

    private static FileState state(String content) {
        return new FileState(content.getBytes(StandardCharsets.UTF_8), Modes.ofNewFile());
    }

    private static Optional<FileState.Trace> traceOf(Optional<FileState> state) {
        return state.map(FileState::trace);
    }

    private void randomTree(Random random) throws IOException {
        for (int i = random.nextInt(8); i >= 0; i--) {
            Path file = workspace.resolve(List.of("", "d/", "d/e/").get(random.nextInt(3)) + "f" + i);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content " + random.nextInt(100));
            Modes.set(file, random.nextBoolean() ? 0644 : 0750);
        }
    }

    private List<Change> randomChanges(Random random) throws IOException {
        var overlay = new Overlay(new Places(workspace, List.of(), temp.resolve("bus")));
        var names = new ArrayList<>(TreeOnDisk.of(workspace).entrySet().stream()
                .filter(e -> !e.getValue().equals("folder"))
                .map(Map.Entry::getKey)
                .toList());
        for (int i = random.nextInt(8); i >= 0 && !names.isEmpty(); i--) {
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 ->
                    overlay.put(
                            name, overlay.get(name).with(("x" + random.nextInt()).getBytes(StandardCharsets.UTF_8)));
                case 1 -> {
                    overlay.delete(name);
                    names.remove(name);
                }
                case 2 -> {
                    String to = List.of("", "d/", "g/h/").get(random.nextInt(3)) + "n" + random.nextInt(1000);
                    if (overlay.find(to).isEmpty()) {
                        overlay.rename(name, to);
                        names.remove(name);
                        names.add(to);
                    }
                }
                default -> overlay.put(name, overlay.get(name).executable(random.nextBoolean()));
            }
        }
        return overlay.changes();
    }
}
