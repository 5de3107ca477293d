package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is put where only daemon and agents should write: control messages, results and packets that are not right. */
@Execution(ExecutionMode.CONCURRENT)
final class HostileBusTest {
    @TempDir
    private static Path folder = Path.of("");

    private static TestHome home;

    @BeforeAll
    static void start() throws IOException {
        home = TestHome.in(folder).start();
    }

    @AfterAll
    static void the_daemon_went_on_and_ends_cleanly() throws Exception {
        try (TestHome closing = home) {
            closing.drop("last.json", Requests.run("last", "true"));
            closing.ends("last", "completed");
            closing.verifyJournal();
        }
    }

    private static void junk(Path at, String name) throws Exception {
        Junk.folder(at, name + "-folder.json");
        Processes.run("mkfifo", at.resolve(name + "-fifo.json").toString());
        Files.createSymbolicLink(at.resolve(name + "-link.json"), folder.resolve("nowhere"));
        Files.createSymbolicLink(at.resolve(name + "-zero.json"), Path.of("/dev/zero"));
    }

    @Test
    void bad_control_messages_go_to_the_dead_letter_and_the_next_good_one_is_obeyed() throws Exception {
        Path control = home.home().control();
        junk(control, "control");
        put(control, "c-text.json", "stop everything");
        put(control, "c-empty.json", "");
        put(control, "c-half.json", "{\"control\":");
        put(control, "c-unknown.json", "{\"control\":\"*explode:secret\"}");
        put(control, "c-type.json", "{\"control\":7}");
        put(control, "c-protocol.json", "{\"protocol\":9,\"control\":\"*pause\"}");
        put(control, "c-target.json", "{\"control\":\"*cancel:../../x\"}");
        put(control, "c-ghost.json", "{\"control\":\"*cancel:ghost\"}");
        put(control, "c-retry.json", "{\"control\":\"*retry:ghost\"}");
        put(control, "c-huge.json", "{\"control\":\"*pause\",\"x\":\"" + "x".repeat(100_000) + "\"}");
        put(control, "€".repeat(83) + ".json", "{}");
        put(control, "draft.txt", "{\"control\":\"*pause\"}");
        says("c-text.json", "JSON");
        says("c-empty.json", "it is empty");
        says("c-half.json", "it ends before");
        says("c-unknown.json", "*pause");
        says("c-type.json", "/control");
        says("c-protocol.json", "protocol 9");
        says("c-target.json", "/control");
        says("c-ghost.json", "ghost");
        says("c-retry.json", "ghost");
        says("c-huge.json", "limit");
        says("control-folder.json", "a folder");
        says("control-fifo.json", "a special file");
        says("control-link.json", "a link");
        says("control-zero.json", "a link");
        assertTrue(Files.exists(control.resolve("draft.txt")), "other names are left alone");
        assertFalse(Files.readString(home.home().journal()).contains("secret"), "what may be a secret is not kept");
        home.drop("c.json", Requests.run("unpaused", "true"));
        home.ends("unpaused", "completed");
    }

    @Test
    void each_of_many_control_messages_is_obeyed_once() throws Exception {
        for (int i = 0; i < 100; i++) {
            put(home.home().control(), "often-" + i + ".json", "{\"control\":\"*resume\"}");
        }
        TestHome.until("all are taken", () -> {
            try (var files = Files.list(home.home().control())) {
                return files.noneMatch(f -> f.getFileName().toString().startsWith("often-"));
            }
        });
        TestHome.until("all are cleared", () -> Folders.list(home.home().takenControls())
                .isEmpty());
        List<String> applied = home.journal("control_applied").stream()
                .map(e -> e.path("file").asString().replaceFirst("^[0-9a-z]{26}/", ""))
                .filter(f -> f.startsWith("often-"))
                .toList();
        assertEquals(100, applied.size());
        assertEquals(100, applied.stream().distinct().count());
    }

