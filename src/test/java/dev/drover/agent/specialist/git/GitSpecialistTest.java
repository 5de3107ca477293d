package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Artifact;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitSpecialistTest {
    private static final String BRANCH = "drover/req1";

    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;
    private final Map<String, String> params = new HashMap<>();

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench);
        bench.repository().write("a.txt", "a\n").write("src/b.txt", "b\n").commitAll();
    }

    @Test
    void does_only_what_its_capabilities_name() {
        var specialist = new GitSpecialist();
        assertTrue(specialist.canDo(bench.assignment("git", "create_branch").packet()));
        assertTrue(specialist.canDo(bench.assignment("git", "commit_changes").packet()));
        assertFalse(specialist.canDo(bench.assignment("git", "merge_branch").packet()));
    }

    @Test
    void a_named_file_is_committed_to_a_branch_and_the_checkout_stays_as_it_is() throws Exception {
        bench.write("staged.txt", "s\n");
        bench.git("add", "staged.txt");
        bench.write("a.txt", "changed by the user\n")
                .write("README.md", "# x\n")
                .write("other.txt", "o\n");
        byte[] index = Files.readAllBytes(bench.workspace().resolve(".git/index"));
        String status = bench.git("status", "--porcelain");
        Outcome outcome = commit(List.of(artifact("README.md")), List.of());
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        String hash = outcome.commit().orElseThrow();
        assertEquals(40, hash.length());
        assertEquals(hash, bench.git("rev-parse", BRANCH));
        assertEquals(bench.git("rev-parse", "main"), bench.git("rev-parse", hash + "^"));
        assertEquals("README.md", bench.git("diff", "--name-only", "main", BRANCH));
        assertArrayEquals(index, Files.readAllBytes(bench.workspace().resolve(".git/index")));
        assertEquals("main", bench.git("symbolic-ref", "--short", "HEAD"));
        assertEquals(status, bench.git("status", "--porcelain"));
        assertEquals("changed by the user\n", bench.read("a.txt"));
        assertTrue(outcome.summary().contains("uncommitted"), outcome.summary());
        assertEquals(
                Optional.of(bench.git("rev-parse", hash + "^{tree}")),
                outcome.evidence().get(1).tree());
        assertEquals(3, outcome.evidence().size());
        try (Stream<Path> left = Files.list(tasks.artifacts())) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void the_message_says_what_was_added_and_where_it_is_from() throws Exception {
        bench.write("README.md", "# x\n");
        commit(List.of(artifact("README.md")), List.of());
        assertEquals("docs: add project overview", bench.git("log", "-1", "--format=%s", BRANCH));
        assertEquals(
                "- Made README.md.",
                bench.git("log", "-1", "--format=%b", BRANCH)
                        .lines()
                        .findFirst()
                        .orElse(""));
        assertEquals(
                "req1|pkt1.1|agent-7",
                bench.git(
                        "log",
                        "-1",
                        "--format=%(trailers:key=Drover-Request,valueonly,separator=%x7c)|"
                                + "%(trailers:key=Drover-Packet,valueonly,separator=%x7c)|"
                                + "%(trailers:key=Drover-Agent,valueonly,separator=%x7c)",
                        BRANCH));
        assertEquals("Ada <ada@example.org>", bench.git("log", "-1", "--format=%an <%ae>", BRANCH));
        bench.write("README.md", "# y\n");
        commit(List.of(artifact("README.md")), List.of());
        assertEquals("docs: update project overview", bench.git("log", "-1", "--format=%s", BRANCH));
    }

    @Test
    void a_given_message_is_kept_but_cannot_forge_trailers() throws Exception {
        params.put("message", "feat: x\r\n\r\nWhy.\n\nDrover-Agent: someone\nSigned-off-by: Ada <ada@example.org>");
        bench.write("a.txt", "2\n");
        commit(List.of(), List.of("a.txt"));
        assertEquals("feat: x", bench.git("log", "-1", "--format=%s", BRANCH));
        assertEquals("agent-7", bench.git("log", "-1", "--format=%(trailers:key=Drover-Agent,valueonly)", BRANCH));
        assertEquals(
                "Ada <ada@example.org>",
                bench.git("log", "-1", "--format=%(trailers:key=Signed-off-by,valueonly)", BRANCH));
    }

    @Test
    void globs_take_changed_new_and_deleted_files_and_no_others() throws Exception {
        bench.write(".gitignore", "*.log\n").write("src/old.txt", "x\n").commitAll();
        bench.write("src/b.txt", "2\n")
                .write("src/new.txt", "n\n")
                .write("src/x.log", "l\n")
                .write("a.txt", "2\n");
        Files.delete(bench.workspace().resolve("src/old.txt"));
        Outcome outcome = commit(List.of(), List.of("src/**"));
        assertEquals("src/b.txt\nsrc/new.txt\nsrc/old.txt", bench.git("diff", "--name-only", "main", BRANCH));
        assertEquals(3L, outcome.data().get("files.committed"));
        assertEquals("chore: update 3 files", bench.git("log", "-1", "--format=%s", BRANCH));
    }

    @Test
    void a_second_commit_stands_on_the_tip_of_the_branch() throws Exception {
        bench.write("one.txt", "1\n");
        String first = commit(List.of(artifact("one.txt")), List.of()).commit().orElseThrow();
        bench.write("two.txt", "2\n");
        Files.delete(bench.workspace().resolve("one.txt"));
        String second = commit(List.of(artifact("two.txt")), List.of()).commit().orElseThrow();
        assertEquals(first, bench.git("rev-parse", second + "^"));
        assertEquals("one.txt\ntwo.txt", bench.git("diff", "--name-only", "main", BRANCH));
    }

    @Test
    void what_the_users_branch_gained_is_not_taken_along() throws Exception {
        bench.write("one.txt", "1\n");
        commit(List.of(artifact("one.txt")), List.of());
        bench.write("src/b.txt", "the user's next commit\n");
        bench.git("commit", "-q", "-m", "next", "src/b.txt");
        bench.write("src/c.txt", "c\n");
        String before = bench.git("rev-parse", BRANCH);
        commit(List.of(), List.of("src/**"));
        assertEquals("src/c.txt", bench.git("diff", "--name-only", before, BRANCH));
    }

    @Test
    void nothing_new_makes_no_commit() throws Exception {
        bench.write("README.md", "# x\n");
        commit(List.of(artifact("README.md")), List.of());
        String tip = bench.git("rev-parse", BRANCH);
        Outcome again = commit(List.of(artifact("README.md")), List.of());
        assertEquals(ResultStatus.COMPLETED, again.status());
        assertTrue(again.summary().startsWith("Nothing to commit"), again.summary());
        assertEquals(Optional.empty(), again.commit());
        assertEquals(tip, bench.git("rev-parse", BRANCH));
    }

    @Test
    void the_same_packet_done_again_after_a_crash_adds_nothing() throws Exception {
        bench.write("README.md", "# x\n");
        String hash = commit(List.of(artifact("README.md")), List.of()).commit().orElseThrow();
        bench.write("README.md", "# changed by someone meanwhile\n");
        Outcome again = tasks.again();
        assertEquals(ResultStatus.COMPLETED, again.status(), again.summary());
        assertEquals(Optional.of(hash), again.commit());
        assertEquals(hash, bench.git("rev-parse", BRANCH));
        assertEquals("pkt1.1", bench.git("log", "-1", "--format=%(trailers:key=Drover-Packet,valueonly)", BRANCH));
    }

    @Test
    void nothing_named_makes_neither_commit_nor_branch() throws Exception {
        bench.write("a.txt", "changed\n");
        Outcome outcome = commit(List.of(), List.of());
        assertTrue(outcome.summary().startsWith("Nothing to commit"), outcome.summary());
        assertEquals("", bench.git("branch", "--list", BRANCH));
        commit(List.of(artifact("src/b.txt")), List.of());
        assertEquals("", bench.git("branch", "--list", BRANCH));
    }

    @Test
    void artifacts_that_do_not_belong_into_a_commit_are_left_out_and_named() throws Exception {
        Files.writeString(temp.resolve("outside.txt"), "x");
        Files.createSymbolicLink(bench.workspace().resolve("way-out"), temp.toRealPath());
        bench.write(".gitignore", "*.log\n").commitAll().write("x.log", "l").write("ok.txt", "ok\n");
        Outcome outcome = commit(
                List.of(
                        artifact("../outside.txt"),
                        artifact(temp.resolve("outside.txt").toString()),
                        artifact("way-out/outside.txt"),
                        artifact(".git/config"),
                        artifact("gone.txt"),
                        artifact("src"),
                        artifact("x.log"),
                        artifact("bus/runs/aa/req1/page.md"),
                        artifact("ok.txt")),
                List.of("../**", "/etc/*"));
        assertEquals("ok.txt", bench.git("diff", "--name-only", "main", BRANCH));
        assertTrue(outcome.summary().contains("gone.txt (not there any more)"), outcome.summary());
        assertTrue(outcome.summary().contains("x.log (ignored by git)"), outcome.summary());
        assertTrue(outcome.summary().contains("way-out/outside.txt (reached through a link)"), outcome.summary());
        assertTrue(outcome.summary().contains("../** (outside the workspace)"), outcome.summary());
    }

    @Test
    void a_project_may_have_a_folder_that_is_called_bus() throws Exception {
        bench.write("bus/stop.txt", "s").write("bus/runs/line7.txt", "7");
        Outcome outcome = commit(List.of(artifact("bus/stop.txt"), artifact("bus/runs/line7.txt")), List.of());
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("bus/runs/line7.txt\nbus/stop.txt", bench.git("diff", "--name-only", "main", BRANCH));
    }

    @Test
    void what_a_task_removed_is_removed_by_the_commit_and_what_vanished_otherwise_is_not() throws Exception {
        bench.write("removed.txt", "r")
                .write("made.txt", "m")
                .write("stays.txt", "s")
                .commitAll();
        Files.delete(bench.workspace().resolve("removed.txt"));
        Files.delete(bench.workspace().resolve("made.txt"));
        var made = new Artifact("made.txt", "made.txt", Optional.of("0".repeat(64)), Optional.of(1L));
        var input = new TaskInput("t0", "Made it.", Optional.empty(), List.of(made), "bus/x.json");
        Outcome outcome = commit(List.of(artifact("removed.txt"), input), List.of());
        assertEquals("D\tremoved.txt", bench.git("diff", "--name-status", "HEAD", BRANCH));
        assertTrue(outcome.summary().contains("made.txt (not there any more)"), outcome.summary());
    }

    @Test
    void modes_and_links_are_committed_as_git_would() throws Exception {
        bench.write("run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(
                bench.workspace().resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(bench.workspace().resolve("link"), Path.of("/etc/passwd"));
        commit(List.of(artifact("run.sh"), artifact("link")), List.of());
        String tree = bench.git("ls-tree", BRANCH, "run.sh", "link");
        assertTrue(tree.startsWith("120000 blob"), tree);
        assertTrue(tree.contains("100755 blob"), tree);
        assertEquals("/etc/passwd", bench.git("cat-file", "blob", BRANCH + ":link"));
    }

    @Test
    void strange_file_names_are_committed() throws Exception {
        bench.write("src/-x [1] \u00fc:(glob)*.txt", "x").write(":(glob)b.txt", "y");
        commit(List.of(artifact(":(glob)b.txt")), List.of("src/**"));
        assertEquals(2, bench.git("diff", "--name-only", "main", BRANCH).lines().count());
    }

    @Test
    void a_workspace_below_the_root_of_the_repository_commits_its_own_files() throws Exception {
        var inner = new Bench(bench.workspace().resolve("deep"));
        inner.write("new.txt", "n\n");
        bench.write("outer.txt", "o\n");
        Outcome outcome = new GitSpecialist()
                .perform(inner.assignment("git", "commit_changes", params, List.of(), List.of("**")));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("deep/project/new.txt", bench.git("diff", "--name-only", "main", BRANCH));
    }

    @Test
    void a_repository_without_commits_gets_its_first_one_on_the_branch() throws Exception {
        var fresh = new Bench(Files.createDirectory(temp.resolve("fresh")));
        fresh.repository().write("README.md", "# x\n").write("other.txt", "o\n");
        Outcome outcome = new GitSpecialist()
                .perform(fresh.assignment(
                        "git", "commit_changes", params, List.of(artifact("README.md")), List.of("RE*")));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("README.md", fresh.git("ls-tree", "-r", "--name-only", BRANCH));
        assertThrows(IOException.class, () -> fresh.git("rev-parse", "HEAD^{commit}"));
        params.put("branch", "main");
        Outcome current = new GitSpecialist()
                .perform(fresh.assignment("git", "commit_changes", params, List.of(), List.of("other.txt")));
        assertEquals("branch_checked_out", current.error().orElseThrow().code());
    }

    @Test
    void a_branch_that_is_checked_out_is_not_committed_to() throws Exception {
        bench.git("worktree", "add", "-q", "-b", "elsewhere", temp.resolve("wt").toString());
        bench.write("a.txt", "2\n");
        for (String branch : List.of("main", "elsewhere")) {
            params.put("branch", branch);
            assertEquals(
                    "branch_checked_out",
                    commit(List.of(), List.of("a.txt")).error().orElseThrow().code());
        }
    }

    @Test
    void a_linked_work_tree_works_as_well() throws Exception {
        var linked = new Bench(Files.createDirectory(temp.resolve("linked")));
        bench.git("worktree", "add", "-q", "-b", "elsewhere", linked.workspace().toString());
        linked.write("a.txt", "2\n");
        Outcome outcome = new GitSpecialist()
                .perform(linked.assignment("git", "commit_changes", params, List.of(), List.of("*.txt")));
        assertEquals(
                "a.txt",
                bench.git("diff", "--name-only", "main", outcome.commit().orElseThrow()));
    }

    @Test
    void an_edit_of_the_same_size_in_the_second_of_the_last_commit_is_seen() throws Exception {
        var second = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        bench.git("config", "core.trustctime", "false");
        Files.setLastModifiedTime(bench.write("a.txt", "3\n").workspace().resolve("a.txt"), second);
        bench.commitAll();
        Files.setLastModifiedTime(bench.workspace().resolve(".git/index"), second);
        Files.setLastModifiedTime(bench.write("a.txt", "4\n").workspace().resolve("a.txt"), second);
        assertTrue(commit(List.of(), List.of("a.txt")).commit().isPresent());
    }

    @Test
    void without_an_identity_it_blocks_and_says_how_to_set_one() throws Exception {
        bench.git("config", "--unset", "user.name");
        bench.git("config", "--unset", "user.email");
        bench.write("a.txt", "2\n");
        Outcome outcome = commit(List.of(), List.of("a.txt"));
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("no_git_identity", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("git config --global user.email"), outcome.summary());
        assertEquals("", bench.git("branch", "--list", BRANCH));
    }

    @Test
    void a_folder_that_is_no_repository_blocks() throws Exception {
        var plain = new Bench(Files.createDirectory(temp.resolve("plain")));
        Outcome outcome = new GitSpecialist().perform(plain.assignment("git", "commit_changes"));
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("not_a_repository", outcome.error().orElseThrow().code());
    }

    @Test
    void a_folder_that_the_repository_around_it_ignores_is_no_repository() throws Exception {
        bench.write(".gitignore", "/deep\n").commitAll();
        var inner = new Bench(bench.workspace().resolve("deep"));
        Outcome outcome = new GitSpecialist().perform(inner.assignment("git", "create_branch"));
        assertEquals("not_a_repository", outcome.error().orElseThrow().code());
    }

    @Test
    void without_git_it_blocks() throws Exception {
        bench.shell().hide("git");
        assertEquals(
                "missing_tool",
                commit(List.of(), List.of("a.txt")).error().orElseThrow().code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-f",
                "--delete",
                "a..b",
                "a b",
                "@{-1}",
                "x.lock",
                "",
                "a\nb",
                "HEAD",
                "refs/",
                "@",
                "refs/heads/x"
            })
    void hostile_branch_names_are_refused(String branch) throws Exception {
        params.put("branch", branch);
        bench.write("a.txt", "2\n");
        String refs = bench.git("for-each-ref");
        assertEquals(
                "bad_branch_name",
                commit(List.of(), List.of("a.txt")).error().orElseThrow().code());
        assertEquals(refs, bench.git("for-each-ref"));
    }

    @Test
    void a_branch_is_created_at_the_checked_out_commit_once() throws Exception {
        params.put("branch", "topic");
        Outcome outcome = branch();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(bench.git("rev-parse", "main"), bench.git("rev-parse", "topic"));
        assertEquals("main", bench.git("symbolic-ref", "--short", "HEAD"));
        assertTrue(branch().summary().contains("there already"));
    }

    @Test
    void a_branch_cannot_begin_where_there_is_no_commit() throws Exception {
        var fresh = new Bench(Files.createDirectory(temp.resolve("fresh")));
        fresh.repository();
        Outcome outcome = new GitSpecialist().perform(fresh.assignment("git", "create_branch"));
        assertEquals("no_commit", outcome.error().orElseThrow().code());
    }

    @Test
    void a_branch_name_that_another_branch_stands_in_the_way_of_fails_with_gits_words() throws Exception {
        bench.git("branch", "drover");
        bench.write("a.txt", "2\n");
        Outcome outcome = commit(List.of(), List.of("a.txt"));
        assertEquals("git_failed", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("refs/heads/drover"), outcome.summary());
    }

    @Test
    void a_branch_that_moved_meanwhile_is_not_overwritten() throws Exception {
        bench.git("branch", BRANCH);
        bench.write("a.txt", "2\n").commitAll();
        var assignment = tasks.assignment();
        var branch = new Branch(Job.of(assignment), BRANCH);
        String head = bench.git("rev-parse", "main");
        Refusal refusal = assertThrows(Refusal.class, () -> branch.move(Optional.of(head), head));
        assertEquals("branch_moved", refusal.outcome().error().orElseThrow().code());
        assertTrue(refusal.outcome().error().orElseThrow().retryable());
        assertNotEquals(head, bench.git("rev-parse", BRANCH));
    }

    @Test
    void commits_are_signed_where_the_user_signs() throws Exception {
        assumeTrue(bench.shell().has("ssh-keygen"), "ssh-keygen is not installed");
        Path key = temp.resolve("key");
        bench.shell()
                .run(
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()),
                        bench.workspace(),
                        Map.of());
        bench.git("config", "commit.gpgsign", "true");
        bench.git("config", "gpg.format", "ssh");
        bench.git("config", "user.signingkey", key.toString());
        bench.write("b.txt", "2\n");
        String hash = commit(List.of(artifact("b.txt")), List.of()).commit().orElseThrow();
        assertTrue(bench.git("cat-file", "commit", hash).contains("BEGIN SSH SIGNATURE"));
    }

    @Test
    void a_commit_that_cannot_be_signed_blocks() throws Exception {
        bench.git("config", "commit.gpgsign", "true");
        bench.git("config", "gpg.program", "false");
        bench.write("b.txt", "2\n");
        Outcome outcome = commit(List.of(artifact("b.txt")), List.of());
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("signing_failed", outcome.error().orElseThrow().code());
        assertEquals("", bench.git("branch", "--list", BRANCH));
    }

    @Test
    void hooks_of_the_checkout_do_not_run() throws Exception {
        Path hook = bench.workspace().resolve(".git/hooks/pre-commit");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\ntouch hook-ran\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        bench.write("b.txt", "2\n");
        assertTrue(commit(List.of(artifact("b.txt")), List.of()).commit().isPresent());
        assertFalse(Files.exists(bench.workspace().resolve("hook-ran")));
    }

    private Outcome commit(List<TaskInput> inputs, List<String> files) throws IOException, InterruptedException {
        params.forEach(tasks::param);
        return tasks.inputs(inputs.toArray(TaskInput[]::new))
                .files(files.toArray(String[]::new))
                .run("commit_changes");
    }

    private Outcome branch() throws IOException, InterruptedException {
        params.forEach(tasks::param);
        return tasks.run("create_branch");
    }

    private static TaskInput artifact(String path) {
        var artifact = new Artifact("project overview", path, Optional.empty(), Optional.empty());
        return new TaskInput("t0", "Made " + path + ".", Optional.empty(), List.of(artifact), "bus/x.json");
    }
}
