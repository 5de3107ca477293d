package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Priority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Odd names, odd encodings, odd ways of writing: what people do to an inbox, and what must come of it. */
@Execution(ExecutionMode.CONCURRENT)
final class OddFilesTest {
    @TempDir
    private static Path folder = Path.of("");

    private static TestHome home;
    private static Path lane = Path.of("");

    @BeforeAll
    static void start() throws IOException {
        home = TestHome.in(folder).start();
        lane = home.home().lane(Priority.NORMAL);
    }

    @AfterAll
    static void stop() throws Exception {
        home.close();
    }

    @Test
    void names_with_spaces_line_feeds_and_unicode_are_names() throws IOException {
        List<String> names = List.of(
                "two words.json", "line\nfeed.json", "über-😀-請求.json", "-rf.json", "a;b$(c)'\".json", "*.json");
        for (int i = 0; i < names.size(); i++) {
            home.drop(names.get(i), Requests.run("name-" + i, "true"));
            home.drop("bad " + names.get(i), "{\"user_request\":1}");
        }
        for (int i = 0; i < names.size(); i++) {
            home.ends("name-" + i, "completed");
            assertTrue(home.deadLetter("bad " + names.get(i))
                    .path("message")
                    .asString()
                    .contains("/user_request"));
        }
    }

    @Test
    void a_name_that_is_not_utf_8_is_taken_in_or_set_aside_as_it_is() throws Exception {
        String json = Requests.run("raw-name", "true").replace("\n", " ");
        shell("printf '%s' '" + json + "' > .raw && mv .raw \"$(printf 'gr\\374n.json')\"");
        shell("printf '{\"user_request\":1}' > \"$(printf 'b\\303\\050d-\\377.json')\"");
        shell("printf '{\"user_request\":1}' > \"$(printf '../b\\303\\050d-\\377.json')\"");
        home.ends("raw-name", "completed");
        TestHome.until("the bad one has its own name, byte by byte, and a reason", () -> Processes.run(
                        "sh", "-c", "cd '" + home.home().deadLetter() + "' && ls | od -An -c | tr -d ' \\n'")
                .contains("b303(d-377.json"));
        try (var files = Files.list(home.home().deadLetter())) {
            List<Path> reasons = files.filter(f -> f.toString().endsWith("(d-\uFFFD.json.reason.json")
                            || f.toString().contains("(d-"))
                    .toList();
            assertFalse(reasons.isEmpty());
        }
    }

    private static void shell(String command) throws IOException, InterruptedException {
        Processes.run(lane, "sh", "-c", command);
    }

    @Test
    void a_byte_order_mark_and_utf_16_are_understood() throws IOException {
        Map<String, Charset> sixteen = Map.of("le", StandardCharsets.UTF_16LE, "be", StandardCharsets.UTF_16BE);
        for (Map.Entry<String, Charset> e : sixteen.entrySet()) {
            TestHome.put(
                    lane,
                    e.getKey() + ".json",
                    Requests.run("utf-16-" + e.getKey(), "true").getBytes(e.getValue()));
            TestHome.put(
                    lane,
                    e.getKey() + "-bom.json",
                    ("\uFEFF" + Requests.run("utf-16-bom-" + e.getKey(), "true")).getBytes(e.getValue()));
        }
        home.drop("bom.json", "\uFEFF" + Requests.run("utf-8-bom", "true"));
        for (String id : List.of("utf-16-le", "utf-16-be", "utf-16-bom-le", "utf-16-bom-be", "utf-8-bom")) {
            home.ends(id, "completed");
        }
    }

    @Test
    void the_same_id_with_the_same_content_is_answered_with_the_result_that_there_is() throws IOException {
        String request = Requests.run("same", "echo x >> '" + folder + "/same'");
        home.drop("same-1.json", request);
        JsonNode first = home.ends("same", "completed");
        Files.delete(home.home().outbox().resolve("same.json"));
        home.drop("same-2.json", request);
        assertEquals(first, home.result("same"));
        assertEquals(List.of("x"), Files.readAllLines(folder.resolve("same")));
        TestHome.until("the second file is gone", () -> !Files.exists(lane.resolve("same-2.json")) && intakeIsEmpty());
    }

