package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Folders;
import dev.drover.bus.Reserve;
import dev.drover.message.DroverException;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full while requests run and arrive. */
final class FullDiskTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_runs_and_arrives_on_a_full_disk_is_done_once_and_by_itself_when_there_is_room_again() throws Exception {
        Path effects = folder.resolve("effects");
        Path go = folder.resolve("go");
        try (SmallDisk disk = SmallDisk.in(folder, 48);
                TestHome home = on(disk).start()) {
            awaitReserve(home);
            home.drop("running.json", Requests.run("running", waitsFor(go) + appends(effects, "running")));
            awaitWaiting(go);
            List<Path> prepared = prepare(home, effects, 5);
            disk.fill();
            TestHome.until(
                    "the reserve is given up", () -> !Files.exists(home.home().reserve()));
            home.event("trouble", e -> e.path("message").asString().contains("nothing new is opened"));
            disk.fill();
            for (Path file : prepared) {
                Files.move(file, home.home().lane(Priority.CRITICAL).resolve(file.getFileName()));
            }
            Files.writeString(go, "");
            TestHome.until("the command has run", () -> Files.exists(effects));
            beatsOn(home);
            assertFalse(home.hasResult("running"));
            assertEquals(5, Folders.list(home.home().lane(Priority.CRITICAL)).size(), "they wait where they are");
            disk.empty();
            assertEquals(
                    1,
                    home.ends("running", "completed")
                            .path("tasks")
                            .get(0)
                            .path("attempts")
                            .asInt());
            for (int i = 0; i < 5; i++) {
                home.ends("arriving-" + i, "completed");
            }
            home.event("trouble", e -> e.path("message").asString().contains("there is room again"));
            assertEquals(
                    List.of("arriving-0", "arriving-1", "arriving-2", "arriving-3", "arriving-4", "running"),
                    Files.readAllLines(effects).stream().sorted().toList());
            home.verifyJournal();
            awaitReserve(home);
        }
    }

    @Test
    void the_reserve_lets_running_work_end_while_new_work_waits_and_status_and_explain_say_why() throws Exception {
        Path go = folder.resolve("go");
        try (SmallDisk disk = SmallDisk.in(folder, 48);
                TestHome home = on(disk).start()) {
            awaitReserve(home);
            home.drop("running.json", Requests.run("running", waitsFor(go) + "true"));
            awaitWaiting(go);
            disk.fill();
            home.event("trouble", e -> e.path("message").asString().contains("nothing new is opened"));
            Files.writeString(go, "");
            home.ends("running", "completed");
            home.drop("waiting.json", Requests.run("waiting", "true"));
            for (List<String> command : List.of(List.of("status"), List.of("explain", "waiting"), List.of("doctor"))) {
                RealDaemon.Ran ran = RealDaemon.run(
                        home.environment(),
                        java.util.stream.Stream.concat(
                                        command.stream(),
                                        java.util.stream.Stream.of(
                                                "--home", home.root().toString()))
                                .toArray(String[]::new));
                assertTrue(ran.output().contains("nothing new is opened: "), ran.output());
                assertTrue(ran.output().contains("bus.min_free_mb"), ran.output());
            }
            assertEquals(1, home.journal("request_accepted").size());
            disk.empty();
            home.ends("waiting", "completed");
            long told = home.journal("trouble").stream()
                    .filter(e -> e.path("message").asString().contains("nothing new is opened"))
                    .count();
            assertEquals(1, told);
        }
    }

    @Test
    void a_command_that_fails_for_want_of_space_is_tried_again_when_there_is_room() throws Exception {
        Path go = folder.resolve("go");
        try (SmallDisk disk = SmallDisk.in(folder, 48);
                TestHome home = on(disk).start()) {
            awaitReserve(home);
            Path written = disk.folder().resolve("written");
            home.drop("writes.json", Requests.run("writes", waitsFor(go) + "echo something > '" + written + "'"));
            awaitWaiting(go);
            disk.fill();
            TestHome.until(
                    "the reserve is given up", () -> !Files.exists(home.home().reserve()));
            disk.fill();
            Files.writeString(go, "");
            beatsOn(home);
            disk.empty();
            home.ends("writes", "completed");
            assertEquals("something\n", Files.readString(written));
        }
    }

    @Test
    void a_daemon_on_a_full_disk_refuses_to_start_and_says_what_to_do() throws Exception {
        try (SmallDisk disk = SmallDisk.in(folder, 48);
                TestHome home = on(disk)) {
            home.start().stopDaemon();
            Files.deleteIfExists(home.home().reserve());
            disk.fill();
            String message = String.valueOf(
                    assertThrows(DroverException.class, home::start).getMessage());
            assertTrue(message.contains("is full"), message);
            assertTrue(message.contains("make room there, then start it again"), message);
            disk.empty();
            home.start().drop("after.json", Requests.run("after", "true"));
            home.ends("after", "completed");
        }
    }

    private static TestHome on(SmallDisk disk) throws IOException {
        return TestHome.in(disk.folder()).with("DROVER_BUS_MIN_FREE_MB", "8");
    }

    private static void awaitReserve(TestHome home) {
        Path reserve = home.home().reserve();
        TestHome.until("a reserve is made", () -> Files.exists(reserve) && Files.size(reserve) == Reserve.BYTES);
    }

    private static String waitsFor(Path go) {
        return "echo >> '" + waiting(go) + "'; while [ ! -e '" + go + "' ]; do sleep 0.02; done; ";
    }

    /** A packet that is claimed has not begun: on a disk that is full by then it would not. */
    private static void awaitWaiting(Path go) {
        TestHome.until("the command runs", () -> Files.exists(waiting(go)));
    }

    private static Path waiting(Path go) {
        return go.resolveSibling("waiting");
    }

    private static String appends(Path effects, String line) {
        return "echo " + line + " >> '" + effects + "'";
    }

    /** Requests on the disk that need nothing more than a rename. */
    private static List<Path> prepare(TestHome home, Path effects, int count) throws IOException {
        Path waiting = Files.createDirectories(home.root().resolve("prepared"));
        for (int i = 0; i < count; i++) {
            String id = "arriving-" + i;
            Files.writeString(waiting.resolve(id + ".json"), Requests.run(id, appends(effects, id)));
        }
        return Folders.list(waiting);
    }

    /** The claim is kept, and its heart beats at least twice from now on. */
    private static void beatsOn(TestHome home) throws IOException {
        for (int i = 0; i < 2; i++) {
            Path claim = claim(home);
            FileTime before = Files.getLastModifiedTime(claim);
            TestHome.until(
                    "a heartbeat", () -> !Files.getLastModifiedTime(claim).equals(before));
        }
    }

    private static Path claim(TestHome home) throws IOException {
        for (Path agent : Folders.list(home.home().claimed())) {
            for (Path file : Folders.list(agent)) {
                if (Folders.isMessage(file) && file.getFileName().toString().matches(".*\\.\\d+\\.json")) {
                    return file;
                }
            }
        }
        throw new IOException("no agent holds a claim");
    }
}