    @Test
    void results_of_nobody_are_put_aside_and_recorded_once() throws Exception {
        Path results = home.home().results();
        junk(results, "p");
        junk(results, "nobody-0001.1");
        put(results, "garbage-0001.1.json", "garbage");
        put(results, "half-0001.1.json", "{\"packet_id\":");
        put(results, "hello.json", "{}");
        put(results, "€".repeat(83) + ".json", "{}");
        put(results, "unknown-0001.1.json", result("unknown-0001", 1, "someone"));
        put(results, "named-0001.1.json", result("otherwise-0001", 1, "someone"));
        put(
                results,
                "absurd-0001.1.json",
                result("absurd-0001", 1, "someone")
                        .replace("2026-01-01", "+999999999-01-01")
                        .replace("2026-01-02", "-999999999-01-02"));
        Junk.zeros(results, "huge-0001.1.json", 52_428_800);
        Files.createSymbolicLink(results.resolve("zero-0001.1.json"), Path.of("/dev/zero"));
        Files.createSymbolicLink(results.resolve("dangling-0001.1.json"), folder.resolve("nowhere"));
        // Once more under the names of folders that were put aside before.
        TestHome.until("the folders are put aside", () -> !Files.exists(results.resolve("p-folder.json")));
        Junk.folder(results, "p-folder.json");
        TestHome.until("the outbox is clean", () -> {
            try (var files = Files.list(results)) {
                return files.noneMatch(f -> true);
            }
        });
        home.drop("r.json", Requests.run("after-junk", "true"));
        home.ends("after-junk", "completed");
        List<String> dangling = home.journal("result_ignored").stream()
                .map(e -> e.path("file").asString())
                .filter("dangling-0001.1.json"::equals)
                .toList();
        assertEquals(1, dangling.size(), "recorded once");
    }

    private static String result(String packet, int attempt, String agent) {
        return """
                {"protocol":1,"packet_id":"%s","task_id":"t1","request_id":"r","agent_id":"%s","agent_type":"testing",
                 "attempt":%d,"status":"completed","summary":"done","started_at":"2026-01-01T00:00:00Z",
                 "finished_at":"2026-01-02T00:00:00Z"}
                """.formatted(packet, agent, attempt);
    }

    @Test
    void a_result_of_someone_who_is_not_the_claimant_does_not_count() throws Exception {
        Path go = folder.resolve("go");
        home.drop("h.json", Requests.run("held", "while [ ! -e '" + go + "' ]; do sleep 0.05; done; echo real"));
        JsonNode claimed = home.event(
                "packet_claimed", e -> e.path("request_id").asString().equals("held"));
        String packet = claimed.path("packet_id").asString();
        put(home.home().results(), packet + ".1.json", result(packet, 1, "impostor"));
        home.event("result_ignored", e -> e.path("why").asString().contains("impostor"));
        put(
                home.home().results(),
                packet + ".7.json",
                result(packet, 7, claimed.path("agent_id").asString()));
        home.event("result_ignored", e -> e.path("file").asString().equals(packet + ".7.json"));
        assertFalse(home.hasResult("held"));
        Files.writeString(go, "");
        assertTrue(home.ends("held", "completed").toString().contains("real"));
    }

    @Test
    void a_result_with_absurd_times_from_the_claimant_does_not_stop_its_request() throws Exception {
        Path go = folder.resolve("go-absurd");
        home.drop("t.json", Requests.run("timeless", "while [ ! -e '" + go + "' ]; do sleep 0.05; done"));
        JsonNode claimed = home.event(
                "packet_claimed", e -> e.path("request_id").asString().equals("timeless"));
        String packet = claimed.path("packet_id").asString();
        put(
                home.home().results(),
                packet + ".1.json",
                result(packet, 1, claimed.path("agent_id").asString())
                        .replace("2026-01-01", "-999999999-01-01")
                        .replace("2026-01-02", "+999999999-01-02"));
        TestHome.until(
                "it was read",
                () -> !Files.exists(home.home().results().resolve(packet + ".1.json")) || home.hasResult("timeless"));
        Files.writeString(go, "");
        home.result("timeless");
    }

