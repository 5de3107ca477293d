package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** What becomes of work when the process that does it dies, hangs, or is told to stop. */
@Execution(ExecutionMode.CONCURRENT)
final class AgentsTest {
    @TempDir
    private Path folder = Path.of("");

    /** The attempts at the request that holds an agent, a line each. */
    private Path attempts() {
        return folder.resolve("out");
    }

    /** Drops a request whose first attempt ends only with its child, and returns that child when it runs. */
    private long hold(TestHome home, String requestId) throws IOException {
        Path pid = folder.resolve("child");
        home.drop(
                "a.json",
                Requests.run(
                        requestId,
                        "echo $DROVER_ATTEMPT >> " + attempts() + "; sleep 300 & if [ $DROVER_ATTEMPT -eq 1 ]; then "
                                + "echo $! > " + pid + "; wait; fi; kill $!"));
        return written(pid);
    }

    private static long written(Path pid) throws IOException {
        TestHome.until("it runs", () -> Files.exists(pid) && Files.size(pid) > 1);
        return Long.parseLong(Files.readString(pid).strip());
    }

    private static long agentOf(TestHome home, String packet) throws IOException {
        return pid(home, claim(home, packet));
    }

    private static JsonNode claim(TestHome home, String requestId) {
        return home.event("packet_claimed", e -> e.path("request_id").asString().equals(requestId));
    }

    private static long pid(TestHome home, JsonNode claimed) throws IOException {
        String agent = claimed.path("agent_id").asString();
        return TestHome.read(home.home().claimed(agent).resolve("agent.json"))
                .path("pid")
                .asLong();
    }

    @Test
    void work_of_a_killed_agent_is_done_again_at_once_and_nothing_of_it_goes_on() throws Exception {
        // With such a lease it is what was seen of the process that counts.
        try (TestHome home =
                TestHome.in(folder).with("DROVER_BUS_LEASE_SECONDS", "3600").start()) {
            long child = hold(home, "killed");
            Processes.signal("KILL", agentOf(home, "killed"));
            JsonNode result = home.ends("killed", "completed");
            assertEquals(2, result.path("tasks").get(0).path("attempts").asInt());
            assertEquals(List.of("1", "2"), Files.readAllLines(attempts()));
            assertTrue(!Processes.runs(child), "the children of the first attempt are gone");
        }
    }

    @Test
    void an_agent_that_hangs_for_the_time_of_a_lease_is_ended_and_its_work_done_again() throws Exception {
        try (TestHome home =
                TestHome.in(folder).with("DROVER_BUS_LEASE_SECONDS", "5").start()) {
            long child = hold(home, "hung");
            long agent = agentOf(home, "hung");
            Processes.signal("STOP", agent);
            JsonNode result = home.ends("hung", "completed");
            assertEquals(2, result.path("tasks").get(0).path("attempts").asInt());
            assertEquals(List.of("1", "2"), Files.readAllLines(attempts()));
            assertTrue(!Processes.runs(child), "the children of the first attempt are gone");
            assertTrue(!Processes.runs(agent), "the agent is gone and cannot wake up");
        }
    }

    @Test
    void a_cancelled_request_kills_its_command_at_once() throws Exception {
        // No look at leases would have it ended.
        try (TestHome home =
                TestHome.in(folder).with("DROVER_BUS_LEASE_SECONDS", "3600").start()) {
            long child = hold(home, "cancelled");
            home.control("*cancel:cancelled");
            TestHome.until("the child is gone", () -> !Processes.runs(child));
            home.ends("cancelled", "cancelled");
            // The agent is free for the next one.
            home.drop("b.json", Requests.run("next", "true"));
            home.ends("next", "completed");
            assertEquals(1, home.journal("agent_changed").size(), "the same agent");
        }
    }

