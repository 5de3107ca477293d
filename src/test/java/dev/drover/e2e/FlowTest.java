package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Folders;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Which work is done when: back-pressure, urgency, fairness, and what people say to it on the way. */
@Execution(ExecutionMode.CONCURRENT)
final class FlowTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void only_as_many_requests_are_open_as_are_allowed_and_the_rest_waits_in_the_inbox() throws Exception {
        try (TestHome home =
                TestHome.in(folder).with("DROVER_MAX_OPEN_REQUESTS", "2").start()) {
            Path go = folder.resolve("go");
            for (int i = 0; i < 50; i++) {
                home.drop("r" + i + ".json", Requests.run("r" + i, "while [ ! -e '" + go + "' ]; do sleep 0.05; done"));
            }
            TestHome.until("two run", () -> home.journal("packet_claimed").size() == 2);
            try (var waiting = Files.list(home.home().lane(Priority.NORMAL))) {
                assertEquals(48, waiting.count());
            }
            Files.writeString(go, "");
            for (int i = 0; i < 50; i++) {
                home.ends("r" + i, "completed");
            }
            int open = 0;
            for (JsonNode event : home.journal()) {
                open += switch (event.path("event").asString()) {
                    case "request_accepted" -> 1;
                    case "request_finished" -> -1;
                    default -> 0;
                };
                assertTrue(open <= 2, "open at once: " + open);
            }
        }
    }

    @Test
    void a_critical_request_behind_a_full_backlog_is_served_next_and_low_work_is_not_starved() throws Exception {
        try (TestHome home = TestHome.in(folder)
                .with("DROVER_MAX_OPEN_REQUESTS", "2")
                .with("DROVER_MAX_AGENTS", "1")
                .start()) {
            Path order = folder.resolve("order");
            Path go = folder.resolve("go");
            String line = "while [ ! -e '" + go + "' ]; do sleep 0.02; done; echo $DROVER_REQUEST_ID >> '" + order
                    + "'; sleep 0.05";
            for (int i = 0; i < 50; i++) {
                home.drop(Priority.LOW, "low" + i + ".json", Requests.run("low" + i, line));
            }
            home.event("packet_claimed", e -> true);
            home.drop(Priority.CRITICAL, "urgent.json", Requests.run("urgent", line));
            // What came before it has been seen when this is obeyed.
            home.control("*resume");
            home.event("control_applied", e -> true);
            Files.writeString(go, "");
            home.ends("urgent", "completed");
            List<String> before = Files.readAllLines(order);
            assertTrue(before.indexOf("urgent") <= 6, () -> "served after " + before.indexOf("urgent") + " others");
            for (int i = 0; i < 50; i++) {
                home.ends("low" + i, "completed");
            }
        }
    }

    @Test
    void among_packets_that_wait_one_claim_in_eight_is_the_oldest_of_any_priority() throws Exception {
        try (TestHome home = TestHome.in(folder)
                .with("DROVER_MAX_AGENTS", "1")
                .with("DROVER_MAX_OPEN_REQUESTS", "100")
                .start()) {
            Path order = folder.resolve("order");
            Path go = folder.resolve("go");
            home.drop("gate.json", Requests.run("gate", "while [ ! -e '" + go + "' ]; do sleep 0.02; done"));
            home.event("packet_claimed", e -> true);
            String line = "echo $DROVER_REQUEST_ID >> '" + order + "'";
            home.drop(Priority.LOW, "low.json", Requests.run("low", line));
            home.event("packet_published", e -> e.path("request_id").asString().equals("low"));
            for (int i = 0; i < 15; i++) {
                home.drop(Priority.HIGH, "high" + i + ".json", Requests.run("high" + i, line));
            }
            TestHome.until(
                    "all wait on the queue",
                    () -> home.journal("packet_published").size() == 17);
            Files.writeString(go, "");
            home.ends("low", "completed");
            int place = Files.readAllLines(order).indexOf("low");
            assertTrue(place > 0 && place < 8, "low work came at place " + place);
        }
    }

    @Test
    void pause_lets_nothing_begin_and_resume_lets_it_go_on() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path go = folder.resolve("go");
            home.drop(
                    "chain.json",
                    Requests.of(
                            "chain",
                            Requests.task("a", "while [ ! -e '" + go + "' ]; do sleep 0.02; done"),
                            Requests.task("b", "true", "a")));
            home.event("packet_claimed", e -> true);
            home.control("*pause");
            home.event("control_applied", e -> e.path("control").asString().equals("*pause"));
            inForce(home);
            home.drop("next.json", Requests.run("next", "true"));
            Files.writeString(go, "");
            home.event("task_ended", e -> e.path("task_id").asString().equals("a"));
            home.drop("broken.json", "{");
            assertEquals(1, home.journal("packet_issued").size());
            assertEquals(1, home.journal("request_accepted").size());
            home.control("*resume");
            home.ends("chain", "completed");
            home.ends("next", "completed");
        }
    }

    @Test
    void drain_finishes_what_is_open_and_opens_nothing_new() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path go = folder.resolve("go");
            home.drop(
                    "open.json",
                    Requests.of(
                            "open",
                            Requests.task("a", "while [ ! -e '" + go + "' ]; do sleep 0.02; done"),
                            Requests.task("b", "true", "a")));
            home.event("packet_claimed", e -> true);
            home.control("*drain");
            home.event("control_applied", e -> true);
            inForce(home);
            Path waiting = home.drop("later.json", Requests.run("later", "true"));
            Files.writeString(go, "");
            home.ends("open", "completed");
            assertTrue(Files.exists(waiting));
            assertEquals(1, home.journal("request_accepted").size());
            home.control("*resume");
            home.ends("later", "completed");
        }
    }

    @Test
    void a_failed_task_fails_what_depends_on_it_and_nothing_else_and_a_retry_does_only_the_rest() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path ran = folder.resolve("ran");
            Path fixed = folder.resolve("fixed");
            String line = "echo $DROVER_TASK_ID.$DROVER_ATTEMPT >> '" + ran + "'; ";
            home.drop(
                    "r.json",
                    Requests.of(
                            "rest",
                            Requests.task("good", line),
                            Requests.with(Requests.task("bad", line + "test -e '" + fixed + "'"), "retries", 1),
                            Requests.task("after", line, "bad"),
                            Requests.task("aside", line, "good")));
            JsonNode result = home.ends("rest", "partial");
            assertEquals(2, result.path("completed_tasks").asInt());
            assertEquals(List.of("aside.1", "bad.1", "bad.2", "good.1"), sorted(ran));
            Files.writeString(fixed, "");
            Files.delete(home.home().outbox().resolve("rest.json"));
            home.control("*retry:rest");
            JsonNode second = home.ends("rest", "completed");
            assertEquals(2, second.path("round").asInt());
            assertEquals(List.of("after.1", "aside.1", "bad.1", "bad.2", "bad.3", "good.1"), sorted(ran));
        }
    }

    @Test
    void a_retry_that_comes_as_soon_as_the_result_is_seen_is_taken() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            for (int i = 0; i < 15; i++) {
                String id = "quick" + i;
                home.drop(id + ".json", Requests.of(id, Requests.with(Requests.task("t", "false"), "retries", 0)));
                Path result = home.home().outbox().resolve(id + ".json");
                while (!Files.exists(result)) {
                    Thread.onSpinWait();
                }
                home.control("*retry:" + id);
                TestHome.until(
                        "a second round",
                        () -> Files.exists(result)
                                && TestHome.read(result).path("round").asInt() == 2);
            }
            assertEquals(List.of(), home.journal("control_refused"));
        }
    }

    @Test
    void a_second_retry_does_not_end_what_the_first_one_began() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path again = folder.resolve("again");
            Path go = folder.resolve("go");
            String second = "test -e '" + again + "' || exit 1; while [ ! -e '" + go + "' ]; do sleep 0.02; done";
            home.drop("r.json", Requests.of("rb", Requests.with(Requests.task("t", second), "retries", 0)));
            home.ends("rb", "failed");
            Files.writeString(again, "");
            Files.delete(home.home().outbox().resolve("rb.json"));
            home.control("*retry:rb");
            home.event("packet_claimed", e -> e.path("attempt").asInt() == 2);
            home.control("*retry:rb");
            home.event("control_refused", e -> true);
            Files.writeString(go, "");
            JsonNode task = home.ends("rb", "completed").path("tasks").get(0);
            assertEquals(2, task.path("attempts").asInt());
        }
    }

    private static List<String> sorted(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.sort(null);
        return lines;
    }

    @Test
    void in_a_pipeline_each_task_is_handed_the_results_of_the_one_before() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path handed = folder.resolve("handed.json");
            String claim = "$DROVER_HOME/bus/claimed/$DROVER_AGENT_ID/$DROVER_PACKET_ID.$DROVER_ATTEMPT.json";
            home.drop(
                    "p.json",
                    Requests.json(Map.of(
                            "request_id",
                            "pipe",
                            "strategy",
                            "pipeline",
                            "tasks",
                            List.of(
                                    Requests.task("one", "echo said by one"),
                                    Requests.task("two", "echo x > $DROVER_ARTIFACTS/made.txt; echo said by two"),
                                    Requests.task("three", "cat \"" + claim + "\" > '" + handed + "'")))));
            home.ends("pipe", "completed");
            JsonNode inputs = TestHome.read(handed).path("inputs");
            assertEquals(1, inputs.size(), inputs::toPrettyString);
            JsonNode input = inputs.get(0);
            assertEquals("two", input.path("task_id").asString());
            assertTrue(input.path("summary").asString().contains("said by two"), input::toPrettyString);
            JsonNode artifact = input.path("artifacts").get(0);
            assertEquals("made.txt", artifact.path("name").asString());
            assertEquals(
                    "x\n",
                    Files.readString(home.root().resolve(artifact.path("path").asString())));
            JsonNode whole =
                    TestHome.read(home.root().resolve(input.path("result").asString()));
            assertEquals("two", whole.path("task_id").asString());
            assertEquals(input.path("summary"), whole.path("summary"));
        }
    }

    @Test
    void a_sequence_keeps_its_order() throws Exception {
        try (TestHome home = TestHome.in(folder).start()) {
            Path order = folder.resolve("order");
            String line = "echo $DROVER_TASK_ID >> '" + order + "'";
            home.drop(
                    "s.json",
                    Requests.json(Map.of(
                            "request_id",
                            "sequence",
                            "strategy",
                            "sequential",
                            "tasks",
                            List.of(
                                    Requests.task("one", "sleep 0.3; " + line),
                                    Requests.task("two", line),
                                    Requests.task("three", line)))));
            home.ends("sequence", "completed");
            assertEquals(List.of("one", "two", "three"), Files.readAllLines(order));
        }
    }

    /** What a control message wants holds once it is durable, which is a moment after it can be read. */
    private static void inForce(TestHome home) {
        TestHome.until(
                "the control message is cleared",
                () -> Folders.list(home.home().takenControls()).isEmpty());
    }
}
