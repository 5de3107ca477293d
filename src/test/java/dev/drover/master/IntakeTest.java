package dev.drover.master;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Backlog;
import dev.drover.bus.Folders;
import dev.drover.bus.IntakeFile;
import dev.drover.master.core.Event;
import dev.drover.message.DroverException;
import dev.drover.message.Priority;
import dev.drover.planning.CapabilityTable;
import dev.drover.planning.PatternPlanner;
import dev.drover.planning.Planning;
import dev.drover.planning.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rule 3: a file that has left the inbox is decided upon, whatever goes wrong then")
class IntakeTest {
    @TempDir
    private Path root;

    private MasterBench bench;
    private Master master;
    private Effects effects;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        bench = new MasterBench(root);
        master = MasterBench.open(bench.home);
        effects = bench.effects(master);
    }

    private void start() throws IOException {
        master.start(effects, (recorded, status) -> recorded.forEach(r -> events.add(r.event())));
    }

    /** Nothing is added to the events after this. */
    private void stop() throws IOException {
        master.close();
        effects.close();
    }

    @AfterEach
    void close() throws IOException {
        stop();
    }

    @Test
    void a_request_that_cannot_be_planned_is_tried_again_and_set_aside_after_three_times() throws IOException {
        try (var settling = new Settling(Duration.ofSeconds(2), () -> 0)) {
            start();
            var asked = new AtomicInteger();
            var intake = new Intake(
                    bench.home,
                    new IntakeFolder(bench.home),
                    settling,
                    new RequestCheck(
                            () -> {
                                asked.incrementAndGet();
                                throw new IllegalStateException("no plan today");
                            },
                            id -> false,
                            100_000,
                            100),
                    master,
                    MasterBench.CLOCK,
                    new SplittableRandom(1));
            Path file = Files.writeString(bench.home.inbox().resolve("r.json"), "{\"user_request\":\"x\"}");
            var waiting = new Backlog.Waiting(Priority.LOW, file, FileTime.fromMillis(0));
            var decided = new AtomicInteger();
            assertFalse(intake.take(waiting, () -> {}, decided::incrementAndGet));
            for (int reads = 2; reads <= IntakeFile.MAX_READS + 1; reads++) {
                List<Path> stranded = intake.stranded();
                assertEquals(Folders.list(bench.home.intake()), stranded);
                IntakeFile name = IntakeFile.of(stranded.getFirst()).orElseThrow();
                assertEquals(reads, name.reads());
                assertEquals(
                        reads > IntakeFile.MAX_READS,
                        intake.resume(stranded.getFirst(), name, decided::incrementAndGet));
            }
            assertEquals(IntakeFile.MAX_READS, asked.get());
            assertEquals(List.of(), intake.stranded());
            await("the refusal").until(() -> decided.get() == 1);
        }
        stop();
        assertEquals(
                IntakeFile.MAX_READS,
                events.stream()
                        .filter(e -> e instanceof Event.Trouble t
                                && t.message().contains("no plan today")
                                && t.message().contains("tried again at the next look around"))
                        .count());
        assertEquals(List.of(), Folders.list(bench.home.intake()));
    }

    @Test
    void a_request_whose_planning_was_stopped_waits_for_the_next_start_and_nothing_is_said() throws IOException {
        var planning = new CompletableFuture<Thread>();
        var settling = new Settling(Duration.ofSeconds(2), () -> 0);
        var inbox = new Inbox(
                bench.home,
                new IntakeFolder(bench.home),
                settling,
                new RequestCheck(() -> planned(planning), id -> false, 100_000, 100),
                master,
                () -> 10,
                () -> true,
                MasterBench.CLOCK,
                new SplittableRandom(1));
        start();
        Files.writeString(bench.home.lane(Priority.LOW).resolve("r.json"), "{\"user_request\":\"Run the tests\"}");
        inbox.rescan();
        await("the planner").until(planning::isDone);
        // So it does not wait for what is being read.
        Thread.currentThread().interrupt();
        inbox.close();
        assertTrue(Thread.interrupted());
        await("the reader").until(() -> !planning.join().isAlive());
        stop();
        assertEquals(List.of(), events);
        assertEquals(
                List.of(1),
                Folders.list(bench.home.intake()).stream()
                        .map(file -> IntakeFile.of(file).orElseThrow().reads())
                        .toList());
    }

    /** Ends only when whoever asks is interrupted. */
    private static Planning planned(CompletableFuture<Thread> by) {
        return new Planning(
                new PatternPlanner(Path.of("knowledge/patterns")),
                List.of((request, capabilities) -> {
                    by.complete(Thread.currentThread());
                    try {
                        new CountDownLatch(1).await();
                        return new Proposal.None(Optional.empty());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new DroverException("stopped", e);
                    }
                }),
                () -> new CapabilityTable(Map.of("testing", Set.of("run_tests"))));
    }

    @Test
    void a_file_that_was_taken_and_could_not_be_made_durable_there_is_gone_on_with() throws IOException {
        try (var settling = new Settling(Duration.ofSeconds(2), () -> 0)) {
            var planning = new Planning(
                    new PatternPlanner(bench.home.patterns()), List.of(), () -> new CapabilityTable(Map.of()));
            var intake = new Intake(
                    bench.home,
                    new IntakeFolder(bench.home),
                    settling,
                    new RequestCheck(() -> planning, id -> false, 100_000, 100),
                    master,
                    MasterBench.CLOCK,
                    new SplittableRandom(1));
            Path file = Files.writeString(bench.home.inbox().resolve("r.json"), "{\"user_request\":\"x\"}");
            // Its lane cannot be synced any more once the file has left it.
            Files.delete(bench.home.lane(Priority.LOW));
            var waiting = new Backlog.Waiting(Priority.LOW, file, FileTime.fromMillis(0));
            var decided = new AtomicInteger();
            assertThrows(IOException.class, () -> intake.take(waiting, () -> {}, decided::incrementAndGet));
            assertFalse(Files.exists(file));
            List<Path> stranded = intake.stranded();
            assertEquals(Folders.list(bench.home.intake()), stranded);
            assertEquals(List.of(), intake.stranded());
            intake.resume(
                    stranded.getFirst(), IntakeFile.of(stranded.getFirst()).orElseThrow(), decided::incrementAndGet);
            assertTrue(Files.exists(stranded.getFirst()));
        }
    }
}
