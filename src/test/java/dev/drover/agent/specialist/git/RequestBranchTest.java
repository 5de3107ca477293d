package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Evidence;
import dev.drover.message.Packet;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBranchTest {
    private static final String BRANCH = "drover/req1";

    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench);
        bench.repository().write("a.txt", "a\n").write("src/b.txt", "b\n").commitAll();
    }

    private static Outcome committed(RequestBranch branch) throws IOException, InterruptedException {
        var ran = new Evidence("make test", 0, 1, Optional.of("ab".repeat(32)), Optional.empty(), Optional.empty());
        String hash = branch.commit(branch.stage(), "feat: say it louder", List.of(ran));
        return Outcome.completed("Done.").withCommit(hash).onBranch(branch.name());
    }

    private static RequestBranch.Writer writing(String path, String content) {
        return branch -> {
            Path file = branch.assignment().workspace().resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return committed(branch);
        };
    }

    private Path workTree() {
        return bench.home().resolve("bus/runs/aa/req1/worktree");
    }

    @Test
    void what_is_written_gets_onto_the_branch_and_not_into_the_checkout() throws Exception {
        bench.write("mine.txt", "not committed\n");
        String before = bench.git("status", "--porcelain=v2", "--branch", "--untracked-files=all");
        Outcome outcome = RequestBranch.write(tasks.next(), writing("new/c.txt", "c\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertEquals(Optional.of(BRANCH), outcome.branch());
        assertEquals(outcome.commit(), Optional.of(bench.git("rev-parse", BRANCH)));
        assertEquals("c", bench.git("show", BRANCH + ":new/c.txt"));
        assertEquals(before, bench.git("status", "--porcelain=v2", "--branch", "--untracked-files=all"));
        assertFalse(Files.exists(bench.workspace().resolve("new")));
        assertEquals("c\n", Files.readString(workTree().resolve("new/c.txt")));
        assertTrue(bench.git("log", "-1", "--format=%B", BRANCH).contains("Drover-Evidence: " + "ab".repeat(32)));
    }

    @Test
    void the_branch_can_be_checked_out_while_the_work_tree_is_there() throws Exception {
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        bench.git("checkout", "-q", BRANCH);
        assertEquals("c\n", bench.read("c.txt"));
        Outcome refused = RequestBranch.write(tasks.next(), writing("d.txt", "d\n"));
        assertEquals(ResultStatus.BLOCKED, refused.status());
        assertEquals("branch_checked_out", refused.error().orElseThrow().code());
    }

    @Test
    void the_next_task_builds_on_what_the_last_one_wrote() throws Exception {
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        bench.write("a.txt", "changed by a person meanwhile\n").commitAll();
        RequestBranch.write(tasks.next(), writing("d.txt", "d\n"));
        assertEquals("c", bench.git("show", BRANCH + ":c.txt"));
        assertEquals("a", bench.git("show", BRANCH + ":a.txt"));
        assertEquals("2", bench.git("rev-list", "--count", "main~1.." + BRANCH));
    }

    @Test
    void a_task_in_the_work_tree_itself_writes_there_too() throws Exception {
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        Assignment there = tasks.next();
        Outcome outcome = RequestBranch.write(at(there, workTree().toRealPath()), writing("d.txt", "d\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("d", bench.git("show", BRANCH + ":d.txt"));
        assertEquals("c", bench.git("show", BRANCH + ":c.txt"));
    }

    @Test
    void what_is_not_committed_does_not_stay() throws Exception {
        Outcome outcome = RequestBranch.write(tasks.next(), branch -> {
            Path root = branch.assignment().workspace();
            Files.writeString(root.resolve("a.txt"), "broken\n");
            Files.writeString(root.resolve("junk.txt"), "junk\n");
            RequestBranch.Staged staged = branch.stage();
            assertEquals(Set.of("a.txt", "junk.txt"), staged.paths());
            return Outcome.failed("no", "It did not pass.", false)
                    .withArtifacts(List.of(branch.patch(staged, "partial.patch")));
        });
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals("a\n", Files.readString(workTree().resolve("a.txt")));
        assertFalse(Files.exists(workTree().resolve("junk.txt")));
        assertFalse(bench.git("branch", "--list", BRANCH).contains(BRANCH));
        bench.git("apply", "--check", tasks.artifacts().resolve("partial.patch").toString());
    }

    @Test
    void what_a_killed_attempt_left_is_kept_as_a_patch() throws Exception {
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        Files.writeString(workTree().resolve("half.txt"), "half\n");

        Path gitFolder = Path.of(bench.git("-C", workTree().toString(), "rev-parse", "--absolute-git-dir"));
        Files.writeString(gitFolder.resolve("index.lock"), "");
        Outcome outcome = RequestBranch.write(tasks.next(), writing("d.txt", "d\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertTrue(outcome.artifacts().stream().anyMatch(a -> a.name().equals("unfinished.patch")));
        String patch = Files.readString(tasks.artifacts().resolve("unfinished.patch"));
        assertTrue(patch.contains("+half"), patch);
        assertFalse(bench.git("ls-tree", "-r", "--name-only", BRANCH).contains("half"));
    }

    @Test
    void a_work_tree_that_is_half_made_is_made_anew() throws Exception {
        Path tree = bench.home().resolve("bus/runs/aa/req1/drover-req1");
        bench.git("worktree", "add", "-q", "--detach", tree.toString());
        Path gitFolder = Path.of(bench.git("-C", tree.toString(), "rev-parse", "--absolute-git-dir"));
        Files.delete(gitFolder.resolve("HEAD"));
        Files.writeString(gitFolder.resolve("locked"), "initializing");
        Outcome outcome = RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
    }

    @Test
    void an_attempt_that_could_not_tell_is_not_repeated() throws Exception {
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        String tip = bench.git("rev-parse", BRANCH);
        Outcome again = RequestBranch.write(tasks.nextAttempt(), branch -> {
            throw new AssertionError("it is done already");
        });
        assertEquals(ResultStatus.COMPLETED, again.status());
        assertEquals(Optional.of(tip), again.commit());
        assertEquals(Optional.of(BRANCH), again.branch());
    }

    @Test
    void a_folder_within_a_repository_is_worked_on_at_its_place() throws Exception {
        Assignment asked = at(tasks.next(), bench.workspace().resolve("src"));
        Outcome outcome = RequestBranch.write(asked, writing("c.txt", "c\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("c", bench.git("show", BRANCH + ":src/c.txt"));
        assertEquals("b\n", Files.readString(workTree().resolve("b.txt")));
    }

    @Test
    void a_scratch_folder_becomes_a_repository_with_what_was_there() throws Exception {
        Path scratch = Files.createDirectories(bench.home().resolve("bus/runs/aa/req1/workspace"));
        Files.writeString(scratch.resolve("notes.txt"), "notes\n");
        tasks.identityFor(scratch);
        Outcome outcome = RequestBranch.write(at(tasks.next(), scratch.toRealPath()), writing("c.txt", "c\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("c\n", Files.readString(scratch.resolve("c.txt")));
        assertEquals("notes\n", Files.readString(workTree().resolve("notes.txt")));
    }

    @Test
    void without_a_repository_it_says_what_to_do() throws Exception {
        Path plain = Files.createDirectories(temp.resolve("plain")).toRealPath();
        Outcome outcome = RequestBranch.write(at(tasks.next(), plain), writing("c.txt", "c\n"));
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertTrue(outcome.summary().contains("git init"), outcome::summary);
        assertFalse(Files.exists(plain.resolve("c.txt")));
    }

    @Test
    void hooks_of_the_repository_do_not_run() throws Exception {
        Path hooks = Path.of(bench.git("rev-parse", "--absolute-git-dir")).resolve("hooks");
        Files.createDirectories(hooks);
        for (String hook : List.of("post-checkout", "pre-commit", "post-commit", "post-index-change")) {
            Path file = Files.writeString(hooks.resolve(hook), "#!/bin/sh\ntouch " + temp.resolve("ran") + "\n");
            assertTrue(file.toFile().setExecutable(true));
        }
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        assertFalse(Files.exists(temp.resolve("ran")));
    }

    @Test
    void two_writers_wait_for_each_other() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Assignment one = tasks.next();
        Assignment two = tasks.next();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> RequestBranch.write(one, branch -> {
                inside.countDown();
                go.await();
                return writing("c.txt", "c\n").write(branch);
            }));
            inside.await();
            var second = threads.submit(() -> RequestBranch.write(two, writing("d.txt", "d\n")));
            assertFalse(second.isDone());
            go.countDown();
            assertEquals(ResultStatus.COMPLETED, first.get().status());
            assertEquals(ResultStatus.COMPLETED, second.get().status());
        }
        assertEquals("a.txt\nc.txt\nd.txt\nsrc/b.txt", bench.git("ls-tree", "-r", "--name-only", BRANCH));
    }

    private static Assignment at(Assignment assignment, Path workspace) {
        Packet packet = assignment.packet();
        return new Assignment(
                packet,
                workspace,
                assignment.artifacts(),
                assignment.artifactsName(),
                assignment.agentId(),
                assignment.shell(),
                assignment.surroundings());
    }
}
