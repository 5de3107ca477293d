package dev.drover.master;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.DeadLetter;
import dev.drover.bus.Folders;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Control messages are read at once, and each is obeyed once")
class ControlsTest {
    @TempDir
    Path root;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicLong ticker = new AtomicLong();
    private MasterBench bench;
    private Master master;
    private Effects effects;
    private Settling settling;
    private Controls controls;

    @BeforeEach
    void a_master_that_removes_nothing() throws IOException {
        bench = new MasterBench(root);
        open(new MasterBench(root.resolve("elsewhere")));
    }

    /** A daemon's part for control messages, whose effects are done in the home of that bench. */
    private void open(MasterBench place) throws IOException {
        master = MasterBench.open(bench.home);
        settling = new Settling(Duration.ofSeconds(2), ticker::get);
        controls = new Controls(
                bench.home, master, settling, new Archive(bench.home), MasterBench.CLOCK, new SplittableRandom());
        effects = place.effects(master);
        new Recovery(place.home, master, effects, place.queue).run();
        master.submit(new Input.Note(new Event.DaemonStarted("test", 1, "boot")));
        master.start(effects, (recorded, status) -> recorded.forEach(r -> events.add(r.event())));
        controls.resume();
    }

    @AfterEach
    void close() throws IOException {
        master.close();
        effects.close();
        settling.close();
    }

    private long refused() {
        return events.stream().filter(Event.ControlRefused.class::isInstance).count();
    }

    private List<Path> taken() throws IOException {
        return Folders.list(bench.home.takenControls());
    }

    private long applied() {
        return events.stream().filter(Event.ControlApplied.class::isInstance).count();
    }

    private void rescanOften() throws IOException {
        for (int i = 0; i < 5; i++) {
            controls.rescan();
            var before = events.size();
            master.submit(new Input.Note(new Event.Trouble("test", "look " + i)));
            await().until(() -> events.size() > before);
        }
    }

    @Test
    void a_message_whose_file_is_still_there_is_not_obeyed_again() throws IOException {
        Files.writeString(bench.home.control().resolve("p.json"), "{\"control\":\"*pause\"}");
        rescanOften();
        assertEquals(1, applied());
    }

    @Test
    void a_message_whose_name_is_not_utf_8_is_obeyed_once_as_well() throws Exception {
        Process touch = new ProcessBuilder(
                        "sh", "-c", "printf '{\"control\":\"*pause\"}' > \"$(printf 'p\\377.json')\"")
                .directory(bench.home.control().toFile())
                .start();
        assertEquals(0, touch.waitFor());
        assertEquals(1, Folders.list(bench.home.control()).size());
        rescanOften();
        assertEquals(1, applied());
    }

    @Test
    void a_request_is_not_cancelled_before_it_is_planned_and_unknown_when_it_was_refused() throws IOException {
        Files.createDirectories(bench.home.intake());
        Path taken = Files.writeString(
                bench.home.intake().resolve("0".repeat(26) + ".high.1.x.json"), "{\"user_request\": \"Say hello\"}");
        Files.writeString(bench.home.control().resolve("c.json"), "{\"control\":\"*cancel:r-" + "0".repeat(26) + "\"}");
        rescanOften();
        assertEquals(0, applied() + refused());
        assertEquals(1, taken().size(), "it is kept, whatever happens to the daemon");
        Files.delete(taken);
        await().until(() -> refused() == 1);
    }

    @Test
    void another_message_under_the_same_name_is_obeyed_too() throws IOException {
        Path file = Files.writeString(bench.home.control().resolve("p.json"), "{\"control\":\"*pause\"}");
        rescanOften();
        Files.writeString(file, "{\"control\":\"*resume\"}");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        rescanOften();
        assertEquals(2, applied());
    }

    @Test
    void a_daemon_that_was_killed_before_it_removed_the_file_does_not_obey_it_again() throws IOException {
        Files.writeString(bench.home.control().resolve("p.json"), "{\"control\":\"*pause\"}");
        rescanOften();
        assertEquals(1, taken().size());
        for (int start = 0; start < 2; start++) {
            close();
            open(bench);
            rescanOften();
            assertEquals(1, applied());
            assertEquals(List.of(), taken());
        }
    }

    @Test
    void a_daemon_that_was_killed_before_it_set_a_refused_one_aside_does_that_at_the_next_start() throws IOException {
        Files.writeString(bench.home.control().resolve("c.json"), "{\"control\":\"*cancel:nobody\"}");
        rescanOften();
        close();
        open(bench);
        rescanOften();
        assertEquals(1, refused());
        assertEquals(List.of(), taken());
        DeadLetter.Entry entry = new DeadLetter(bench.home).list().getFirst();
        assertEquals("c.json", entry.file().getFileName().toString());
        assertEquals("not_open", entry.reason().orElseThrow().code());
    }

    @Test
    void what_a_killed_daemon_took_and_did_not_journal_is_obeyed_by_the_next_one() throws IOException {
        Path file = Files.writeString(bench.home.control().resolve("p.json"), "{\"control\":\"*pause\"}");
        new ControlFolder(bench.home).take(file, "01m7xt1s49t4vpcvs34v08st84");
        Files.createDirectories(bench.home.takenControls().resolve("01m7xt1s49t4vpcvs34v08st85"));
        close();
        open(bench);
        await().until(() -> applied() == 1);
        await().until(() -> taken().isEmpty());
    }

    @Test
    void a_file_whose_times_are_set_after_it_was_written_is_obeyed_once() throws IOException {
        Path file = bench.home.control().resolve("p.json");
        Path open = Files.writeString(file, "{\"control\":\"*pause\"}");
        controls.seen(file);
        // cp -p sets them last, by then on a file that was taken.
        Path place = taken().isEmpty() ? open : Folders.list(taken().getFirst()).getFirst();
        Files.setLastModifiedTime(place, FileTime.fromMillis(1));
        rescanOften();
        assertEquals(1, applied());
    }

    @Test
    void two_drops_of_the_same_bytes_under_one_name_are_both_obeyed() throws IOException {
        Path file = bench.home.control().resolve("p.json");
        for (int drop = 1; drop <= 2; drop++) {
            Files.writeString(file, "{\"control\":\"*pause\"}");
            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
            rescanOften();
            assertEquals(drop, applied());
        }
    }

    @Test
    void one_that_is_half_written_is_left_where_it_is_until_it_has_settled() throws IOException {
        Path file = Files.writeString(bench.home.control().resolve("p.json"), "{\"control\":");
        rescanOften();
        assertTrue(Files.exists(file));
        ticker.set(Duration.ofSeconds(3).toNanos());
        rescanOften();
        assertEquals(1, refused());
        assertFalse(Files.exists(file));
    }
}
