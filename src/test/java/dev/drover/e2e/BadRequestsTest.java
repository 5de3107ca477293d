package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Everything bad is dropped at once on one daemon; then each test looks at what became of its own. */
@Execution(ExecutionMode.CONCURRENT)
final class BadRequestsTest {
    @TempDir
    private static Path folder = Path.of("");

    private static TestHome home;

    /** What is refused for its content, by file name: the content, and what its reason must hold. */
    private static final Map<String, Bad> BAD = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Bad(byte[] content, List<String> says) {}

    private static void bad(String name, String content, String... says) {
        BAD.put(name + ".json", new Bad(content.getBytes(StandardCharsets.UTF_8), Arrays.asList(says)));
    }

    private static void task(String name, String task, String... says) {
        bad(name, "{\"tasks\":[" + task + "]}", says);
    }

    private static String id(String name, String id) {
        return "{\"request_id\":" + Requests.json(id) + ",\"user_request\":\"" + name + "\"}";
    }

    private static void collect(Path file) {
        bad("not-json", "please add a login", "line 1, column 1", "JSON");
        bad("half", "{\"user_request\": \"add a lo", "it ends before");
        bad("empty", "", "it is empty");
        bad("blank", " \n\t ", "it is empty");
        bad("array", "[{\"user_request\":\"x\"}]", "one JSON object");
        bad("two-objects", "{\"user_request\":\"x\"}{\"user_request\":\"y\"}", "one object a file");
        bad("deep", "{\"user_request\":\"x\",\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", "nesting");
        bad("twice", "{\"user_request\":\"x\",\"user_request\":\"y\"}", "user_request", "twice");
        bad("huge-number", "{\"user_request\":\"x\",\"protocol\":" + "9".repeat(5000) + "}", "write it smaller");
        bad("types", "{\"user_request\":7,\"priority\":[],\"tasks\":\"all\"}", "/user_request", "/priority", "/tasks");
        bad("nothing", "{}", "user_request", "tasks");
        bad("newer", "{\"protocol\":2,\"user_request\":\"x\"}", "protocol 2", "protocol 1");
        bad("id-path", id("x", "../x"), "/request_id", "../x", "letters");
        bad("id-nul", "{\"request_id\":\"a\\u0000b\",\"user_request\":\"x\"}", "/request_id", "letters");
        bad("id-long", id("x", "a".repeat(300)), "/request_id", "64");
        bad("id-dash", id("x", "-rf"), "/request_id", "-rf");
        bad("id-dot", id("x", "a.b"), "/request_id", "a.b");
        bad("id-newline", id("x", "ab\n"), "/request_id");
        task("task-id", "{\"task_id\":\"../../t\",\"action\":\"a\",\"run\":\"true\"}", "/tasks/0/task_id", "../../t");
        task("no-action", "{\"task_id\":\"t\",\"agent_type\":\"testing\"}", "/tasks/0", "action");
        task(
                "type",
                "{\"task_id\":\"t\",\"agent_type\":\"wizard\",\"action\":\"a\",\"run\":\"true\"}",
                "/tasks/0/agent_type",
                "wizard",
                "testing");
        task(
                "cycle",
                "{\"task_id\":\"a\",\"action\":\"x\",\"agent_type\":\"testing\",\"dependencies\":[\"b\"]},"
                        + "{\"task_id\":\"b\",\"action\":\"x\",\"agent_type\":\"testing\",\"dependencies\":[\"c\"]},"
                        + "{\"task_id\":\"c\",\"action\":\"x\",\"agent_type\":\"testing\",\"dependencies\":[\"a\"]}",
                "a → b → c → a",
                "/tasks/");
        task(
                "self",
                "{\"task_id\":\"me\",\"action\":\"x\",\"agent_type\":\"testing\",\"dependencies\":[\"me\"]}",
                "me",
                "itself",
                "/tasks/0/dependencies");
        task(
                "duplicate",
                "{\"task_id\":\"t\",\"action\":\"x\",\"agent_type\":\"testing\"},{\"task_id\":\"t\",\"action\":\"y\",\"agent_type\":\"testing\"}",
                "/tasks/1/task_id",
                "'t'");
        task(
                "unknown-dependency",
                "{\"task_id\":\"t\",\"action\":\"x\",\"agent_type\":\"testing\",\"dependencies\":[\"ghost\"]}",
                "/tasks/0/dependencies",
                "ghost");
        bad(
                "many-tasks",
                "{\"tasks\":["
                        + IntStream.range(0, 100_000)
                                .mapToObj(i -> "{\"task_id\":\"t" + i + "\",\"action\":\"a\"}")
                                .reduce(
                                        new StringBuilder(),
                                        (b, s) ->
                                                b.append(b.isEmpty() ? "" : ",").append(s),
                                        StringBuilder::append)
                        + "]}",
                "/tasks",
                "100000");
        bad(
                "tasks-over-setting",
                "{\"tasks\":["
                        + String.join(
                                ",",
                                IntStream.range(0, 2000)
                                        .mapToObj(i -> "{\"task_id\":\"t" + i + "\",\"action\":\"a\"}")
                                        .toList())
                        + "]}",
                "2000",
                "bus.max_tasks");
        bad(
                "workspace-gone",
                "{\"user_request\":\"x\",\"workspace\":\"/no/such/folder\"}",
                "/workspace",
                "does not exist");
        bad(
                "workspace-file",
                "{\"user_request\":\"x\",\"workspace\":\"" + file + "\"}",
                "/workspace",
                "is not a folder");
        bad("workspace-relative", "{\"user_request\":\"x\",\"workspace\":\"src\"}", "/workspace", "absolute");
        bad("workspace-nul", "{\"user_request\":\"x\",\"workspace\":\"/a\\u0000b\"}", "/workspace", "NUL");
        bad("utf-32", "\0\0\0{", "NUL", "UTF-8");
        bad("latin-1", "x", "");
        BAD.put(
                "latin-1.json",
                new Bad("{\"user_request\":\"grün\"}".getBytes(StandardCharsets.ISO_8859_1), List.of("UTF-8")));
        bad(
                "not-before",
                "{\"tasks\":[{\"task_id\":\"t\",\"action\":\"a\",\"not_before\":\"tomorrow\"}]}",
                "/tasks/0/not_before");
        files("link-out", "out/secret.txt");
        files("link-out-glob", "out/*.txt");
        files("link-out-dangling", "dangling");
        files("dots", "a/../../etc/passwd");
        files("dots-after-star", "*/../../../etc/passwd");
        files("absolute-file", "/etc/passwd");
    }

