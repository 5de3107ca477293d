package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.council.Codeword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Deployments as a user has them: over the bus, by real agents. */
final class DeploymentTest {
    private static final String WORD = "Wort7Kennwort-Probe";

    @TempDir
    private static Path folder = Path.of("");

    private static TestHome home;

    @BeforeAll
    static void start() throws IOException {
        home = TestHome.in(folder).start();
    }

    @AfterAll
    static void stop() throws Exception {
        home.close();
    }

    private static Path project(String name, String more) throws IOException {
        Path project = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(project.resolve(".drover"));
        Files.writeString(project.resolve("page.txt"), "one\n");
        Files.writeString(project.resolve("test_page.py"), """
                import unittest


                class PageTest(unittest.TestCase):
                    def test_the_page_is_there(self):
                        with open("page.txt") as page:
                            self.assertTrue(page.read())
                """);
        Files.writeString(project.resolve(".drover/deploy.yaml"), """
                version: 1
                build:
                  command: mkdir -p dist && cp page.txt dist/
                  artifacts: [dist]
                environments:
                  staging:
                    target: {local: {folder: %s}}
                    smoke_test: {commands: 'cat /proc/*/cmdline /proc/*/environ > spied 2>&1; ! grep broken "$DROVER_RELEASE_DIR/dist/page.txt"'}
                """.formatted(folder.resolve(name + "-live")) + more);
        return project;
    }

    private static void request(String id, Path workspace, Map<String, Object> more) throws IOException {
        Map<String, Object> all = new java.util.HashMap<>(more);
        all.put("request_id", id);
        all.put("workspace", workspace.toString());
        home.drop(id + ".json", Requests.json(all));
    }

    private static Map<String, Object> task(String capability) {
        return Map.of(
                "tasks",
                List.of(Map.of(
                        "task_id", "it", "agent_type", "deployment", "action", "Do it", "capability", capability)));
    }

    private static JsonNode round(String id, int round) {
        home.result(id);
        TestHome.until(
                "round " + round + " of " + id,
                () -> TestHome.read(home.home().answer(id)).path("round").asInt() == round);
        return TestHome.read(home.home().answer(id));
    }

    private static String page(String name) throws IOException {
        return Files.readString(folder.resolve(name + "-live/current/dist/page.txt"))
                .strip();
    }

    @Test
    void words_alone_test_review_build_and_deploy_and_what_does_not_pass_comes_back() throws Exception {
        Path project = project("shop", "");
        request("words-1", project, Map.of("user_request", "Deploy to staging"));
        home.ends("words-1", "completed");
        assertEquals("one", page("shop"));

        Files.writeString(project.resolve("page.txt"), "broken\n");
        request("words-2", project, Map.of("user_request", "Deploy to staging"));
        JsonNode result = home.ends("words-2", "partial");
        assertTrue(result.toString().contains("rolled back by itself"), result::toPrettyString);
        assertEquals("one", page("shop"));

        Files.writeString(project.resolve("page.txt"), "");
        request("words-3", project, Map.of("user_request", "Deploy to staging"));
        result = home.ends("words-3", "partial");
        assertTrue(result.toString().contains("grave_findings"), "a failing test is in the way: " + result);
        assertEquals("one", page("shop"));
    }

    @Test
    void a_deployment_waits_for_its_codeword_which_is_found_nowhere_afterwards() throws Exception {
        Path project = project(
                "bank", "    codeword: " + Codeword.of(WORD, new SecureRandom()).text() + "\n");
        request("word-1", project, task("deploy"));
        JsonNode blocked = home.ends("word-1", "blocked");
        assertTrue(blocked.toString().contains("drover codeword give word-1"), blocked::toPrettyString);

        give("word-1", WORD + "-not");
        blocked = round("word-1", 2);
        assertEquals("blocked", blocked.path("status").asString());
        assertTrue(blocked.toString().contains("is not the codeword (1 of 5 tries)"), blocked::toPrettyString);

        give("word-1", WORD);
        assertEquals("completed", round("word-1", 3).path("status").asString());
        assertEquals("one", page("bank"));

        give("word-1", WORD);
        assertEquals("not_needed", home.deadLetter("word-1.json").path("code").asString());
        assertTrue(Files.exists(project.resolve("spied")), "the smoke test looked into every process");
        assertNowhere();
        assertEquals(
                2,
                home.journal("control_applied").stream()
                        .filter(e -> e.path("control").asString().equals("*codeword:word-1"))
                        .count());
    }

