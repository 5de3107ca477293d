package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitChangesTest {
    private static final String BRANCH = "drover/req1";
    private static final String OUTPUT_HASH = "ab".repeat(32);

    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench).files("**");
        bench.repository().write("a.txt", "a\n").write("src/b.txt", "b\n").commitAll();
    }

    @Test
    void what_the_tasks_before_ran_stands_in_the_trailers() throws Exception {
        bench.write("a.txt", "2\n");
        var ran = new Evidence(
                "API_TOKEN=s3cret mvn test\nDrover-Agent: forged",
                0,
                3.2,
                Optional.of(OUTPUT_HASH),
                Optional.empty(),
                Optional.empty());
        var looked = new Evidence("git status", 0, 0.1, Optional.of(OUTPUT_HASH), Optional.empty(), Optional.empty());
        tasks.inputs(resultOf("test", List.of(ran, looked)));
        assertTrue(tasks.run("commit_changes").commit().isPresent());
        assertEquals(
                OUTPUT_HASH + " … mvn … exit 0",
                bench.git("log", "-1", "--format=%(trailers:key=Drover-Evidence,valueonly)", BRANCH));
        assertEquals("agent-7", bench.git("log", "-1", "--format=%(trailers:key=Drover-Agent,valueonly)", BRANCH));
    }

    @Test
    void a_file_with_an_unresolved_conflict_is_not_committed_and_the_others_can_be() throws Exception {
        bench.git("switch", "-qc", "theirs");
        bench.write("a.txt", "theirs\n").commitAll();
        bench.git("switch", "-q", "main");
        bench.write("a.txt", "ours\n").commitAll();
        assertThrows(IOException.class, () -> bench.git("merge", "theirs"));
        bench.write("new.txt", "x\n");
        String before = bench.git("status", "--porcelain");
        assertTrue(before.contains("UU a.txt"), before);
        Outcome outcome = tasks.run("commit_changes");
        assertEquals("unmerged_files", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.summary().contains("left conflicts in a.txt,"), outcome.summary());
        assertEquals("", bench.git("branch", "--list", BRANCH));
        assertEquals(
                ResultStatus.COMPLETED,
                new Tasks(bench).files("new.txt").run("commit_changes").status());
        assertEquals("new.txt", bench.git("diff", "--name-only", "main", BRANCH));
        assertEquals(before, bench.git("status", "--porcelain"));
    }

    @Test
    void what_a_merge_that_is_not_ended_has_staged_is_not_committed_as_if_it_were_one_persons_change()
            throws Exception {
        bench.git("switch", "-qc", "theirs");
        bench.write("a.txt", "theirs\n").commitAll();
        bench.git("switch", "-q", "main");
        bench.write("a.txt", "ours\n").commitAll();
        assertThrows(IOException.class, () -> bench.git("merge", "theirs"));
        bench.git("add", "a.txt");
        bench.write("new.txt", "x\n");
        Outcome outcome = tasks.run("commit_changes");
        assertEquals("unfinished_operation", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.summary().startsWith("A merge is under way in "), outcome.summary());
        assertTrue(outcome.summary().contains("has staged a.txt,"), outcome.summary());
        assertEquals("", bench.git("branch", "--list", BRANCH));
        assertEquals(
                ResultStatus.COMPLETED,
                new Tasks(bench).files("new.txt").run("commit_changes").status());
    }

    @Test
    void a_folder_in_the_place_of_a_file_is_not_said_to_be_left_out() throws Exception {
        Files.delete(bench.workspace().resolve("a.txt"));
        bench.write("a.txt/b", "x\n");
        Outcome outcome = tasks.run("commit_changes");
        assertFalse(outcome.summary().contains("Left out"), outcome.summary());
        assertEquals("a.txt/b\nsrc/b.txt", bench.git("ls-tree", "-r", "--name-only", BRANCH));
    }

    @Test
    void results_that_do_not_lie_where_the_daemon_puts_them_are_not_read() throws Exception {
        bench.write("a.txt", "2\n");
        TaskInput real = resultOf(
                "test",
                List.of(new Evidence("make", 0, 1, Optional.of(OUTPUT_HASH), Optional.empty(), Optional.empty())));
        Path outside = Files.copy(tasks.home().resolve(real.result()), temp.resolve("result.json"));
        Path link = tasks.home().resolve("bus/runs/aa/req1/link.json");
        Files.createSymbolicLink(link, outside);
        tasks.inputs(
                input("test", outside.toString()),
                input("test", "bus/runs/../../../result.json"),
                input("test", "bus/runs/aa/req1/link.json"),
                input("test", "bus/runs/none.json"),
                input("other", real.result()));
        assertTrue(tasks.run("commit_changes").commit().isPresent());
        assertEquals("", bench.git("log", "-1", "--format=%(trailers:key=Drover-Evidence,valueonly)", BRANCH));
    }

    @Test
    void a_folder_that_became_a_link_and_a_file_that_became_a_folder_are_committed() throws Exception {
        Files.delete(bench.workspace().resolve("src/b.txt"));
        Files.delete(bench.workspace().resolve("src"));
        Files.createSymbolicLink(bench.workspace().resolve("src"), Path.of("elsewhere"));
        Files.delete(bench.workspace().resolve("a.txt"));
        bench.write("a.txt/inner.txt", "i\n");
        Outcome outcome = tasks.run("commit_changes");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("a.txt/inner.txt\nsrc", bench.git("ls-tree", "-r", "--name-only", BRANCH));
    }

    @Test
    void a_pipe_in_the_place_of_a_file_is_left_out_and_the_rest_committed() throws Exception {
        Files.delete(bench.workspace().resolve("a.txt"));
        bench.shell().run(List.of("mkfifo", "a.txt"), bench.workspace(), Map.of());
        bench.write("src/b.txt", "2\n");
        Outcome outcome = tasks.run("commit_changes");
        assertTrue(outcome.summary().contains("a.txt (neither a file nor a link)"), outcome.summary());
        assertEquals("src/b.txt", bench.git("diff", "--name-only", "main", BRANCH));
    }

    @Test
    void names_with_line_feeds_are_committed_and_those_that_are_not_utf8_are_counted() throws Exception {
        bench.shell()
                .run(
                        List.of(
                                "sh",
                                "-c",
                                "printf 1 >'line\nfeed'; printf 2 >\"$(printf 'latin\\344')\"; printf 3 >übung"),
                        bench.workspace(),
                        Map.of());
        Outcome outcome = tasks.run("commit_changes");
        assertEquals(2L, outcome.data().get("files.committed"), outcome.summary());
        assertTrue(outcome.summary().contains("1 file whose name is not UTF-8"), outcome.summary());
    }

    @Test
    void a_file_inside_a_submodule_is_left_out() throws Exception {
        bench.git("init", "-q", "sub");
        bench.write("sub/x.txt", "x").write("ok.txt", "ok");
        tasks.files("ok.txt").inputs(made("sub/x.txt"));
        Outcome outcome = tasks.run("commit_changes");
        assertTrue(outcome.summary().contains("sub/x.txt (inside another repository, sub)"), outcome.summary());
        assertEquals("ok.txt", bench.git("diff", "--name-only", "main", BRANCH));
    }

    @Test
    void what_a_model_had_to_say_of_a_file_is_in_no_message() throws Exception {
        bench.write("it.txt", "it");
        tasks.inputs(made("it.txt"));
        tasks.run("commit_changes");
        String message = bench.git("log", "-1", "--format=%B", BRANCH);
        assertTrue(message.contains("- Made v1.2 of it.") && !message.contains("thinks"), message);
    }

    @Test
    void a_large_file_is_not_committed_whole_where_git_lfs_is_not_set_up() throws Exception {
        bench.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n")
                .commitAll();
        bench.write("big.bin", "the whole content");
        Outcome outcome = tasks.run("commit_changes");
        assertEquals(ResultStatus.BLOCKED, outcome.status(), outcome.summary());
        assertEquals("missing_tool", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("git lfs install"), outcome.summary());
        bench.write("big.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n");
        assertTrue(tasks.run("commit_changes").commit().isPresent());
    }

    @Test
    void a_filter_runs_and_one_that_fails_blocks() throws Exception {
        bench.write(".gitattributes", "*.txt filter=up\n").commitAll();
        bench.git("config", "filter.up.clean", "tr a-z A-Z");
        bench.write("a.txt", "louder\n");
        tasks.files("a.txt").run("commit_changes");
        assertEquals("LOUDER", bench.git("cat-file", "blob", BRANCH + ":a.txt"));
        bench.git("config", "filter.up.clean", "false");
        bench.git("config", "filter.up.required", "true");
        bench.write("a.txt", "again\n");
        Outcome outcome = tasks.run("commit_changes");
        assertEquals("filter_failed", outcome.error().orElseThrow().code(), outcome.summary());
    }

    @Test
    void programs_that_the_repository_names_and_nobody_needs_do_not_run() throws Exception {
        Path witness = temp.resolve("ran");
        String program = script("evil", "touch '" + witness + "'");
        for (String setting : List.of(
                "core.fsmonitor", "diff.external", "diff.x.textconv", "core.editor", "core.pager", "core.askPass")) {
            bench.git("config", setting, program);
        }
        bench.git("config", "log.showSignature", "true");
        bench.git("config", "gpg.program", program);
        for (String hook : List.of("pre-commit", "commit-msg", "post-commit", "post-index-change", "post-checkout")) {
            hook(hook, "touch '" + witness + "'");
        }
        bench.write(".gitattributes", "*.txt diff=x\n").write("a.txt", "2\n");
        assertTrue(tasks.run("commit_changes").commit().isPresent());
        tasks.again();
        assertFalse(Files.exists(witness));
    }

    @Test
    void a_reference_transaction_hook_has_its_say() throws Exception {
        hook("reference-transaction", "test \"$1\" != prepared || { echo not today; exit 1; }");
        bench.write("a.txt", "2\n");
        Outcome outcome = tasks.run("commit_changes");
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertTrue(outcome.summary().contains("not today"), outcome.summary());
        assertEquals("", bench.git("branch", "--list", BRANCH));
    }

    @Test
    void a_locked_branch_is_tried_again_and_a_locked_index_of_the_user_is_no_obstacle() throws Exception {
        bench.git("branch", BRANCH);
        Path index = Files.createFile(bench.workspace().resolve(".git/index.lock"));
        Path lock = Files.createFile(bench.workspace().resolve(".git/refs/heads/" + BRANCH + ".lock"));
        bench.write("a.txt", "2\n");
        Outcome outcome = tasks.run("commit_changes");
        assertEquals("repository_locked", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.error().orElseThrow().retryable());
        assertTrue(outcome.summary().contains(lock.toString()), outcome.summary());
        Files.delete(lock);
        assertTrue(tasks.again().commit().isPresent());
        assertTrue(Files.exists(index));
    }

    @Test
    void a_branch_that_is_being_rebased_is_not_committed_to() throws Exception {
        bench.git("checkout", "-q", "-b", "topic");
        bench.write("a.txt", "topic\n").commitAll();
        bench.git("checkout", "-q", "main");
        bench.write("a.txt", "main\n").commitAll();
        bench.git("checkout", "-q", "topic");
        bench.shell().run(List.of("git", "rebase", "-q", "main"), bench.workspace(), Map.of());
        bench.write("src/b.txt", "2\n");
        tasks.files("src/**").param("branch", "topic");
        Outcome outcome = tasks.run("commit_changes");
        assertEquals("branch_checked_out", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.summary().contains("being rebased"), outcome.summary());
    }

    @Test
    void a_detached_head_and_a_shallow_clone_work_as_well() throws Exception {
        bench.write("a.txt", "2\n").commitAll();
        bench.git("checkout", "-q", "--detach");
        bench.write("a.txt", "3\n");
        String detached = tasks.run("commit_changes").commit().orElseThrow();
        assertEquals(bench.git("rev-parse", "HEAD"), bench.git("rev-parse", detached + "^"));
        var shallow = new Bench(temp.resolve("shallow"));
        Files.delete(shallow.workspace());
        bench.git(
                "clone",
                "-q",
                "--depth=1",
                "file://" + bench.workspace(),
                shallow.workspace().toString());
        shallow.git("config", "user.name", "Ada");
        shallow.git("config", "user.email", "ada@example.org");
        shallow.write("a.txt", "4\n");
        Outcome outcome = new Tasks(shallow).files("**").run("commit_changes");
        assertEquals(1L, outcome.data().get("files.committed"), outcome.summary());
    }

    @Test
    void ten_thousand_files_are_one_commit() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            bench.write("many/" + i % 100 + "/a-name-of-some-length-" + i + ".txt", i + "\n");
        }
        assertEquals(10_000L, tasks.run("commit_changes").data().get("files.committed"));
    }

    private TaskInput resultOf(String task, List<Evidence> evidence) throws Exception {
        String name = "bus/runs/aa/req1/tasks/" + task + "/1/result.json";
        var result = new PacketResult(
                1,
                "pkt-" + task,
                task,
                "req1",
                "testing-1",
                "testing",
                1,
                ResultStatus.COMPLETED,
                "All passed.",
                List.of(),
                evidence,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty());
        Path file = tasks.home().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, Json.bytes(result));
        return input(task, name);
    }

    private static TaskInput input(String task, String result) {
        return new TaskInput(task, "All passed.", Optional.empty(), List.of(), result);
    }

    private static TaskInput made(String path) {
        return new TaskInput(
                "t0",
                "Made v1.2 of it. A model thinks well of it.",
                Optional.empty(),
                List.of(new Artifact("it", path, Optional.empty(), Optional.empty())),
                "bus/x.json");
    }

    private void hook(String name, String body) throws Exception {
        Path folder = Files.createDirectories(bench.workspace().resolve(".git/hooks"));
        Files.move(Path.of(script("hook-" + name, body)), folder.resolve(name));
    }

    private String script(String name, String body) throws Exception {
        Path file = Files.writeString(temp.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }
}