    private static void files(String name, String glob) {
        bad(
                name,
                "{\"workspace\":\"" + folder
                        + "/work\",\"tasks\":[{\"task_id\":\"t\",\"agent_type\":\"testing\",\"action\":\"a\",\"run\":\"true\",\"files\":[\""
                        + glob + "\"]}]}",
                "/tasks/0/files/0",
                "src/**");
    }

    @BeforeAll
    static void drop_everything_at_once() throws Exception {
        home = TestHome.in(folder).start();
        Path file = Files.writeString(folder.resolve("file"), "");
        Path work = Files.createDirectories(folder.resolve("work"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(work.resolve("out"), outside);
        Files.createSymbolicLink(work.resolve("dangling"), folder.resolve("not-yet-there"));
        collect(file);
        for (Map.Entry<String, Bad> entry : BAD.entrySet()) {
            TestHome.put(
                    home.home().lane(Priority.NORMAL),
                    entry.getKey(),
                    entry.getValue().content());
        }
        Path lane = home.home().lane(Priority.NORMAL);
        Path inbox = home.home().inbox();
        Junk.zeros(lane, "50mb.json", 52_428_800);
        Junk.zeros(inbox, "50mb-beside.json", 52_428_800);
        for (Path at : List.of(lane, inbox)) {
            String where = at.equals(lane) ? "lane" : "beside";
            Junk.folder(at, "folder-" + where + ".json");
            Processes.run("mkfifo", at.resolve("fifo-" + where + ".json").toString());
            Files.createSymbolicLink(at.resolve("link-" + where + ".json"), Path.of("/etc/passwd"));
            Files.createSymbolicLink(at.resolve("dangling-" + where + ".json"), Path.of("/no/such"));
            Files.createSymbolicLink(at.resolve("zero-" + where + ".json"), Path.of("/dev/zero"));
            Processes.run(
                    "python3",
                    "-c",
                    "import os,socket,sys\nos.chdir(sys.argv[1])\nsocket.socket(socket.AF_UNIX).bind(sys.argv[2])",
                    at.toString(),
                    "socket-" + where + ".json");
            TestHome.put(at, "half-" + where + ".json", "{".getBytes(StandardCharsets.UTF_8));
        }
        for (int copy = 0; copy < 2; copy++) {
            for (String name : LONG_NAMES) {
                TestHome.until("the name is free", () -> !Files.exists(lane.resolve(name)));
                TestHome.put(lane, name, "{".getBytes(StandardCharsets.UTF_8));
            }
        }
        for (String name : LEFT_ALONE) {
            Files.writeString(lane.resolve(name), "{\"user_request\":\"not yet\"}");
            Files.writeString(inbox.resolve(name), "{\"user_request\":\"not yet\"}");
        }
    }

    /** What editors, shells and people leave beside what they drop. */
    private static final List<String> LEFT_ALONE = List.of(
            ".#request.json",
            ".request.json.swp",
            "request.json~",
            "request.json.bak",
            "request.tmp",
            "#request.json#",
            "README.md");

    private static final List<String> LONG_NAMES =
            List.of("n".repeat(250) + ".json", "€".repeat(83) + ".json", "😀".repeat(60) + ".json");

    @AfterAll
    static void the_daemon_went_on_and_ends_cleanly() throws Exception {
        try (TestHome closing = home) {
            closing.drop("last.json", Requests.run("last", "true"));
            closing.ends("last", "completed");
            closing.verifyJournal();
        }
    }

    @TestFactory
    List<DynamicTest> is_refused_with_a_reason_that_says_where_what_and_how() {
        return BAD.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> refused(entry.getKey(), entry.getValue().says())))
                .toList();
    }