    @Test
    void a_word_may_be_given_while_the_request_is_still_under_way() throws Exception {
        Path project = project(
                "early",
                "    codeword: " + Codeword.of(WORD, new SecureRandom()).text() + "\n");
        Path go = project.resolve("go");
        request(
                "early-1",
                project,
                Map.of(
                        "tasks",
                        List.of(
                                Map.of(
                                        "task_id", "wait",
                                        "agent_type", "deployment",
                                        "action", "Wait",
                                        "run", "until test -e go; do sleep 0.05; done"),
                                Map.of(
                                        "task_id", "it",
                                        "agent_type", "deployment",
                                        "action", "Do it",
                                        "capability", "deploy",
                                        "dependencies", List.of("wait")))));
        home.event("packet_claimed", e -> e.path("request_id").asString().equals("early-1"));
        give("early-1", WORD);
        home.event("control_applied", e -> e.path("control").asString().equals("*codeword:early-1"));
        Files.writeString(go, "");
        home.ends("early-1", "completed");
        assertEquals("one", page("early"));
        assertNowhere();
    }

    @Test
    void a_word_for_a_task_that_waits_for_it_already_is_taken_while_others_are_under_way() throws Exception {
        Path project = project(
                "late", "    codeword: " + Codeword.of(WORD, new SecureRandom()).text() + "\n");
        request(
                "late-1",
                project,
                Map.of(
                        "tasks",
                        List.of(
                                Map.of(
                                        "task_id", "wait",
                                        "agent_type", "git",
                                        "action", "Wait",
                                        "run", "until test -e go; do sleep 0.05; done"),
                                Map.of(
                                        "task_id", "it",
                                        "agent_type", "deployment",
                                        "action", "Do it",
                                        "capability", "deploy"))));
        home.event("task_ended", e -> e.path("request_id").asString().equals("late-1"));
        give("late-1", WORD);
        home.event("task_taken_up", e -> e.path("request_id").asString().equals("late-1"));
        TestHome.until("it is deployed", () -> Files.exists(folder.resolve("late-live/current/dist/page.txt")));
        Files.writeString(project.resolve("go"), "");
        home.ends("late-1", "completed");
        assertNowhere();
    }

    @Test
    void a_word_that_no_task_of_the_request_asked_for_is_gone_when_the_request_has_ended() throws Exception {
        Path project = project("open", "");
        request(
                "open-1",
                project,
                Map.of(
                        "tasks",
                        List.of(Map.of(
                                "task_id", "wait",
                                "agent_type", "deployment",
                                "action", "Wait",
                                "run", "until test -e go; do sleep 0.05; done"))));
        home.event("packet_claimed", e -> e.path("request_id").asString().equals("open-1"));
        give("open-1", WORD);
        Path kept = home.home().codewords().resolve("open-1");
        TestHome.until("the word is kept", () -> Files.exists(kept));
        Files.writeString(project.resolve("go"), "");
        home.ends("open-1", "completed");
        assertFalse(Files.exists(kept));
        assertNowhere();
    }

    private static void give(String id, String word) throws IOException {
        TestHome.put(
                home.home().control(),
                id + ".json",
                Requests.json(Map.of("control", "*codeword:" + id, "codeword", word))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void assertNowhere() throws IOException {
        TestHome.until("the control messages are cleared", () -> {
            try (var left = Files.list(home.home().takenControls())) {
                return left.findAny().isEmpty();
            }
        });
        List<Path> all;
        try (var files = Files.walk(folder)) {
            all = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            try {
                assertFalse(
                        Files.readString(file, StandardCharsets.ISO_8859_1).contains(WORD), file + " holds the word");
            } catch (NoSuchFileException e) {
                // The registry and the like are replaced all the time.
                assertFalse(file.startsWith(home.home().codewords()), file.toString());
            }
        }
    }
}
