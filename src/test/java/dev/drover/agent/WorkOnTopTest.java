package dev.drover.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.mind.ModelSays;
import dev.drover.agent.specialist.Outcome;
import dev.drover.bus.Home;
import dev.drover.message.Finding;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import dev.drover.model.Endpoint;
import dev.drover.model.FakeModelServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose specialist has done its work, with and without a model. */
class WorkOnTopTest {
    private static final String ID = "packet-0123456789abcdef";
    private static final String QUOTE = "print(total / count)";

    @TempDir
    private Path temp;

    private Home home;
    private Path workspace;
    private FakeModelServer server;

    @BeforeEach
    void make() throws IOException {
        home = new Home(Files.createDirectories(temp.resolve("home")).toRealPath());
        home.createFolders();
        workspace = Files.createDirectories(temp.resolve("project")).toRealPath();
        Files.writeString(workspace.resolve("mean.py"), QUOTE + "\n");
        server = new FakeModelServer();
        server.thenLines(ModelSays.answer(Map.of(
                "findings",
                List.of(Map.of(
                        "file",
                        "mean.py",
                        "line",
                        1,
                        "quote",
                        QUOTE,
                        "severity",
                        "low",
                        "message",
                        "It may divide by zero.")))));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void settings(String model) throws IOException {
        Files.createDirectories(home.settings().getParent());
        Files.writeString(home.settings(), "model:\n" + model);
    }

    private String endpoint() {
        return "  endpoint: " + server.endpoint(Endpoint.Protocol.OLLAMA) + "\n  code: coder\n  text: writer\n";
    }

    private Outcome review() throws IOException, InterruptedException {
        return WorkBench.perform(home, packet());
    }

    private Packet packet() {
        return packet("review", "security_review");
    }

    private Packet packet(String type, String capability) {
        return new Packet(
                1,
                ID,
                "task",
                type,
                "look at it",
                List.of(),
                Priority.NORMAL,
                "pending",
                "request",
                1,
                workspace.toString(),
                "bus/runs/aa/request",
                List.of("mean.py"),
                Optional.of(capability),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                600,
                Optional.empty(),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    @Test
    void a_model_that_is_enabled_is_asked_about_what_the_specialist_did() throws Exception {
        settings("  enabled: true\n" + endpoint());
        Outcome outcome = review();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(
                List.of("writer thinks: It may divide by zero."),
                outcome.findings().stream().map(Finding::message).toList(),
                outcome::summary);
        assertEquals(1L, outcome.usage().get("model.questions"));
        assertEquals(
                "waits for writer to answer\n",
                Files.readString(home.root().resolve(packet().taskFolder()).resolve("progress.txt")));
    }

    @Test
    void a_model_that_is_not_enabled_is_not_asked_and_nothing_is_said_of_it() throws Exception {
        settings("  enabled: false\n" + endpoint());
        Outcome outcome = review();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(List.of(), outcome.findings());
        assertEquals(Map.of(), outcome.usage());
        assertEquals(2, outcome.artifacts().size());
        assertTrue(outcome.summary().endsWith("."), outcome::summary);
        assertTrue(!outcome.summary().contains("model") && !outcome.summary().contains("coder"), outcome::summary);
    }

    @Test
    void settings_that_cannot_be_read_take_nothing_from_the_work() throws Exception {
        settings("  enabled: perhaps\n");
        Outcome outcome = review();
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(outcome.summary().contains("No model was asked: "), outcome::summary);
        assertEquals(2, outcome.artifacts().size());
    }

    @Test
    void work_for_a_mind_waits_until_the_settings_can_be_read_again() throws Exception {
        Files.createDirectories(home.agentDefinitions());
        settings("  enabled: perhaps\n");
        Outcome outcome = WorkBench.perform(home, packet("coding", "bug_fixing"));
        assertEquals(ResultStatus.BLOCKED, outcome.status(), outcome::summary);
        assertEquals("broken_settings", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("council/drover.yaml"), outcome::summary);
        assertTrue(outcome.summary().endsWith("; then run: drover retry request"), outcome::summary);
    }

    @Test
    void a_build_that_fails_is_explained_from_what_it_printed_and_fails_all_the_same() throws Exception {
        server.close();
        server = new FakeModelServer()
                .thenLines(ModelSays.answer(Map.of(
                        "explanations",
                        List.of(Map.of(
                                "name",
                                "command 1",
                                "explanation",
                                "The count is not known.",
                                "file",
                                "mean.py",
                                "line",
                                1)))));
        settings("  enabled: true\n" + endpoint());
        Files.createDirectories(workspace.resolve(".drover"));
        Files.writeString(workspace.resolve(".drover/deploy.yaml"), """
                version: 1
                build: {command: python3 mean.py, artifacts: [dist]}
                environments:
                  staging: {target: {local: {folder: build/staging}}}
                """);
        Outcome outcome = WorkBench.perform(home, packet("deployment", "build"));
        assertEquals(ResultStatus.FAILED, outcome.status(), outcome::summary);
        assertEquals("build_failed", outcome.error().orElseThrow().code());
        assertTrue(
                outcome.summary()
                        .endsWith(". Nothing was deployed. writer has an opinion on why 1 of the 1 failed commands "
                                + "failed; it was not checked, and is in explanations.md."),
                outcome::summary);
        String prompt = server.request().body();
        assertTrue(prompt.contains("name 'total' is not defined"), prompt);
        assertTrue(prompt.contains("1   " + QUOTE), prompt);
    }

    @Test
    void work_that_is_done_is_told_of_also_when_the_agent_is_stopped_while_the_model_is_asked() throws Exception {
        var worker = Thread.currentThread();
        var gone = new CountDownLatch(1);
        server.close();
        server = new FakeModelServer().then(to -> {
            worker.interrupt();
            to.awaitGone(gone);
        });
        settings("  enabled: true\n" + endpoint());
        Outcome outcome = review();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(2, outcome.artifacts().size());
        assertTrue(
                outcome.summary().endsWith(" No model was asked to the end, for the agent was told to stop."),
                outcome::summary);
        assertTrue(gone.await(10, TimeUnit.SECONDS), "nobody waits for the answer any more");
    }

    @Test
    void a_backend_that_cannot_be_read_blocks_with_the_line_that_is_wrong() throws Exception {
        Files.createDirectories(home.agentDefinitions());
        Files.writeString(
                home.agentDefinitions().resolve("coding.md"),
                "---\nname: coding\ndescription: x\ncapabilities: [bug_fixing]\nbackend: mine\n---\n");
        Files.createDirectories(home.backends());
        Files.writeString(home.backends().resolve("mine.yaml"), "program: x\nvershion: 1\n");
        Outcome broken = WorkBench.perform(home, packet("coding", "bug_fixing"));
        assertEquals("no_backend", broken.error().orElseThrow().code());
        assertTrue(
                broken.summary().contains("council/backends/mine.yaml line 2: ")
                        && broken.summary().endsWith("cannot be used; mend it, then run: drover retry request"),
                broken::summary);
    }

    private Outcome commit() throws IOException, InterruptedException {
        git("init", "-q");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        return WorkBench.perform(home, packet("git", "commit_changes"));
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", workspace.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private String subject() throws IOException, InterruptedException {
        return git("log", "-1", "--format=%s", "drover/request");
    }

    @Test
    void a_model_that_is_enabled_words_the_message_of_a_commit() throws Exception {
        server.close();
        server = new FakeModelServer()
                .thenLines(ModelSays.answer(Map.of("subject", "feat: print the mean", "body", "")));
        settings("  enabled: true\n" + endpoint());
        Outcome outcome = commit();
        assertEquals("feat: print the mean", subject(), outcome::summary);
        assertTrue(outcome.summary().endsWith(" The message was worded by writer."), outcome::summary);
        assertEquals(1L, outcome.usage().get("model.questions"));
    }

    @Test
    void a_model_that_is_not_enabled_is_not_asked_for_a_message() throws Exception {
        settings("  enabled: false\n" + endpoint());
        Outcome outcome = commit();
        assertEquals("chore: add mean.py", subject(), outcome::summary);
        assertEquals(Map.of(), outcome.usage());
        assertTrue(outcome.summary().endsWith("still show as uncommitted."), outcome::summary);
    }

    @Test
    void settings_that_cannot_be_read_keep_no_commit_from_being_made() throws Exception {
        settings("  enabled: perhaps\n");
        Outcome outcome = commit();
        assertEquals("chore: add mean.py", subject(), outcome::summary);
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(outcome.summary().contains(" No model was asked: "), outcome::summary);
    }
}