    @Test
    void the_same_id_with_other_content_is_refused_and_named() throws IOException {
        home.drop("other-1.json", Requests.run("taken", "true"));
        home.ends("taken", "completed");
        home.drop("other-2.json", Requests.run("taken", "false"));
        String message = home.deadLetter("other-2.json").path("message").asString();
        assertTrue(message.contains("'taken'") && message.contains("other content"), message);
    }

    @Test
    void the_id_of_a_refused_request_counts_as_not_seen() throws IOException {
        home.drop(
                "wrong.json",
                "{\"request_id\":\"again\",\"tasks\":[{\"task_id\":\"t\",\"agent_type\":\"wizard\",\"action\":\"a\"}]}");
        home.deadLetter("wrong.json");
        home.drop("right.json", Requests.run("again", "true"));
        home.ends("again", "completed");
    }

    @Test
    void twenty_files_with_one_id_at_the_same_time_are_one_request() throws IOException {
        String request = Requests.run("many", "echo x >> '" + folder + "/many'");
        for (int i = 0; i < 20; i++) {
            home.drop("many-" + i + ".json", request);
        }
        home.ends("many", "completed");
        TestHome.until("all are taken in", () -> count("request_repeated", "many") == 19);
        assertEquals(List.of("x"), Files.readAllLines(folder.resolve("many")));
        TestHome.until("nothing is left of them", OddFilesTest::intakeIsEmpty);
    }

    private static long count(String event, String requestId) throws IOException {
        return home.journal(event).stream()
                .filter(e -> e.path("request_id").asString().equals(requestId))
                .count();
    }

    private static boolean intakeIsEmpty() throws IOException {
        try (var files = Files.list(home.home().intake())) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void a_file_that_is_written_slowly_is_taken_in_when_it_is_whole() throws Exception {
        byte[] bytes = Requests.run("slow", "true").getBytes(StandardCharsets.UTF_8);
        // A machine that stalls between two bytes must not make it look finished.
        try (TestHome patient = TestHome.in(folder.resolve("slow"))
                .with("DROVER_BUS_SETTLE_SECONDS", "60")
                .start()) {
            Path file = patient.home().lane(Priority.NORMAL).resolve("slow.json");
            try (OutputStream out = Files.newOutputStream(file)) {
                for (byte b : bytes) {
                    out.write(b);
                    out.flush();
                }
            }
            patient.ends("slow", "completed");
            assertFalse(Files.exists(patient.home().deadLetter().resolve("slow.json")));
        }
    }

    @Test
    void a_priority_beside_the_lanes_decides_and_in_a_lane_the_lane_does() throws IOException {
        String request =
                "{\"request_id\":\"%s\",\"priority\":\"critical\",\"tasks\":[{\"task_id\":\"t\",\"agent_type\":\"testing\",\"action\":\"a\",\"run\":\"true\"}]}";
        TestHome.put(
                home.home().inbox(), "beside.json", request.formatted("beside").getBytes(StandardCharsets.UTF_8));
        home.drop(Priority.LOW, "inside.json", request.formatted("inside"));
        home.ends("beside", "completed");
        home.ends("inside", "completed");
        assertEquals("critical", accepted("beside"));
        assertEquals("low", accepted("inside"));
    }

    private static String accepted(String id) {
        return home.event(
                        "request_accepted", e -> e.path("request_id").asString().equals(id))
                .path("priority")
                .asString();
    }

    @Test
    void a_file_dropped_beside_the_lanes_under_a_name_that_waits_in_the_lane_replaces_nothing() throws IOException {
        home.control("*pause");
        home.event("control_applied", e -> e.path("control").asString().equals("*pause"));
        try {
            home.drop("clash.json", Requests.run("clash-1", "true"));
            TestHome.put(
                    home.home().inbox(),
                    "clash.json",
                    Requests.run("clash-2", "true").getBytes(StandardCharsets.UTF_8));
            TestHome.until(
                    "it was moved", () -> !Files.exists(home.home().inbox().resolve("clash.json")));
        } finally {
            home.control("*resume");
        }
        home.ends("clash-1", "completed");
        home.ends("clash-2", "completed");
    }

    @Test
    void a_name_is_used_again_and_again() throws IOException {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            String id = "reused-" + i;
            ids.add(id);
            home.drop("reused.json", Requests.run(id, "true"));
            TestHome.until("it was taken in", () -> !Files.exists(lane.resolve("reused.json")));
        }
        ids.forEach(id -> home.ends(id, "completed"));
    }

