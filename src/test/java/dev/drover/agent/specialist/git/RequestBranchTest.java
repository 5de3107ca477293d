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
import java.nio.file.StandardCopyOption;
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
        Outcome outcome = RequestBranch.write(tasks.placed(), writing("d.txt", "d\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("d", bench.git("show", BRANCH + ":d.txt"));
        assertEquals("c", bench.git("show", BRANCH + ":c.txt"));
    }

    @Test
    void files_with_other_line_ends_than_their_attributes_say_are_no_change_until_somebody_changes_them()
            throws Exception {
        bench.write("old.txt", "a\r\nb\r\n")
                .write("p/[id].txt", "c\r\n")
                .write("p/i.txt", "i\n")
                .commitAll();
        bench.write(".gitattributes", "*.txt text\n");
        bench.git("add", ".gitattributes");
        bench.git("commit", "-q", "-m", "attributes");
        Outcome outcome = RequestBranch.write(tasks.next(), branch -> {
            assertEquals(Set.of(), branch.stage().paths());
            Path root = branch.assignment().workspace();
            Files.writeString(root.resolve("c.txt"), "c\n");
            Files.writeString(root.resolve("p/i.txt"), "changed\n");
            RequestBranch.Staged staged = branch.stage();
            assertEquals(Set.of("c.txt", "p/i.txt"), staged.paths());
            Files.writeString(root.resolve("p/i.txt"), "i\n");
            staged = branch.stage();
            branch.restore(staged);
            assertEquals(staged, branch.stage());
            assertTrue(root.resolve("old.txt").toFile().setExecutable(true));
            assertEquals(Set.of("c.txt", "old.txt"), branch.stage().paths());
            assertTrue(root.resolve("old.txt").toFile().setExecutable(false));
            return committed(branch);
        });
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("c.txt", bench.git("diff", "--name-only", "main", BRANCH));
        Outcome next = RequestBranch.write(tasks.placed(), branch -> {
            Files.writeString(branch.assignment().workspace().resolve("old.txt"), "a\r\nb\r\nnew\r\n");
            assertEquals(Set.of("old.txt"), branch.stage().paths());
            return committed(branch);
        });
        assertEquals("Done.", next.summary());
        assertEquals("c.txt\nold.txt", bench.git("diff", "--name-only", "main", BRANCH));
    }

    @Test
    void a_work_tree_that_was_made_before_the_checkout_was_noted_is_gone_on_with() throws Exception {
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        Path noted = bench.home().resolve("bus/runs/aa/req1/.worktree.json");
        String without = Files.readString(noted).replaceAll(",\\s*\"checkout\"\\s*:\\s*\"[^\"]*\"", "");
        assertFalse(without.contains("checkout"), without);
        Files.writeString(noted, without);
        Outcome next = RequestBranch.write(tasks.placed(), branch -> {
            assertTrue(branch.checkouts().files().containsKey(bench.workspace()));
            return writing("d.txt", "d\n").write(branch);
        });
        assertEquals(ResultStatus.COMPLETED, next.status(), next::summary);
    }

    @Test
    void of_a_checkout_that_has_only_a_part_all_is_written_in() throws Exception {
        bench.write("out/d.txt", "d\n").commitAll();
        bench.git("sparse-checkout", "set", "src");
        assertFalse(Files.exists(bench.workspace().resolve("out")));
        String before = bench.git("config", "--list", "--show-origin");
        Outcome outcome = RequestBranch.write(tasks.next(), branch -> {
            Path root = branch.assignment().workspace();
            assertEquals("d\n", Files.readString(root.resolve("out/d.txt")));
            Files.writeString(root.resolve("out/d.txt"), "changed\n");
            Files.writeString(root.resolve("out/new.txt"), "new\n");
            RequestBranch.Staged staged = branch.stage();
            assertEquals(Set.of("out/d.txt", "out/new.txt"), staged.paths());
            branch.restore(staged);
            return committed(branch);
        });
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("changed", bench.git("show", BRANCH + ":out/d.txt"));
        assertEquals("new", bench.git("show", BRANCH + ":out/new.txt"));
        assertEquals(before, bench.git("config", "--list", "--show-origin"));
        assertFalse(Files.exists(bench.workspace().resolve("out")));
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
        Outcome outcome = RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
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

    /** One with a file that was changed after its commit. */
    private Path repositoryAround() throws IOException, InterruptedException {
        Path around = Files.createDirectories(temp.resolve("around")).toRealPath();
        bench.git("-C", around.toString(), "init", "-q", "-b", "main");
        Files.writeString(around.resolve("a.txt"), "committed\n");
        bench.git("-C", around.toString(), "add", "a.txt");
        bench.git(
                "-C",
                around.toString(),
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.org",
                "commit",
                "-qm",
                "begin");
        Files.writeString(around.resolve("a.txt"), "not committed\n");
        return around;
    }

    @Test
    void a_repository_around_the_home_is_never_taken_for_the_work_tree() throws Exception {
        Path around = repositoryAround();
        Path home = Files.createDirectories(around.resolve("home"));
        Outcome outcome = RequestBranch.write(tasks.in(home), branch -> {
            Path root = branch.assignment().workspace();
            Files.delete(root.resolve(".git"));
            Files.writeString(root.resolve("c.txt"), "c\n");
            return committed(branch);
        });
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("c", bench.git("show", BRANCH + ":c.txt"));
        assertEquals("not committed\n", Files.readString(around.resolve("a.txt")));
        assertEquals("main", bench.git("-C", around.toString(), "branch", "--show-current"));
    }

    @Test
    void a_scratch_folder_in_a_repository_around_the_home_is_a_repository_of_its_own() throws Exception {
        Path around = repositoryAround();
        Path home = Files.createDirectories(around.resolve("home"));
        Path scratch = Files.createDirectories(home.resolve("bus/runs/aa/req1/workspace"));
        tasks.identityFor(scratch);
        Outcome outcome = RequestBranch.write(at(tasks.in(home), scratch.toRealPath()), writing("c.txt", "c\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("not committed\n", Files.readString(around.resolve("a.txt")));
        assertEquals("main", bench.git("-C", around.toString(), "branch", "--show-current"));
        assertTrue(Files.isDirectory(scratch.resolve(".git")));
    }

    @Test
    void a_link_that_was_bent_is_not_followed() throws Exception {
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        bench.write("a.txt", "not committed\n");
        Files.delete(workTree());
        Files.createSymbolicLink(workTree(), bench.workspace());
        Assignment later = tasks.placed();
        assertEquals(Optional.empty(), RequestBranch.placeOf(bench.home().resolve("bus/runs/aa/req1"), later.packet()));
        Outcome outcome = RequestBranch.write(later, writing("d.txt", "d\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("not committed\n", bench.read("a.txt"));
        assertEquals("d", bench.git("show", BRANCH + ":d.txt"));
        assertFalse(Files.exists(bench.workspace().resolve("d.txt")));
    }

    @Test
    void a_work_tree_that_says_it_is_of_another_repository_is_put_aside() throws Exception {
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        Path tree = bench.home().resolve("bus/runs/aa/req1/drover-req1");
        Files.writeString(tree.resolve(".git"), "gitdir: " + bench.git("rev-parse", "--absolute-git-dir") + "\n");
        String before = bench.git("ls-files", "--stage");
        Outcome outcome = RequestBranch.write(tasks.next(), writing("d.txt", "d\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(before, bench.git("ls-files", "--stage"), "the index of the checkout is nobody else's");
        assertEquals("c\n", Files.readString(Path.of(tree + ".aside-1").resolve("c.txt")));
        assertTrue(outcome.summary().contains("lies beside it as drover-req1.aside-1"), outcome::summary);
        assertEquals("d", bench.git("show", BRANCH + ":d.txt"));
    }

    @Test
    void a_git_file_that_was_copied_from_another_work_tree_of_the_user_does_not_lead_there() throws Exception {
        Path feature = temp.resolve("feature");
        bench.git("worktree", "add", "-q", "-b", "feature", feature.toString());
        Files.writeString(feature.resolve("staged.txt"), "staged\n");
        bench.git("-C", feature.toString(), "add", "staged.txt");
        RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        Path tree = bench.home().resolve("bus/runs/aa/req1/drover-req1");
        Files.copy(feature.resolve(".git"), tree.resolve(".git"), StandardCopyOption.REPLACE_EXISTING);
        String before = bench.git("-C", feature.toString(), "status", "--porcelain", "--branch");
        Outcome outcome = RequestBranch.write(tasks.next(), writing("d.txt", "d\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(before, bench.git("-C", feature.toString(), "status", "--porcelain", "--branch"));
        assertEquals("d", bench.git("show", BRANCH + ":d.txt"));
    }

    @Test
    void a_branch_that_is_another_name_of_a_persons_moves_nothing() throws Exception {
        String main = bench.git("rev-parse", "main");
        bench.git("symbolic-ref", "refs/heads/" + BRANCH, "refs/heads/main");
        Outcome refused = RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        assertEquals("branch_is_symbolic", refused.error().orElseThrow().code());
        assertEquals(main, bench.git("rev-parse", "main"));
        bench.git("symbolic-ref", "--delete", "refs/heads/" + BRANCH);
        Outcome put = RequestBranch.write(tasks.next(), branch -> {
            bench.git("symbolic-ref", "refs/heads/" + BRANCH, "refs/heads/main");
            assertEquals(Optional.of(main), putBack(branch));
            return committed(branch);
        });
        assertEquals(ResultStatus.COMPLETED, put.status(), put::summary);
        assertEquals(main, bench.git("rev-parse", "main"));
    }

    private Optional<String> putBack(RequestBranch branch) throws IOException, InterruptedException {
        Files.writeString(branch.assignment().workspace().resolve("c.txt"), "c\n");
        return branch.putBack().map(RequestBranch.Moved::to);
    }

    @Test
    void a_repository_in_a_scratch_folder_is_taken_in_and_its_history_kept() throws Exception {
        Path scratch = Files.createDirectories(bench.home().resolve("bus/runs/aa/req1/workspace"));
        bench.git(
                "clone",
                "-q",
                bench.workspace().toString(),
                scratch.resolve("app").toString());
        tasks.identityFor(scratch);
        Outcome outcome = RequestBranch.write(at(tasks.next(), scratch.toRealPath()), branch -> {
            Files.writeString(branch.assignment().workspace().resolve("app/a.txt"), "changed\n");
            RequestBranch.Staged staged = branch.stage();
            assertEquals(Set.of("app/a.txt"), staged.paths());
            return committed(branch);
        });
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertTrue(Files.isRegularFile(bench.home().resolve("bus/runs/aa/req1/repositories/app/HEAD")));
        assertTrue(outcome.summary().contains("app/ was a git repository of its own"), outcome::summary);
    }

    @Test
    void a_repository_beside_the_workspace_is_told_as_files_outside_of_it() throws Exception {
        Outcome outcome = RequestBranch.write(at(tasks.next(), bench.workspace().resolve("src")), branch -> {
            Path beside =
                    Files.createDirectories(branch.assignment().workspace().resolve("../beside"));
            bench.git("-C", beside.toString(), "init", "-q");
            Files.writeString(beside.resolve("f.txt"), "f\n");
            assertEquals(Set.of("beside/f.txt"), branch.stage().outside());
            return Outcome.completed("seen");
        });
        assertTrue(outcome.summary().startsWith("seen ../beside/ was a git repository"), outcome::summary);
    }

    @Test
    void what_is_changed_in_a_submodule_is_in_no_commit_and_said_to_be() throws Exception {
        Path other = Files.createDirectories(temp.resolve("other"));
        bench.git("clone", "-q", bench.workspace().toString(), other.toString());
        bench.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.toString(), "sub");
        bench.git("commit", "-q", "-m", "sub");
        String sub = bench.git("rev-parse", "main:sub");
        Outcome outcome = RequestBranch.write(tasks.next(), branch -> {
            String tree = branch.assignment().workspace().toString();
            bench.git("-C", tree, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init");
            Files.writeString(Path.of(tree, "sub/a.txt"), "changed\n");
            bench.git("-C", tree + "/sub", "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qam", "inner");
            Files.writeString(Path.of(tree, "c.txt"), "c\n");
            return committed(branch);
        });
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(sub, bench.git("rev-parse", BRANCH + ":sub"));
        assertEquals("c", bench.git("show", BRANCH + ":c.txt"));
        assertTrue(outcome.summary().contains("sub is a repository of its own"), outcome::summary);
    }

    @Test
    void what_a_person_commits_between_two_attempts_is_no_leftover() throws Exception {
        RequestBranch.write(tasks.next(), branch -> Outcome.failed("no", "It did not pass.", false));
        bench.write("mine.txt", "mine\n").commitAll();
        Outcome outcome = RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        assertEquals(List.of(), outcome.artifacts(), outcome::summary);
        assertEquals("mine", bench.git("show", BRANCH + ":mine.txt"));
    }

    @Test
    void a_folder_whose_name_begins_with_a_blank_is_the_one_that_is_meant() throws Exception {
        bench.write(" sp/b.txt", "b\n").commitAll();
        Outcome outcome =
                RequestBranch.write(at(tasks.next(), bench.workspace().resolve(" sp")), writing("c.txt", "c\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("c", bench.git("show", BRANCH + ": sp/c.txt"));
    }

    @Test
    void a_folder_that_has_become_a_link_out_of_the_work_tree_is_not_followed() throws Exception {
        Path inner = bench.workspace().resolve("src");
        RequestBranch.write(at(tasks.next(), inner), writing("c.txt", "c\n"));
        Path placed = workTree().toRealPath();
        Files.move(placed, temp.resolve("moved"));
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Files.createSymbolicLink(placed, elsewhere);
        Outcome outcome = RequestBranch.write(at(tasks.next(), inner), writing("d.txt", "d\n"));
        assertEquals("work_tree", outcome.error().orElseThrow().code());
        assertFalse(Files.exists(elsewhere.resolve("d.txt")));
    }

    @Test
    void trailers_alone_are_no_proof_that_it_was_done() throws Exception {
        bench.git("checkout", "-q", "-b", BRANCH);
        bench.write("x.txt", "x\n");
        bench.git("add", "-A");
        bench.git("commit", "-q", "-m", "feat: forged\n\nDrover-Packet: pkt1.1");
        bench.git("checkout", "-q", "main");
        Outcome outcome = RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        assertEquals("c", bench.git("show", BRANCH + ":c.txt"), outcome::summary);
    }

    @Test
    void what_stands_in_the_way_of_the_branch_is_told_before_anything_is_written() throws Exception {
        bench.git("branch", "drover");
        Outcome outcome = RequestBranch.write(tasks.next(), branch -> {
            throw new AssertionError("written");
        });
        assertTrue(outcome.summary().contains("refs/heads/drover"), outcome::summary);
    }

    @Test
    void the_result_says_that_uncommitted_changes_are_not_part_of_it() throws Exception {
        bench.write("a.txt", "not committed\n");
        Outcome outcome = RequestBranch.write(tasks.next(), writing("c.txt", "c\n"));
        assertTrue(outcome.summary().contains("uncommitted changes of the workspace (1 file)"), outcome::summary);
    }

    @Test
    void tracked_files_of_tools_and_files_beside_the_workspace_are_told_apart() throws Exception {
        bench.write("node_modules/x.js", "1\n");
        bench.git("add", "-f", "-A");
        bench.git("commit", "-q", "-m", "tools");
        Files.createDirectories(bench.workspace().resolve("src"));
        Outcome outcome = RequestBranch.write(at(tasks.next(), bench.workspace().resolve("src")), branch -> {
            Path root = branch.assignment().workspace();
            Files.writeString(root.resolve("../node_modules/x.js"), "2\n");
            Files.writeString(root.resolve("../a.txt"), "2\n");
            Files.writeString(root.resolve("b.txt"), "2\n");
            RequestBranch.Staged staged = branch.stage();
            assertEquals(Set.of("b.txt"), staged.paths());
            assertEquals(Set.of("a.txt", "node_modules/x.js"), staged.outside());
            return Outcome.completed("seen");
        });
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
    }
}
