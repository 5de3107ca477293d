package dev.drover.agent.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.builtin.Specialists;
import dev.drover.agent.specialist.review.WithoutSecrets;
import dev.drover.message.Limits;
import dev.drover.message.ResultStatus;
import dev.drover.model.FakeModelServer;
import dev.drover.model.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a model says of tests that failed, and of commands of tests, a build or a deployment. */
class ExplanationsTest {
    @TempDir
    private Path temp;

    private Bench bench;
    private FakeModelServer server;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp).repository();
        server = new FakeModelServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Assignment assignment(String type, String capability) {
        return bench.assignment(type, capability, Map.of(), List.of(), List.of());
    }

    private Outcome alone(String type, String capability) throws IOException, InterruptedException {
        return Specialists.forType(type).orElseThrow().perform(assignment(type, capability));
    }

    private Outcome opinionOn(String type, String capability, Outcome done) throws InterruptedException {
        Assignment assignment = assignment(type, capability);
        assertTrue(OnTop.isFor(assignment.packet(), done), done::summary);
        return OnTop.add(
                assignment,
                done,
                Optional.empty(),
                ModelSettings.of(server).access(bench.home()),
                Limits.NONE,
                List.of());
    }

    private void answer(Object... explanations) {
        server.thenLines(ModelSays.answer(Map.of("explanations", List.of(explanations))));
    }

    private String prompt() throws InterruptedException {
        JsonNode turns = server.request().json().path("messages");
        return turns.path(0).path("content").asString() + "\n"
                + turns.path(1).path("content").asString();
    }

    private String page() throws IOException {
        return Files.readString(bench.artifacts().resolve("explanations.md"));
    }

    private Outcome redTests() throws IOException, InterruptedException {
        bench.write("test_mean.py", """
                import unittest


                class Means(unittest.TestCase):
                    def test_mean(self):
                        self.assertEqual(2 + 2, 5)

                    def test_good(self):
                        self.assertEqual(2 + 2, 4)
                """).write("mean.py", "def mean(total, count):\n    return total\n");
        return alone("testing", "run_tests");
    }

    private static Map<String, Object> explanation(Object name, Object words, Object file, Object line) {
        return Map.of("name", name, "explanation", words, "file", file, "line", line);
    }

    private Outcome explained(Outcome done, Object... explanations) throws InterruptedException {
        answer(explanations);
        return opinionOn("testing", "run_tests", done);
    }

    private static String failedName(Outcome done) {
        String message = done.findings().getFirst().message();
        return message.substring(0, message.indexOf(": "));
    }

    @Test
    void failed_tests_are_explained_on_a_page_that_says_it_was_not_checked() throws Exception {
        Outcome done = redTests();
        String name = failedName(done);
        Outcome outcome = explained(
                done,
                explanation(name, "Two and two is four.", "test_mean.py", 6),
                explanation(name, "A second one.", "test_mean.py", 6),
                explanation("test_mean.Means.test_good", "It did not fail.", "test_mean.py", 9),
                explanation("invented", "Nor did this.", "test_mean.py", 1));
        String page = page();
        assertTrue(page.contains("Two and two is four.\n\nAt test\\_mean.py:6\n"), page);
        assertTrue(page.contains("Nothing of it was checked."), page);
        for (String none : List.of("second", "did not fail", "Nor did", "invented")) {
            assertFalse(page.contains(none), page);
        }
        assertEquals(done.findings(), outcome.findings());
        assertEquals(done.data(), outcome.data());
        assertEquals(done.evidence(), outcome.evidence());
        assertTrue(
                outcome.summary()
                        .endsWith(
                                "coder has an opinion on why 1 of the 1 failed tests failed; it was not checked, and is "
                                        + "in explanations.md."),
                outcome::summary);
        assertEquals(
                List.of("junit", "tests", "explanations.md", "conversation.jsonl"),
                outcome.artifacts().stream().map(a -> a.name()).toList());
        String prompt = prompt();
        assertTrue(prompt.contains("name: " + name + "\nin test_mean.py:6\n"), prompt);
        assertTrue(prompt.contains("6           self.assertEqual(2 + 2, 5)"), prompt);
        assertTrue(prompt.contains("Ran 2 tests in "), prompt);
    }

    @Test
    void an_explanation_is_text_and_invented_places_are_left_out() throws Exception {
        Outcome done = redTests();
        explained(
                done,
                "no object",
                explanation(failedName(done), List.of(), "test_mean.py", 6),
                explanation(
                        failedName(done),
                        "Look:\n\n# All passed\n![x](http://evil.example/p)<script>\u001b[31m" + "y".repeat(9000),
                        "/etc/passwd",
                        1));
        String page = page();
        assertTrue(page.contains("\nLook: \\# All passed \\!\\[x\\](http:\\//evil.example/p)\\<script\\>yyy"), page);
        assertFalse(page.contains("passwd"), page);
        assertTrue(page.length() < 1500, page);
    }

    @Test
    void a_line_that_is_not_there_is_left_out_and_without_any_explanation_there_is_no_page() throws Exception {
        Outcome done = redTests();
        explained(done, explanation(failedName(done), "Why not.", "test_mean.py", 10_000));
        assertFalse(page().contains("\nAt "));
        Files.delete(bench.artifacts().resolve("explanations.md"));
        Outcome outcome = explained(done, explanation("other", "Why not.", "mean.py", 1));
        assertTrue(outcome.summary().endsWith("coder has explained none of the tests that failed."), outcome::summary);
        assertFalse(Files.exists(bench.artifacts().resolve("explanations.md")));
    }

    @Test
    void without_a_server_failed_tests_stay_as_they_are() throws Exception {
        Outcome done = redTests();
        server.close();
        Outcome outcome = opinionOn("testing", "run_tests", done);
        assertEquals(done.findings(), outcome.findings());
        assertTrue(
                outcome.summary().startsWith(done.summary() + " coder has not explained the failed tests: "),
                outcome::summary);
        var usage = new HashMap<>(outcome.usage());
        assertEquals(0L, usage.get("model.answer_tokens"));
    }

    @Test
    void what_a_failed_test_prints_of_a_secret_is_not_passed_on() throws Exception {
        String token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        bench.write("test_login.py", """
                import unittest


                class Login(unittest.TestCase):
                    def test_login(self):
                        self.assertEqual("token = '%1$s'", "")

                    def test_key(self):
                        with open("login.key") as key:
                            self.fail(key.read())
                """.formatted(token));
        bench.write(
                "login.key",
                "-----BEGIN RSA " + "PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA7bq1x2y3z4A5B6C7\n".repeat(4)
                        + "-----END RSA " + "PRIVATE KEY-----\n");
        answer();
        opinionOn("testing", "run_tests", alone("testing", "run_tests"));
        String prompt = prompt();
        assertFalse(prompt.contains(token), prompt);
        assertFalse(prompt.contains("MIIEpAI"), prompt);
        assertTrue(prompt.contains("name: test_login.Login.test_login"), prompt);
        assertTrue(prompt.contains("a private key stands here"), prompt);
    }

    @Test
    void tests_that_could_not_be_run_are_explained_from_what_their_command_printed() throws Exception {
        bench.write("Makefile", "test:\n\t@echo \"src/mean.c:2: error: expected ';'\"; exit 2\n")
                .write("src/mean.c", "int mean(void) {\n    return 0\n}\n")
                .write(".drover/deploy.yaml", "version: 1\n");
        Outcome done = alone("testing", "run_tests");
        assertEquals("tests_not_run", done.error().orElseThrow().code(), done::summary);
        answer(explanation("command 1", "A semicolon is missing.", "src/mean.c", 2));
        Outcome outcome = opinionOn("testing", "run_tests", done);
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals(done.error(), outcome.error());
        assertTrue(page().contains("A semicolon is missing.\n\nAt src/mean.c:2\n"), page());
        String prompt = prompt();
        assertTrue(prompt.contains("2       return 0\n"), prompt);
        assertFalse(prompt.contains("deploy.yaml"), prompt);
    }

    private Outcome redBuild(String script) throws IOException, InterruptedException {
        bench.write("make.sh", script).write("src/page.py", "def page():\n    return titel\n\n\nprint(page())\n");
        bench.write(".drover/deploy.yaml", """
                version: 1
                build:
                  command: sh make.sh
                  artifacts: [dist]
                environments:
                  staging: {target: {local: {folder: build/staging}}}
                """);
        return alone("deployment", "build");
    }

    @Test
    void a_failed_build_is_explained_and_stays_failed() throws Exception {
        Outcome done = redBuild("echo begun\npython3 src/page.py\n");
        answer(
                explanation("command 1", "The title is misspelled.", "src/page.py", 2),
                explanation("command 2", "It did not run.", "src/page.py", 2));
        Outcome outcome = opinionOn("deployment", "build", done);
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals(done.error(), outcome.error());
        assertEquals(done.findings(), outcome.findings());
        assertEquals(done.evidence(), outcome.evidence());
        assertTrue(
                outcome.summary()
                        .equals(done.summary()
                                + " coder has an opinion on why 1 of the 1 failed commands failed; it was "
                                + "not checked, and is in explanations.md."),
                outcome::summary);
        assertTrue(page().startsWith("""
                        # Why commands failed

                        The opinion of coder. Nothing of it was checked.

                        ## command 1: sh -c sh make.sh

                        The title is misspelled.

                        At src/page.py:2
                        """), page());
        assertEquals(
                List.of("explanations.md", "conversation.jsonl"),
                outcome.artifacts().stream().map(a -> a.name()).toList());
        String prompt = prompt();
        assertTrue(prompt.contains("name: command 1\nsh -c sh make.sh\nexit code 1, the end of its output:\nbegun\n"));
        assertTrue(prompt.contains("NameError: name 'titel' is not defined"), prompt);
        assertTrue(prompt.contains("2       return titel"), prompt);
        assertTrue(prompt.contains("3     command: sh make.sh"), prompt);
    }

    @Test
    void a_smoke_test_that_fails_is_explained_whether_the_task_failed_by_it_or_not() throws Exception {
        bench.write("page.txt", "broken\n").write(".drover/deploy.yaml", """
                version: 1
                build: {artifacts: [page.txt]}
                environments:
                  staging:
                    target: {local: {folder: %s}}
                    smoke_test: {commands: 'test ! -e red', timeout_seconds: 5}
                """.formatted(temp.resolve("staging")));
        Outcome first = alone("deployment", "deploy");
        assertEquals(ResultStatus.COMPLETED, first.status(), first::summary);
        bench.write("red", "");
        for (String capability : List.of("smoke_test", "deploy")) {
            Outcome done = alone("deployment", capability);
            answer(explanation("command 1", "A file is in the way.", "red", 1));
            Outcome outcome = opinionOn("deployment", capability, done);
            assertEquals(done.status(), outcome.status());
            assertEquals(done.findings(), outcome.findings());
            assertTrue(page().contains("## command 1: sh -c test \\! -e red\n\nA file is in the way.\n"), page());
        }
    }

    @Test
    void what_a_command_prints_of_a_secret_is_not_passed_on_and_its_end_is_what_is_shown() throws Exception {
        String token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        Outcome done = redBuild("yes far from the end | head -n 3000\necho \"token = '" + token + "'\"\nexit 3\n");
        answer();
        Outcome outcome = opinionOn("deployment", "build", done);
        String prompt = prompt();
        assertFalse(prompt.contains(token), prompt);
        assertTrue(prompt.contains("[a secret stands here]"), prompt);
        assertTrue(prompt.contains("exit code 3"), prompt);
        assertTrue(prompt.length() < 20_000, prompt);
        assertTrue(outcome.summary().endsWith("coder has explained none of the commands that failed."));
    }

    @Test
    void a_private_key_of_which_only_the_end_is_among_the_last_lines_is_not_passed_on() throws Exception {
        Outcome done = redBuild("echo '-----BEGIN RSA " + "PRIVATE KEY-----'\n"
                + "yes MIIEpAIBAAKCAQEA7bq1x2y3z4A5B6C7 | head -n 400\n"
                + "exit 1\n");
        answer();
        opinionOn("deployment", "build", done);
        String prompt = prompt();
        assertFalse(prompt.contains("MIIEpAI"), prompt);
        assertEquals(
                List.of("[a private key stands here]"),
                WithoutSecrets.lines("output.txt", "MIIEpAI\n-----END OPENSSH " + "PRIVATE KEY-----\n"));
    }

    @Test
    void work_of_a_deployment_in_which_no_command_failed_is_left_alone() throws Exception {
        Outcome built = redBuild("mkdir -p dist && echo 1 > dist/a\n");
        assertEquals(ResultStatus.COMPLETED, built.status(), built::summary);
        Assignment build = assignment("deployment", "build");
        assertFalse(OnTop.isFor(build.packet(), built));
        Outcome nothingBuilt = redBuild("rm -r dist\n");
        assertEquals(ResultStatus.FAILED, nothingBuilt.status());
        assertFalse(OnTop.isFor(build.packet(), nothingBuilt), nothingBuilt::summary);
        Outcome red = redBuild("exit 1\n");
        assertTrue(OnTop.isFor(build.packet(), red));
        assertFalse(OnTop.isFor(build.packet(), red.ending(ResultStatus.TIMEOUT, "", red.error())));
        assertFalse(OnTop.isFor(assignment("git", "build").packet(), red));
        assertFalse(
                OnTop.isFor(
                        assignment("testing", "run_tests").packet(),
                        Outcome.completed("Of two runners one found none.").withEvidence(red.evidence())),
                "tests that ran");
    }

    @Test
    void a_failed_build_is_as_it_was_when_no_model_answers() throws Exception {
        Outcome done = redBuild("exit 1\n");
        server.close();
        Outcome outcome = opinionOn("deployment", "build", done);
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals(done.error(), outcome.error());
        assertTrue(
                outcome.summary().startsWith(done.summary() + " coder has not explained the failed commands: "),
                outcome::summary);
    }
}