    @Test
    void extreme_times_do_no_harm() throws IOException {
        String at =
                "{\"request_id\":\"%s\",\"tasks\":[{\"task_id\":\"t\",\"agent_type\":\"testing\",\"action\":\"a\",\"run\":\"true\",\"not_before\":\"%s\"}]}";
        home.drop("past.json", at.formatted("past", "0000-01-01T00:00:00Z"));
        home.drop("future.json", at.formatted("future", "9999-12-31T23:59:59Z"));
        home.ends("past", "completed");
        home.control("*cancel:future");
        home.ends("future", "cancelled");
    }

    @Test
    void a_good_request_is_done_while_a_bad_one_still_settles() throws Exception {
        try (TestHome patient = TestHome.in(folder.resolve("patient"))
                .with("DROVER_BUS_SETTLE_SECONDS", "3600")
                .with("DROVER_MAX_OPEN_REQUESTS", "1")
                .start()) {
            Path half = patient.drop(Priority.CRITICAL, "half.json", "{\"request_id\":\"half\",");
            Path pipe = patient.home().lane(Priority.CRITICAL).resolve("pipe.json");
            Processes.run("mkfifo", pipe.toString());
            patient.drop("good.json", Requests.run("good", "true"));
            patient.ends("good", "completed");
            assertTrue(Files.exists(half) && Files.exists(pipe), "both are left alone");
            Files.writeString(
                    half,
                    "\"tasks\":[{\"task_id\":\"t\",\"agent_type\":\"testing\",\"action\":\"a\",\"run\":\"true\"}]}",
                    StandardOpenOption.APPEND);
            patient.ends("half", "completed");
            try (var letters = Files.list(patient.home().deadLetter())) {
                assertEquals(0, letters.count());
            }
        }
    }

    @Test
    void an_unreadable_file_is_set_aside_by_a_daemon_that_may_not_read_it() throws Exception {
        try (TestHome mine = TestHome.in(folder.resolve("mine"))) {
            RealDaemon daemon = mine.startProcess(Processes.withoutRightsOfRoot());
            assertTrue(daemon.pid() > 0);
            Path file = TestHome.put(
                    mine.home().inbox(),
                    ".hidden",
                    Requests.run("hidden", "true").getBytes(StandardCharsets.UTF_8));
            Files.setPosixFilePermissions(file, Set.of());
            Files.move(file, mine.home().lane(Priority.NORMAL).resolve("closed.json"));
            mine.drop("good.json", Requests.run("good", "true"));
            mine.ends("good", "completed");
            String message = mine.deadLetter("closed.json").path("message").asString();
            assertTrue(message.contains("cannot be read") && message.contains("readable"), message);
        }
    }

    @Test
    void what_cannot_be_moved_is_reported_once_and_left() throws Exception {
        try (TestHome mine = TestHome.in(folder.resolve("stuck"))) {
            Path stuck = mine.home().lane(Priority.LOW);
            Files.writeString(stuck.resolve("stuck.json"), Requests.run("stuck", "true"));
            mine.startProcess(Processes.withoutRightsOfRoot());
            // The daemon may list the lane and read the file, and not take it away: others own the folder.
            mine.ends("stuck", "completed");
            Files.setPosixFilePermissions(stuck, java.nio.file.attribute.PosixFilePermissions.fromString("r-xr-xr-x"));
            try {
                Files.writeString(stuck.resolve("again.json"), Requests.run("again", "true"));
                JsonNode trouble =
                        mine.event("trouble", e -> e.path("where").asString().contains("again.json"));
                assertTrue(trouble.path("message").asString().contains("check who owns it"), trouble::toPrettyString);
                for (int i = 0; i < 3; i++) {
                    mine.drop("good-" + i + ".json", Requests.run("good-" + i, "sleep 0.4"));
                    mine.ends("good-" + i, "completed");
                }
                assertEquals(1, mine.journal("trouble").size(), "reported once, though looked at again and again");
            } finally {
                Files.setPosixFilePermissions(
                        stuck, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
