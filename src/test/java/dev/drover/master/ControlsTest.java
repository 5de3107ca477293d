package dev.drover.master;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.Folders;
import dev.drover.master.core.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private MasterBench bench;
    private Master master;
    private Settling settling;
    private Controls controls;

    @BeforeEach
    void a_master_that_removes_nothing() throws IOException {
        bench = new MasterBench(root);
        master = MasterBench.open(bench.home);
        settling = new Settling(Duration.ofSeconds(2), () -> 0);
        controls = new Controls(bench.home, master, settling, new Archive(bench.home));
        var elsewhere = new MasterBench(root.resolve("elsewhere"));
        var effects = new Effects(
                elsewhere.home,
                elsewhere.queue,
                new dev.drover.bus.DeadLetter(elsewhere.home),
                new IntakeFolder(elsewhere.home),
                MasterBench.CLOCK,
                master::submit);
        master.start(effects, (recorded, status) -> recorded.forEach(r -> events.add(r.event())));
    }

    @AfterEach
    void close() throws IOException {
        master.close();
        settling.close();
    }

    private long applied() {
        return events.stream().filter(Event.ControlApplied.class::isInstance).count();
    }

    private void rescanOften() throws IOException {
        for (int i = 0; i < 5; i++) {
            controls.rescan();
            var before = events.size();
            master.submit(new dev.drover.master.core.Input.Note(new Event.Trouble("test", "look " + i)));
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
    void another_message_under_the_same_name_is_obeyed_too() throws IOException {
        Path file = Files.writeString(bench.home.control().resolve("p.json"), "{\"control\":\"*pause\"}");
        rescanOften();
        Files.writeString(file, "{\"control\":\"*resume\"}");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        rescanOften();
        assertEquals(2, applied());
    }
}