    @Test
    void when_a_cancelled_request_has_its_result_nothing_of_it_runs_any_more() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            for (int i = 0; i < 3; i++) {
                String id = "stubborn" + i;
                Path pid = folder.resolve(id);
                // It does not end by itself, and not when it is asked to.
                home.drop(id + ".json", Requests.run(id, "trap '' TERM; sleep 300 & echo $! > '" + pid + "'; wait"));
                long child = written(pid);
                String root = home.root().toString();
                RealDaemon.Ran cancel = RealDaemon.run(home.environment(), "cancel", id, "--home", root);
                assertEquals(0, cancel.exitCode(), cancel.output());
                home.ends(id, "cancelled");
                assertTrue(!Processes.runs(child), "the result is there and the command still runs");
            }
        }
    }

    @Test
    void a_command_that_is_cancelled_while_its_agent_is_killed_does_not_live_on() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            long child = hold(home, "cancelled");
            long agent = agentOf(home, "cancelled");
            Processes.signal("STOP", agent);
            home.control("*cancel:cancelled");
            home.event("packet_withdrawn", e -> true);
            Processes.signal("KILL", agent);
            home.ends("cancelled", "cancelled");
            TestHome.until("the child is gone", () -> !Processes.runs(child));
        }
    }

    @Test
    void a_cancelled_request_is_answered_when_its_agent_hangs_and_then_nothing_of_it_runs() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            long child = hold(home, "hung");
            long agent = agentOf(home, "hung");
            Processes.signal("STOP", agent);
            home.control("*cancel:hung");
            home.ends("hung", "cancelled");
            assertTrue(!Processes.runs(child), "the result says that it is over");
            assertTrue(!Processes.runs(agent), "the agent would wake up to a packet that it lost");
            home.drop("b.json", Requests.run("next", "true"));
            home.ends("next", "completed");
        }
    }

    @Test
    void a_cancelled_command_that_ignores_being_asked_to_end_holds_its_mutex_until_it_is_gone() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path pid = folder.resolve("pid");
            Path overlap = folder.resolve("overlap");
            home.drop(
                    "a.json",
                    Requests.of(
                            "stubborn",
                            Requests.with(
                                    Requests.task(
                                            "t",
                                            "trap '' TERM; echo $$ > " + pid + "; while true; do sleep 0.05; done"),
                                    "mutex",
                                    "db")));
            TestHome.until("it runs", () -> Files.exists(pid) && Files.size(pid) > 1);
            home.drop(
                    "b.json",
                    Requests.of(
                            "next",
                            // Of another type: the agent of the first one is busy with ending it.
                            Requests.with(
                                    Requests.with(
                                            Requests.task(
                                                    "t", "kill -0 $(cat " + pid + ") && touch " + overlap + "; true"),
                                            "agent_type",
                                            "coding"),
                                    "mutex",
                                    "db")));
            home.event("request_accepted", e -> e.path("request_id").asString().equals("next"));
            home.control("*cancel:stubborn");
            home.ends("next", "completed");
            assertTrue(!Files.exists(overlap), "two commands that name the same mutex ran side by side");
            home.ends("stubborn", "cancelled");
        }
    }

    @Test
    void what_is_ending_when_the_daemon_stops_is_shown_as_ending_and_ended_by_the_next_one() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            long child = hold(home, "cancelled");
            Processes.signal("STOP", agentOf(home, "cancelled"));
            home.control("*cancel:cancelled");
            home.event("packet_withdrawn", e -> true);
            home.stopDaemon();
            assertTrue(!home.hasResult("cancelled") && Processes.runs(child), "it has not ended yet");
            assertTrue(told(home, "status").contains("0 requests, 1 ending"), told(home, "status"));
            assertTrue(told(home, "runs").contains("  ending  "), told(home, "runs"));
            assertTrue(told(home, "explain").contains("0 open, 1 ending, "), told(home, "explain"));
            home.start();
            home.ends("cancelled", "cancelled");
            assertTrue(!Processes.runs(child), "the result says that it is over");
        }
    }

    @Test
    void what_a_failed_attempt_left_in_a_session_of_its_own_is_gone_before_the_next_attempt() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path lock = folder.resolve("lock");
            Path overlap = folder.resolve("overlap");
            home.drop(
                    "a.json",
                    Requests.run(
                            "again",
                            "exec 9>>" + lock + "; flock -n 9 || touch " + overlap
                                    + "; if [ $DROVER_ATTEMPT -eq 1 ]; then setsid sleep 300 & exit 1; fi"));
            JsonNode result = home.ends("again", "completed");
            assertEquals(2, result.path("tasks").get(0).path("attempts").asInt());
            assertTrue(!Files.exists(overlap), "the first attempt was running still");
        }
    }

    @Test
    void an_idle_agent_that_was_stopped_is_killed_and_another_one_works() throws Exception {
        try (TestHome home = TestHome.in(folder)
                .with("DROVER_BUS_LEASE_SECONDS", "1.5")
                .with("DROVER_MAX_AGENTS", "1")
                .start()) {
            home.drop("a.json", Requests.run("first", "true"));
            home.ends("first", "completed");
            long agent = home.journal("agent_changed").getFirst().path("pid").asLong();
            Processes.signal("STOP", agent);
            home.drop("b.json", Requests.run("second", "true"));
            home.ends("second", "completed");
            JsonNode killed =
                    home.event("agent_changed", e -> e.path("change").asString().equals("killed"));
            assertEquals(agent, killed.path("pid").asLong());
            assertTrue(killed.path("why").asString().contains("SIGSTOP"), killed::toString);
        }
    }

    @Test
    void agents_end_when_they_were_idle_and_the_registry_says_so() throws Exception {
        try (TestHome home =
                TestHome.in(folder).with("DROVER_AGENT_IDLE_SECONDS", "1").start()) {
            home.drop("a.json", Requests.run("once", "true"));
            home.ends("once", "completed");
            Path registry = home.home().keys().resolve("agents-registry.json");
            Path active = home.home().keys().resolve("active-agents.json");
            home.event("agent_changed", e -> e.path("change").asString().equals("retired"));
            TestHome.until("the registry shows it", () -> {
                JsonNode agents = TestHome.read(registry).path("agents");
                return agents.size() == 1
                        && agents.get(0).path("state").asString().equalsIgnoreCase("terminated")
                        && agents.get(0).path("completed").asInt() == 1
                        && TestHome.read(active).path("agents").isEmpty();
            });
            assertEquals(List.of(), home.running());
        }
    }

    @Test
    void agents_that_die_one_after_the_other_are_replaced_ever_more_slowly() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path deaths = Files.createDirectory(folder.resolve("deaths"));
            home.drop("a.json", Requests.run("fatal", "mktemp " + deaths + "/XXXXXX; kill -KILL $PPID; sleep 300"));
            JsonNode result = home.ends("fatal", "failed");
            JsonNode task = result.path("tasks").get(0);
            assertEquals("agent_died", task.path("error").path("code").asString());
            assertEquals(5, task.path("attempts").asInt());
            // The journal says when the daemon wrote of it, which a busy disk may put off.
            List<Instant> died = times(deaths);
            Duration between = Duration.between(died.get(3), died.get(4));
            List<JsonNode> told = home.journal("agent_changed");
            assertTrue(between.toMillis() >= 4000, () -> "the fifth came " + between + " after the fourth: " + told);
            TestHome.until("the packet and the reason are set aside", () -> {
                try (var letters = Files.list(home.home().deadLetter())) {
                    return letters.count() == 2;
                }
            });
            // What killed them holds up nothing else for longer than its own type backs off.
            home.drop(
                    Priority.HIGH,
                    "b.json",
                    Requests.json(java.util.Map.of(
                            "request_id",
                            "other",
                            "tasks",
                            List.of(java.util.Map.of(
                                    "task_id", "t", "agent_type", "coding", "action", "a", "run", "true")))));
            home.ends("other", "completed");
        }
    }

    @Test
    void no_more_agents_run_than_are_allowed_and_each_of_them_works() throws Exception {
        try (TestHome home = TestHome.in(folder).with("DROVER_MAX_AGENTS", "2").start()) {
            Path who = folder.resolve("who");
            Path go = folder.resolve("go");
            for (int i = 0; i < 6; i++) {
                home.drop(
                        "r" + i + ".json",
                        Requests.run(
                                "r" + i,
                                "echo $DROVER_AGENT_ID >> '" + who + "'; while [ ! -e '" + go
                                        + "' ]; do sleep 0.05; done; sleep 1"));
            }
            TestHome.until(
                    "two are at work",
                    () -> Files.exists(who) && Files.readAllLines(who).size() == 2);
            Files.writeString(go, "");
            for (int i = 0; i < 6; i++) {
                home.ends("r" + i, "completed");
            }
            long spawned = home.journal("agent_changed").stream()
                    .filter(e -> e.path("change").asString().equals("spawned"))
                    .count();
            assertEquals(2, spawned);
            assertEquals(2, new HashSet<>(Files.readAllLines(who)).size());
        }
    }

    @Test
    void nothing_is_started_for_work_that_is_handed_back_while_all_agents_are_ended() throws Exception {
        try (TestHome home = TestHome.in(folder).with("DROVER_MAX_AGENTS", "2").start()) {
            // One agent takes its time to end, in which the other has long handed back what it held.
            Path begun = folder.resolve("begun");
            home.drop(
                    "slow.json",
                    Requests.run(
                            "slow", "trap 'sleep 2; exit' TERM; touch '" + begun + "'; while :; do sleep 0.1; done"));
            TestHome.until("it has begun", () -> Files.exists(begun));
            for (int i = 0; i < 5; i++) {
                home.drop("r" + i + ".json", Requests.run("r" + i, "sleep 300"));
            }
            TestHome.until("both work", () -> home.journal("packet_claimed").size() == 2);
        }
        // Closing the home has looked for what is left.
    }

    private static String told(TestHome home, String command) throws Exception {
        return RealDaemon.run(home.environment(), command, "--home", home.root().toString())
                .output();
    }

    /** When the files of a folder were written, in order. */
    private static List<Instant> times(Path folder) throws IOException {
        List<Instant> times = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                times.add(Files.getLastModifiedTime(file).toInstant());
            }
        }
        return times.stream().sorted().toList();
    }
}