    private static void refused(String name, List<String> says) throws IOException {
        JsonNode reason = home.deadLetter(name);
        String message = reason.path("message").asString();
        assertAll(says.stream().map(part -> () -> assertTrue(message.contains(part), part + " in: " + message)));
        assertTrue(reason.path("what_now").asString().contains(name), reason::toPrettyString);
        assertEquals("bus/inbox/normal", reason.path("requeue_to").asString());
        Bad bad = BAD.get(name);
        if (bad != null) {
            assertEquals(
                    new String(bad.content(), StandardCharsets.ISO_8859_1),
                    Files.readString(home.home().deadLetter().resolve(name), StandardCharsets.ISO_8859_1),
                    "the file is as it was dropped");
        }
    }

    @TestFactory
    List<DynamicTest> what_is_no_file_is_set_aside_as_it_is() {
        return List.of("lane", "beside").stream()
                .flatMap(where -> Map.of(
                                "folder-", "a folder",
                                "fifo-", "a special file",
                                "socket-", "a special file",
                                "link-", "a link",
                                "dangling-", "a link",
                                "zero-", "a link")
                        .entrySet()
                        .stream()
                        .map(e -> DynamicTest.dynamicTest(
                                e.getKey() + where,
                                () -> refused(e.getKey() + where + ".json", List.of(e.getValue())))))
                .toList();
    }

    @Test
    void a_folder_keeps_what_is_in_it() {
        home.deadLetter("folder-lane.json");
        assertTrue(Files.isDirectory(home.home().deadLetter().resolve("folder-lane.json/inner")));
    }

    @Test
    void fifty_megabytes_are_refused_unread() throws IOException {
        refused("50mb.json", List.of("bus.max_message_bytes"));
        refused("50mb-beside.json", List.of("bus.max_message_bytes"));
    }

    @Test
    void an_unfinished_file_beside_the_lanes_is_refused_as_well() throws IOException {
        refused("half-beside.json", List.of("it ends before"));
    }

    @Test
    void names_that_leave_no_room_for_an_ending_are_set_aside_every_time() {
        TestHome.until("two of each", () -> {
            try (var files = Files.list(home.home().deadLetter())) {
                List<String> names = files.map(f -> f.getFileName().toString()).toList();
                return List.of("nnn", "€€€", "😀😀").stream()
                        .allMatch(start ->
                                names.stream().filter(n -> n.startsWith(start)).count() == 4);
            }
        });
    }

    @Test
    void files_of_editors_and_shells_are_left_alone() throws IOException {
        home.deadLetter("half.json");
        for (Path at : List.of(home.home().lane(Priority.NORMAL), home.home().inbox())) {
            for (String name : LEFT_ALONE) {
                assertTrue(Files.exists(at.resolve(name)), at + "/" + name);
            }
        }
        String journal = Files.readString(home.home().journal());
        assertFalse(journal.contains("not yet"), "none of them became a request");
    }

    @Test
    void nothing_bad_is_left_where_requests_wait() {
        TestHome.until("the inbox holds only what is left alone", () -> {
            try (var files = Files.list(home.home().lane(Priority.NORMAL))) {
                return files.noneMatch(f -> f.getFileName().toString().endsWith(".json")
                        && !f.getFileName().toString().startsWith("."));
            }
        });
        assertFalse(
                Files.exists(home.home().lane(Priority.NORMAL).resolve("link-lane.json"), LinkOption.NOFOLLOW_LINKS));
    }
}
