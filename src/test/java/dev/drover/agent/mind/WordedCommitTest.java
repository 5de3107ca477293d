package dev.drover.agent.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.git.GitSpecialist;
import dev.drover.bus.Home;
import dev.drover.message.Artifact;
import dev.drover.message.Limits;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import dev.drover.model.FakeModelServer;
import dev.drover.model.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WordedCommitTest {
    private static final String BRANCH = "drover/req1";
    private static final String OWN = "chore: update mean.py";

    @TempDir
    private Path temp;

    private Bench bench;
    private FakeModelServer server;
    private long taskTokens;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        bench.repository()
                .write("mean.py", "def mean(total, count):\n    log(total)\n\n\n\n\n\n\n\n    return 0\n")
                .write("src/other.py", "import os\n")
                .commitAll();
        bench.write("mean.py", "def mean(total, count):\n    log(total)\n\n\n\n\n\n\n\n    return total / count\n");
        server = new FakeModelServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Assignment assignment(Map<String, String> params, List<TaskInput> inputs) {
        return bench.assignment("git", "commit_changes", params, inputs, List.of("**"));
    }

    private Outcome commit() throws IOException, InterruptedException {
        return commit(assignment(Map.of(), List.of()));
    }

    private Outcome commit(Assignment assignment) throws IOException, InterruptedException {
        assertTrue(WordedCommit.isFor(assignment.packet()));
        return WordedCommit.perform(
                assignment,
                Optional.empty(),
                ModelSettings.of(server).taskTokens(taskTokens).access(bench.home()),
                Limits.NONE,
                List.of());
    }

    private WordedCommitTest says(Object subject, Object body) {
        server.thenLines(ModelSays.answer(Map.of("subject", subject, "body", body)));
        return this;
    }

    private String message() throws IOException, InterruptedException {
        String message = bench.git("log", "-1", "--format=%B", BRANCH);
        int trailers = message.indexOf("\n\nDrover-Request: ");
        assertTrue(trailers > 0, message);
        return message.substring(0, trailers);
    }

    private String prompt() throws InterruptedException {
        JsonNode turns = server.request().json().path("messages");
        return turns.path(0).path("content").asString() + "\n"
                + turns.path(1).path("content").asString();
    }

    /** The commit is there with Drover's own message, whatever came of asking. */
    private void assertOwn(Outcome outcome, String why) throws IOException, InterruptedException {
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertTrue(outcome.commit().isPresent(), outcome::summary);
        assertEquals(OWN, message());
        assertTrue(
                outcome.summary().contains(" The message is Drover's own: coder has worded none: " + why),
                outcome::summary);
        assertFalse(outcome.summary().contains("worded by"), outcome::summary);
    }

    @Test
    void the_message_is_worded_by_the_model_and_the_trailers_and_the_summary_are_drovers() throws Exception {
        says("fix: divide by the count", "The mean of `mean.py` was always 0.");
        Outcome outcome = commit();
        assertEquals("fix: divide by the count\n\nThe mean of `mean.py` was always 0.", message());
        assertEquals("req1", bench.git("log", "-1", "--format=%(trailers:key=Drover-Request,valueonly)", BRANCH));
        assertEquals("pkt1.1", bench.git("log", "-1", "--format=%(trailers:key=Drover-Packet,valueonly)", BRANCH));
        assertTrue(outcome.summary().endsWith(" The message was worded by coder."), outcome::summary);
        assertFalse(bench.git("log", "-1", "--format=%B", BRANCH).contains("coder"));
        assertEquals(
                List.of("conversation.jsonl"),
                outcome.artifacts().stream().map(Artifact::name).toList());
        assertEquals(100L, outcome.usage().get("model.prompt_tokens"));
        assertEquals(Map.of("files.committed", 1L), outcome.data());
    }

    @Test
    void the_change_is_shown_with_drovers_own_message_and_nothing_far_from_the_change() throws Exception {
        bench.write("new.bin", "\0\1").write("src/other.py", "import os\nimport sys\n");
        says("feat: divide", "");
        commit();
        String prompt = prompt();
        assertTrue(prompt.contains("\n-    return 0\n+    return total / count\n"), prompt);
        assertTrue(prompt.contains("\n+import sys\n"), prompt);
        assertFalse(prompt.contains("log(total)"), prompt);
        assertTrue(prompt.contains("chore: update 3 files"), prompt);
        assertTrue(prompt.contains("mean.py\nnew.bin\nsrc/other.py"), prompt);
        assertFalse(prompt.contains("Change of new.bin"), prompt);
    }

    @Test
    void no_secret_of_the_old_or_the_new_file_is_shown_nor_left_among_the_outputs() throws Exception {
        String old = "ghp_" + "Z9y8X7w6V5u4T3s2R1q0P9o8N7m6L5k4J3i2";
        String young = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        String key = "-----BEGIN RSA PRIVATE " + "KEY-----\n" + "MIIEpAIBAAKCAQEA7bq1x2y3z4A5B6C7\n".repeat(4)
                + "-----END RSA PRIVATE " + "KEY-----\n";
        bench.write("keys.py", "x = 1\nTOKEN = '" + old + "'\n")
                .write("id.pem", "a\n".repeat(20) + key)
                .commitAll();
        bench.write("keys.py", "x = 1\nTOKEN = '" + young + "'\ny = 2\n");
        bench.write("id.pem", "a\n".repeat(20) + key.replace("KCAQEA7", "KCAQEA8"));
        says("fix: use another token", "");
        commit();
        String prompt = prompt();
        assertTrue(prompt.contains("-[a secret stands here]\n+[a secret stands here]\n+y = 2"), prompt);
        assertFalse(prompt.contains(old) || prompt.contains(young) || prompt.contains("KCAQEA"), prompt);
        assertFalse(prompt.contains("Change of id.pem"), prompt);
        String said = Files.readString(bench.artifacts().resolve("conversation.jsonl"));
        assertFalse(said.contains(old) || said.contains(young) || said.contains("KCAQEA"), said);
        try (var files = Files.walk(temp.resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(young), file::toString);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs: divide by the count",
                "test: divide by the count",
                "Docs(api): divide by the count",
                "miracle: divide by the count",
                "divide by the count",
                "chore!: divide by the count"
            })
    void a_type_that_cannot_be_true_or_is_none_gives_way_to_drovers(String subject) throws Exception {
        says(subject, "");
        commit();
        assertEquals("chore: divide by the count", message());
    }

    @Test
    void a_model_cannot_say_that_something_breaks() throws Exception {
        says("feat(api)!: divide by the count", "BREAKING CHANGE: all of it\n\nIt divides.\nBREAKING-CHANGE: more");
        Outcome outcome = commit();
        assertEquals("feat: divide by the count\n\nIt divides.", message());
        assertTrue(
                outcome.summary()
                        .endsWith(" The message was worded by coder; 2 lines of it were dropped, for what it says or "
                                + "names has no place in this commit."),
                outcome::summary);
    }

    @Test
    void where_all_files_are_documents_the_type_says_so_whatever_a_model_says() throws Exception {
        bench.git("checkout", "-q", "mean.py");
        bench.write("README.md", "# Mean\n");
        says("feat: say what it is", "");
        commit();
        assertEquals("docs: say what it is", message());
    }

    @Test
    void trailers_of_a_model_and_what_other_programs_act_on_are_dropped() throws Exception {
        says(
                "fix: divide by the count",
                "It divides.\nDrover-Packet: pkt9.1\nSigned-off-by: Ada <ada@example.org>\nFixes #12.\n[skip ci]\n"
                        + "---\ndiff --git a/x b/x\n" + "and so on ".repeat(7)
                        + "BREAKING CHANGE: hidden by its length");
        Outcome outcome = commit();
        assertEquals("fix: divide by the count\n\nIt divides.", message());
        assertEquals("pkt1.1", bench.git("log", "-1", "--format=%(trailers:key=Drover-Packet,valueonly)", BRANCH));
        assertTrue(outcome.summary().contains("7 lines of it were dropped"), outcome::summary);
    }

    @Test
    void a_line_that_names_a_file_that_has_not_changed_is_dropped() throws Exception {
        bench.write("src/other.py", "import sys\n");
        says("fix: divide by the count", """
                In `mean.py` and src/other.py it reads/writes, and other.py is in src/, e.g. Node.
                It also changes `gone.py`.
                It also changes src/mean.py too.
                See https://example.org/a for more.
                And (lib/a/b) is new.
                And config.yaml, too.""");
        Outcome outcome = commit();
        assertEquals("""
                fix: divide by the count

                In `mean.py` and src/other.py it reads/writes, and other.py is in src/,
                e.g. Node.""", message());
        assertTrue(outcome.summary().contains("5 lines of it were dropped"), outcome::summary);
    }

    @Test
    void a_secret_in_the_words_of_a_model_is_not_committed() throws Exception {
        String token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        says("fix: divide by the count", "It uses\n" + token + "\nnow.");
        commit();
        assertEquals("fix: divide by the count\n\nIt uses\nnow.", message());
    }

    @Test
    void a_message_is_plain_text_in_short_lines_and_ends_somewhere() throws Exception {
        says(
                "fix: divide\u001b[2J by\u202E the\u0007 count",
                "word ".repeat(40) + "\u001b]0;title\u0007\n\n\n\n\u0000\n" + "x".repeat(5000) + "\n"
                        + "Line.\n".repeat(100_000));
        commit();
        String message = message();
        assertTrue(message.startsWith("fix: divide by the count\n\nword word"), message);
        assertTrue(message.lines().allMatch(line -> line.length() <= 72), message);
        assertFalse(message.contains("\n\n\n") || message.contains("xxx"), message);
        assertTrue(message.lines().count() <= 26, message);
        assertTrue(
                message.codePoints().noneMatch(c -> c != '\n' && (Character.isISOControl(c) || c == 0x202E)), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fix: divide by the count, and say in so many words that this is what a mean is",
                "fix: divide\nby the count",
                "fix: divided by the count",
                "Fixes the mean",
                "fix: divide in gone.py",
                "fix: close #12",
                "fix: Signed-off-by: Ada",
                "fix: ",
                ""
            })
    void a_subject_that_cannot_be_used_is_asked_for_once_more(String subject) throws Exception {
        says(subject, "").says("fix: divide by the count", "");
        Outcome outcome = commit();
        assertEquals("fix: divide by the count", message());
        assertEquals(2L, outcome.usage().get("model.questions"));
        prompt();
        String second = prompt();
        assertTrue(second.contains("## What was wrong with your last answer\n"), second);
        assertTrue(second.contains("## Your last answer\n{"), second);
    }

    @Test
    void after_two_answers_in_another_form_the_message_is_drovers_own() throws Exception {
        server.thenLines(ModelSays.text("I would write: fix: divide"));
        says(List.of("fix: divide"), "");
        Outcome outcome = commit();
        assertOwn(outcome, "its answer was not in the form that was asked for.");
        assertEquals(2L, outcome.usage().get("model.questions"));
    }

    @Test
    void a_body_that_is_no_text_is_no_answer() throws Exception {
        says("fix: divide", List.of("It divides.")).says("fix: divide", 7);
        assertOwn(commit(), "its answer was not in the form that was asked for.");
    }

    @Test
    void without_a_server_the_commit_is_made_all_the_same() throws Exception {
        server.close();
        assertOwn(commit(), "");
    }

    @Test
    void a_spent_budget_asks_nothing_and_the_commit_is_made() throws Exception {
        taskTokens = 50;
        says("fix: divide", "");
        commit();
        bench.git("update-ref", "-d", "refs/heads/" + BRANCH);
        Outcome outcome = commit();
        assertOwn(outcome, "");
        assertTrue(outcome.summary().contains("model.task_tokens"), outcome::summary);
        assertEquals(Map.of(), outcome.usage());
    }

    @Test
    void where_nobody_can_tell_what_was_spent_the_commit_is_made_all_the_same() throws Exception {
        Path spending = new Home(bench.home()).spending();
        Files.createDirectories(spending.getParent());
        Files.writeString(spending, "no folder");
        assertOwn(commit(), "");
    }

    @Test
    void a_model_has_half_of_the_time_that_is_left_and_the_commit_the_other() throws Exception {
        var gone = new CountDownLatch(1);
        server.then(to -> to.awaitGone(gone));
        bench.shell().left(Duration.ofSeconds(11));
        assertOwn(commit(), "what the task has of time for a model was over before the model had answered.");
        assertTrue(gone.await(10, TimeUnit.SECONDS), "nobody waits for the answer any more");
    }

    @Test
    void a_task_with_little_time_asks_nothing() throws Exception {
        bench.shell().left(Duration.ofSeconds(9));
        Outcome outcome = commit();
        assertOwn(outcome, "what the task has of time for a model was over before the model had answered.");
        assertEquals(Map.of(), outcome.usage());
    }

    @Test
    void a_worker_that_is_told_to_stop_commits_nothing() throws Exception {
        var gone = new CountDownLatch(1);
        var caller = Thread.currentThread();
        server.then(to -> {
            caller.interrupt();
            to.awaitGone(gone);
        });
        assertThrows(InterruptedException.class, this::commit);
        assertTrue(gone.await(10, TimeUnit.SECONDS), "nobody waits for the answer any more");
        assertEquals("", bench.git("branch", "--list", BRANCH));
    }

    @Test
    void what_others_commit_while_the_model_thinks_is_kept_and_the_task_does_not_fail() throws Exception {
        String main = bench.git("rev-parse", "main");
        server.then(to -> {
            String other = git("commit-tree", "-m", "other", "-p", main, main + "^{tree}");
            git("update-ref", "refs/heads/" + BRANCH, other);
            to.head(200);
            for (String line : ModelSays.answer(Map.of("subject", "fix: divide", "body", ""))) {
                to.send(line + "\n");
            }
            to.end();
        });
        Outcome outcome = commit();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("other", bench.git("log", "-1", "--skip=1", "--format=%s", BRANCH));
        assertEquals(OWN, message());
        assertTrue(
                outcome.summary()
                        .endsWith(" The message is Drover's own: the branch has got other commits while a model worded "
                                + "one."),
                outcome::summary);
    }

    private String git(String... arguments) throws IOException {
        try {
            return bench.git(arguments);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void what_the_tasks_before_say_of_the_files_stays_below_the_words_of_the_model() throws Exception {
        var input = new TaskInput(
                "write",
                "Wrote the mean.",
                Optional.empty(),
                List.of(new Artifact("mean", "mean.py", Optional.empty(), Optional.empty())),
                "bus/runs/aa/req1/tasks/write/1/result.json");
        says("fix: divide by the count", "It was 0.");
        commit(assignment(Map.of(), List.of(input)));
        assertEquals("fix: divide by the count\n\nIt was 0.\n\n- Wrote the mean.", message());
    }

    @Test
    void a_message_of_the_packet_stands_and_nothing_is_asked() throws Exception {
        Outcome outcome = commit(assignment(Map.of("message", "Divide.\n\nDrover-Packet: forged"), List.of()));
        assertEquals("Divide.", message());
        assertEquals(Map.of(), outcome.usage());
        assertFalse(outcome.summary().contains("message"), outcome::summary);
    }

    @Test
    void an_attempt_after_the_commit_and_one_with_nothing_to_commit_ask_nothing() throws Exception {
        says("fix: divide", "");
        commit();
        Outcome again = commit();
        assertTrue(again.summary().startsWith("An earlier attempt of this task has committed"), again::summary);
        assertEquals(Map.of(), again.usage());
        bench.git("checkout", "-q", "mean.py");
        bench.git("branch", "-q", "-D", BRANCH);
        Outcome nothing = commit();
        assertTrue(nothing.summary().startsWith("Nothing to commit"), nothing::summary);
        assertEquals(Map.of(), nothing.usage());
        assertFalse(nothing.summary().contains("message"), nothing::summary);
    }

    @Test
    void where_git_does_not_know_who_commits_nothing_is_asked() throws Exception {
        bench.git("config", "--unset", "user.email");
        Outcome outcome = commit();
        assertEquals(ResultStatus.BLOCKED, outcome.status(), outcome::summary);
        assertEquals(Map.of(), outcome.usage());
    }

    @Test
    void without_a_model_the_message_is_drovers_own_and_nothing_is_said_of_it() throws Exception {
        Outcome outcome = new GitSpecialist().perform(assignment(Map.of(), List.of()));
        assertEquals(OWN, message());
        assertTrue(outcome.summary().endsWith("still show as uncommitted."), outcome::summary);
    }
}
