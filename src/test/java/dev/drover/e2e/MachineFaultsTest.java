package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.daemon.DaemonFile;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine that does not do its part. What was dropped is done in the end, once, without anyone's help but the cause's end. */
final class MachineFaultsTest {
    private static final String[] WITHOUT_WATCHES = {
        "unshare", "-Ur", "sh", "-c", "echo 0 > /proc/sys/user/max_inotify_instances && exec \"$@\"", "sh"
    };

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "bus/inbox/normal, trouble",
        "bus/outbox, trouble",
        "bus/runs, packet_claimed",
        "bus/queue/testing/normal, trouble",
        "bus/outbox/packets, packet_claimed"
    })
    void a_folder_that_nobody_may_write_is_told_and_work_goes_on_when_it_is_mended(String name, String sign)
            throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            home.startProcess(Processes.withoutRightsOfRoot());
            home.drop("first.json", Requests.run("first", "true"));
            home.ends("first", "completed");
            Path broken = home.root().resolve(name);
            Path prepared = home.root().resolve("second.json");
            Files.writeString(
                    prepared, Requests.run("second", "echo $DROVER_ATTEMPT >> '" + folder.resolve("done") + "'"));
            if (name.startsWith("bus/inbox")) {
                Files.move(prepared, broken.resolve("second.json"));
            }
            mode(broken, "r-xr-xr-x");
            try {
                if (!name.startsWith("bus/inbox")) {
                    Files.move(prepared, home.home().lane(Priority.NORMAL).resolve("second.json"));
                    home.event(sign, e -> !e.path("request_id").asString().equals("first"));
                    assertFalse(home.hasResult("second"));
                }
            } finally {
                mode(broken, "rwx------");
            }
            assertEquals(
                    1,
                    home.ends("second", "completed")
                            .path("tasks")
                            .get(0)
                            .path("attempts")
                            .asInt());
            assertEquals(List.of("1"), Files.readAllLines(folder.resolve("done")));
        }
    }

    @Test
    void where_the_system_allows_no_watch_that_is_told_and_everything_works_by_looking_around() throws Exception {
        assumeTrue(canForbidWatches(), "user namespaces are not allowed here");
        try (TestHome home = TestHome.in(folder)) {
            home.startProcess(WITHOUT_WATCHES);
            assertTrue(home.event("trouble", e -> e.path("where").asString().equals("watch"))
                    .path("message")
                    .asString()
                    .contains("bus.rescan_seconds"));
            for (int i = 0; i < 3; i++) {
                home.drop("r" + i + ".json", Requests.run("r" + i, "true"));
                home.ends("r" + i, "completed");
            }
            assertEquals(1, home.journal("trouble").size());
            assertTrue(
                    Tree.of(home.home().agentLogs()).stream()
                            .filter(Files::isRegularFile)
                            .anyMatch(MachineFaultsTest::tellsOfTheQueue),
                    "the agent says so too");
        }
    }

    private static boolean tellsOfTheQueue(Path log) {
        try {
            return Files.readString(log).contains("the queue cannot be watched");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean canForbidWatches() throws InterruptedException {
        try {
            Processes.run(
                    Stream.concat(Stream.of(WITHOUT_WATCHES), Stream.of("true")).toArray(String[]::new));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void an_inbox_that_is_removed_while_the_daemon_runs_is_made_again_and_watched() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            for (int round = 0; round < 2; round++) {
                remove(home.home().inbox(), home.home().control());
                TestHome.until(
                        "the lanes are there again",
                        () -> Files.isDirectory(home.home().control())
                                && Stream.of(Priority.values())
                                        .map(home.home()::lane)
                                        .allMatch(Files::isDirectory));
                home.drop("r" + round + ".json", Requests.run("r" + round, "true"));
                home.ends("r" + round, "completed");
                home.control("*pause");
                home.event("control_applied", e -> e.path("control").asString().equals("*pause"));
                home.control("*resume");
                int resumed = round + 1;
                TestHome.until(
                        "it goes on", () -> home.journal("control_applied").size() == 2 * resumed);
            }
        }
    }

    /** A lane may be there again before the folder around it can be removed. */
    private static void remove(Path... folders) throws IOException, InterruptedException {
        Processes.runLetting(
                "Directory not empty",
                Stream.concat(Stream.of("rm", "-r"), Stream.of(folders).map(Path::toString))
                        .toArray(String[]::new));
    }

    @Test
    void a_daemon_without_file_descriptors_goes_on_when_it_has_some_again() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            RealDaemon daemon = home.startProcess();
            home.drop("first.json", Requests.run("first", "true"));
            home.ends("first", "completed");
            int open = Processes.run("ls", "/proc/" + daemon.pid() + "/fd").split("\n").length;
            limit(daemon, Integer.toString(Math.max(10, open - 3)));
            for (int i = 0; i < 12; i++) {
                home.drop("r" + i + ".json", Requests.run("r" + i, "true"));
                TestHome.put(
                        home.home().inbox(),
                        "s" + i + ".json",
                        Requests.run("s" + i, "true").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            Path log = home.home().logs().resolve("daemon.log");
            TestHome.until(
                    "too many files are open", () -> Files.readString(log).contains("Too many open files"));
            limit(daemon, "4096");
            for (int i = 0; i < 12; i++) {
                home.ends("r" + i, "completed");
                home.ends("s" + i, "completed");
            }
            home.verifyJournal();
        }
    }

    private static void limit(RealDaemon daemon, String files) throws Exception {
        Processes.run("prlimit", "--pid", Long.toString(daemon.pid()), "--nofile=" + files + ":4096");
    }

    @Test
    void a_copy_of_a_home_does_the_work_that_was_claimed_again_and_leaves_the_processes_of_the_other_alone()
            throws Exception {
        Path go = folder.resolve("go");
        Path effects = folder.resolve("effects");
        Path pids = folder.resolve("pids");
        // What is signed while the copy is made would be signed for lines that are not in it.
        try (TestHome home = TestHome.in(folder)
                .with("DROVER_LOGS_CHECKPOINT_SECONDS", "3600")
                .start()) {
            String command = "echo $$ >> '" + pids + "'; while [ ! -e '" + go
                    + "' ]; do sleep 0.02; done; echo $DROVER_HOME >> '" + effects + "'";
            home.drop("long.json", Requests.run("long", command));
            home.event("packet_claimed", e -> true);
            TestHome.until("the command runs", () -> Files.exists(pids) && Files.size(pids) > 1);
            long running = Long.parseLong(Files.readAllLines(pids).getFirst());
            try (TestHome copy = TestHome.copyOf(home, folder.resolve("copy"))) {
                assertTrue(DaemonFile.running(home.home()).isPresent());
                assertTrue(
                        DaemonFile.running(copy.home()).isEmpty(), "the daemon of the other home is none of this one");
                copy.start();
                copy.event("packet_issued", e -> e.path("attempt").asInt() == 2);
                copy.event("packet_claimed", e -> e.path("attempt").asInt() == 2);
                assertTrue(Processes.runs(running));
                Files.writeString(go, "");
                assertEquals(2, attempts(copy));
                assertEquals(1, attempts(home));
                assertEquals(
                        Stream.of(copy.root().toString(), home.root().toString())
                                .sorted()
                                .toList(),
                        Files.readAllLines(effects).stream().sorted().toList());
            }
        }
    }

    private static int attempts(TestHome home) {
        return home.ends("long", "completed")
                .path("tasks")
                .get(0)
                .path("attempts")
                .asInt();
    }

    @Test
    void a_task_that_leaves_too_many_artifacts_or_too_large_ones_fails_and_says_what_is_allowed() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            home.drop("large.json", Requests.run("large", "truncate -s 1025M \"$DROVER_ARTIFACTS/a\""));
            home.drop(
                    "many.json",
                    Requests.run("many", "cd \"$DROVER_ARTIFACTS\"; for i in $(seq 1001); do : > $i; done"));
            home.drop(
                    "few.json", Requests.run("few", "cd \"$DROVER_ARTIFACTS\"; for i in $(seq 1000); do : > $i; done"));
            for (String id : List.of("large", "many")) {
                var error = home.ends(id, "failed").path("tasks").get(0).path("error");
                assertEquals("too_many_artifacts", error.path("code").asString());
                assertTrue(
                        error.path("message").asString().contains("1000 of 1073741824 bytes"), error::toPrettyString);
            }
            home.ends("few", "completed");
        }
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
