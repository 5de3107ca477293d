package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.daemon.DaemonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** The daemon as a process that is started, stopped, killed and started again while there is work. */
@Execution(ExecutionMode.CONCURRENT)
final class DaemonLifeTest {
    @TempDir
    private Path folder = Path.of("");

    /** Whether the last daemon wrote that it was asked to stop, which one that was torn down does not. */
    private static boolean stoppedCleanly(TestHome home) throws IOException {
        List<String> lives = home.journal().stream()
                .map(e -> e.path("event").asString())
                .filter(e -> e.startsWith("daemon_"))
                .toList();
        return lives.getLast().equals("daemon_stopped");
    }

    private static long files(TestHome home, String below) throws IOException {
        return Tree.of(home.root().resolve(below)).stream()
                .filter(Files::isRegularFile)
                .filter(f -> f.getFileName().toString().endsWith(".json"))
                .count();
    }

    @Test
    void a_task_goes_on_without_a_daemon_and_the_next_one_takes_its_result() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path go = folder.resolve("go");
            Path done = folder.resolve("done");
            home.drop(
                    "long.json",
                    Requests.run(
                            "long",
                            "while [ ! -e '" + go + "' ]; do sleep 0.02; done; echo $DROVER_ATTEMPT >> '" + done
                                    + "'"));
            home.event("packet_claimed", e -> true);
            home.stopDaemon();
            assertTrue(stoppedCleanly(home));
            Files.writeString(go, "");
            TestHome.until("the agent answers to nobody", () -> files(home, "bus/outbox/packets") == 1);
            home.start();
            JsonNode task = home.ends("long", "completed").path("tasks").get(0);
            assertEquals(1, task.path("attempts").asInt());
            assertEquals(List.of("1"), Files.readAllLines(done));
            home.drop("next.json", Requests.run("next", "true"));
            home.ends("next", "completed");
            List<String> changes = home.journal("agent_changed").stream()
                    .map(e -> e.path("change").asString())
                    .toList();
            assertEquals(List.of("spawned", "adopted"), changes, "the adopted agent does the next one too");
        }
    }

    @Test
    void a_pause_that_waits_at_the_start_holds_before_the_first_request_is_opened() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            home.control("*pause");
            home.drop("r.json", Requests.run("r", "true"));
            home.start();
            home.event("control_applied", e -> true);
            home.control("*resume");
            home.ends("r", "completed");
            List<String> order = home.journal().stream()
                    .map(e -> e.path("event").asString())
                    .filter(Set.of("control_applied", "request_accepted")::contains)
                    .toList();
            assertEquals(List.of("control_applied", "control_applied", "request_accepted"), order);
        }
    }

    @Test
    void an_agent_that_was_only_just_started_when_its_daemon_died_is_adopted() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            RealDaemon daemon = home.startProcess();
            home.drop("early.json", Requests.run("early", "true"));
            long agent = home.event(
                            "agent_changed", e -> e.path("change").asString().equals("spawned"))
                    .path("pid")
                    .asLong();
            // As if it had not come to its first line of code before the next daemon looks.
            Processes.signal("STOP", agent);
            daemon.kill();
            home.startProcess();
            home.event(
                    "agent_changed",
                    e -> e.path("change").asString().equals("adopted")
                            && e.path("pid").asLong() == agent);
            Processes.signal("CONT", agent);
            home.ends("early", "completed");
        }
    }

    @Test
    void an_agent_that_died_while_no_daemon_ran_is_journaled_as_gone_by_the_next_one_and_only_once() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            RealDaemon daemon = home.startProcess();
            home.drop("r.json", Requests.run("r", "true"));
            home.ends("r", "completed");
            long agent = home.event("agent_changed", e -> true).path("pid").asLong();
            daemon.kill();
            Processes.signal("KILL", agent);
            TestHome.until("the agent is dead", () -> ProcessHandle.of(agent).isEmpty());
            for (int start = 0; start < 2; start++) {
                RealDaemon next = home.startProcess();
                home.event(
                        "agent_changed",
                        e -> e.path("pid").asLong() == agent
                                && e.path("change").asString().equals("died"));
                next.kill();
                List<String> changes = home.journal("agent_changed").stream()
                        .filter(e -> e.path("pid").asLong() == agent)
                        .map(e -> e.path("change").asString())
                        .toList();
                assertEquals(List.of("spawned", "died"), changes);
            }
        }
    }

    @Test
    void a_second_daemon_of_a_home_refuses_and_names_the_first() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            RealDaemon first = home.startProcess();
            RealDaemon.Ran second = RealDaemon.run(
                    home.environment(), "up", "--home", home.root().toString());
            assertEquals(1, second.exitCode());
            assertTrue(
                    second.output().contains("already runs") && second.output().contains(Long.toString(first.pid())),
                    second.output());
            assertTrue(second.output().contains("drover down"), second.output());
            home.drop("r.json", Requests.run("still", "true"));
            home.ends("still", "completed");
        }
    }

    @Test
    void up_returns_when_the_daemon_watches_and_down_leaves_nothing() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            String root = home.root().toString();
            RealDaemon.Ran up = RealDaemon.run(home.environment(), "up", "--detach", "--home", root);
            try {
                assertEquals(0, up.exitCode(), up.output());
                DaemonFile file = DaemonFile.running(home.home()).orElseThrow();
                assertTrue(up.output().contains(Long.toString(file.pid())), up.output());
                assertEquals(
                        0,
                        RealDaemon.run(home.environment(), "status", "--home", root)
                                .exitCode());
                home.drop("r.json", Requests.run("held", "sleep 300 & sleep 300"));
                home.event("packet_claimed", e -> true);
                // Of another type, so that a further agent is just being started when all is to end.
                home.drop(
                        "s.json",
                        "{\"tasks\":[{\"task_id\":\"t\",\"agent_type\":\"coding\",\"action\":\"a\",\"run\":\"sleep 300\"}]}");
                home.event("agent_changed", e -> e.path("agent_type").asString().equals("coding"));
            } finally {
                RealDaemon.Ran down = RealDaemon.run(home.environment(), "down", "--home", root);
                assertEquals(0, down.exitCode(), down.output());
            }
            assertEquals(
                    List.of(), home.running().stream().map(Processes::describe).toList());
            assertEquals(
                    1,
                    RealDaemon.run(home.environment(), "status", "--home", root).exitCode());
            assertTrue(stoppedCleanly(home));
        }
    }

    @Test
    void a_daemon_that_stops_with_a_full_inbox_ends_cleanly_and_the_next_goes_on() throws Exception {
        int requests = 150;
        try (TestHome home =
                TestHome.in(folder).with("DROVER_MAX_OPEN_REQUESTS", "5").start()) {
            for (int i = 0; i < requests; i++) {
                home.drop("r" + i + ".json", Requests.run("r" + i, "true"));
            }
            for (int stop = 1; stop <= 5; stop++) {
                int enough = 10 * stop;
                TestHome.until(
                        "some are done", () -> home.journal("request_finished").size() >= enough);
                home.stopDaemon();
                assertTrue(stoppedCleanly(home));
                home.start();
            }
            for (int i = 0; i < requests; i++) {
                home.ends("r" + i, "completed");
            }
            assertEquals(List.of(), home.journal("trouble"));
        }
    }

    @Test
    void control_messages_that_came_while_no_daemon_ran_are_obeyed_in_their_order() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            for (int i = 0; i < 12; i++) {
                Path file = home.control(i % 2 == 0 ? "*pause" : "*resume");
                Files.setLastModifiedTime(
                        file,
                        FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i)));
            }
            home.start();
            TestHome.until(
                    "all are obeyed", () -> home.journal("control_applied").size() == 12);
            List<String> obeyed = home.journal("control_applied").stream()
                    .map(e -> e.path("control").asString())
                    .toList();
            assertEquals(String.join(" ", Collections.nCopies(6, "*pause *resume")), String.join(" ", obeyed));
        }
    }

    @Test
    void each_control_message_is_obeyed_once_when_the_daemon_is_killed_between_the_journal_and_the_file()
            throws Exception {
        int kills = 5;
        int atOnce = 30;
        try (TestHome home = TestHome.in(folder)) {
            RealDaemon daemon = home.startProcess();
            for (int kill = 0; kill < kills; kill++) {
                long before = Files.size(home.home().journal());
                for (int i = 0; i < atOnce; i++) {
                    home.control("*resume");
                }
                while (Files.size(home.home().journal()) == before) {
                    Thread.onSpinWait();
                }
                daemon.kill();
                daemon = home.startProcess();
            }
            TestHome.until(
                    "all are obeyed",
                    () -> files(home, "bus/control") == 0
                            && home.journal("control_applied").size() >= kills * atOnce);
            Set<String> names = new HashSet<>();
            for (JsonNode obeyed : home.journal("control_applied")) {
                assertTrue(
                        names.add(Path.of(obeyed.path("file").asString())
                                .getFileName()
                                .toString()),
                        () -> "obeyed again: " + obeyed);
            }
            assertEquals(kills * atOnce, names.size());
        }
    }

    @Test
    void a_journal_that_someone_changed_stops_the_start_with_what_to_do() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            home.drop("r.json", Requests.run("r", "true"));
            home.ends("r", "completed");
            home.stopDaemon();
            Path journal = home.home().journal();
            String good = Files.readString(journal);
            Files.writeString(journal, good.replace("\"request_id\":\"r\"", "\"request_id\":\"q\""));
            RealDaemon.Ran ran = RealDaemon.run(
                    home.environment(), "up", "--home", home.root().toString());
            assertEquals(1, ran.exitCode());
            assertTrue(ran.output().contains("does not verify") && ran.output().contains("Restore"), ran.output());
            Files.writeString(journal, good.substring(0, good.length() - 20));
            ran = RealDaemon.run(home.environment(), "up", "--home", home.root().toString());
            assertEquals(1, ran.exitCode());
            assertTrue(ran.output().contains("cut off its end") && ran.output().contains("Restore"), ran.output());
            Files.writeString(journal, good + "{\"seq\":");
            home.start();
            home.drop("s.json", Requests.run("s", "true"));
            home.ends("s", "completed");
        }
    }

    @Test
    void what_was_cancelled_stays_cancelled_when_the_daemon_is_killed_right_after() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            RealDaemon daemon = home.startProcess();
            for (int i = 0; i < 3; i++) {
                home.drop("r" + i + ".json", Requests.run("r" + i, "sleep 300"));
            }
            TestHome.until(
                    "they run",
                    Duration.ofSeconds(30),
                    () -> home.journal("request_accepted").size() == 3);
            for (int i = 0; i < 3; i++) {
                home.control("*cancel:r" + i);
            }
            home.event("control_applied", e -> true);
            daemon.kill();
            home.startProcess();
            for (int i = 0; i < 3; i++) {
                home.ends("r" + i, "cancelled");
            }
            TestHome.until("all are taken", () -> files(home, "bus/control") == 0);
        }
    }
}