    @Test
    void an_agent_survives_packets_that_someone_tampered_with() throws Exception {
        home.drop("q0.json", Requests.run("warm", "true"));
        home.ends("warm", "completed");
        long died = died();
        Path queue = home.home().queue("testing").resolve("normal");
        Junk.folder(queue, "folder-0001.1.json");
        Processes.run("mkfifo", queue.resolve("fifo-0001.1.json").toString());
        Files.createSymbolicLink(queue.resolve("link-0001.1.json"), Path.of("/dev/zero"));
        Files.createSymbolicLink(queue.resolve("dangling-0001.1.json"), folder.resolve("nowhere"));
        put(queue, "text-0001.1.json", "not a packet");
        put(queue, "empty-0001.1.json", "");
        put(queue, "null-0001.1.json", "null");
        put(queue, "object-0001.1.json", "{}");
        put(queue, "deep-0001.1.json", "[".repeat(100_000));
        put(queue, "nulls-0001.1.json", "{\"packet_id\":\"nulls-0001\",\"attempt\":1}");
        put(queue, "traverse-0001.1.json", packet("traverse-0001", "../../../../traversed", "bus/runs/00/x"));
        put(queue, "escape-0001.1.json", packet("escape-0001", "t1", "../../escaped"));
        put(queue, "absolute-0001.1.json", packet("absolute-0001", "t1", folder + "/absolute"));
        put(queue, "strange name.json", "{}");
        Junk.zeros(queue, "huge-0001.1.json", 700_000_000);
        home.drop("q.json", Requests.run("after-tampering", "true"));
        home.ends("after-tampering", "completed");
        TestHome.until("nothing is claimed any more", () -> claims() == 0);
        for (String left : List.of("folder-0001.1.json", "fifo-0001.1.json", "link-0001.1.json")) {
            assertTrue(Files.exists(queue.resolve(left), LinkOption.NOFOLLOW_LINKS), left + " is left alone");
        }
        home.drop("q2.json", Requests.run("after-all", "true"));
        home.ends("after-all", "completed");
        assertEquals(died, died(), "no agent died of it: " + printed());
        assertFalse(Files.exists(folder.resolve("absolute"), LinkOption.NOFOLLOW_LINKS), "nothing written outside");
        assertFalse(Files.exists(folder.resolve("escaped"), LinkOption.NOFOLLOW_LINKS), "nothing written outside");
        assertEquals(
                List.of(),
                Tree.of(folder).stream().filter(f -> f.endsWith("traversed")).toList());
    }

    private static String packet(String id, String task, String runFolder) {
        ObjectNode packet = (ObjectNode) dev.drover.message.Json.tree("""
                {"protocol":1,"packet_id":"x","task_id":"t","agent_type":"testing","action":"a","dependencies":[],
                 "priority":"normal","status":"pending","request_id":"tampered","attempt":1,"workspace":"/tmp",
                 "run_folder":"x","files":[],"run":"true","params":{},"inputs":[],"timeout_seconds":5,
                 "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
                """);
        return packet.put("packet_id", id)
                .put("task_id", task)
                .put("run_folder", runFolder)
                .toString();
    }

    /** What agents printed, which is nothing as long as all is well. */
    private static String printed() throws IOException {
        var text = new StringBuilder();
        for (Path file : Tree.of(home.home().agentLogs())) {
            if (file.toString().endsWith(".out")) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static long died() throws IOException {
        return home.journal("agent_changed").stream()
                .filter(e -> e.path("change").asString().equals("died"))
                .count();
    }

    private static long claims() throws IOException {
        return Tree.of(home.home().claimed()).stream()
                .filter(f -> f.getFileName().toString().endsWith(".1.json"))
                .count();
    }

    private static void put(Path at, String name, String content) throws IOException {
        TestHome.put(at, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void says(String name, String part) {
        JsonNode reason = home.deadLetter(name);
        assertTrue(reason.path("message").asString().contains(part), reason::toPrettyString);
        assertEquals("bus/control", reason.path("requeue_to").asString());
    }
}
