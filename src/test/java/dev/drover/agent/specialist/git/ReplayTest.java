package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String BRANCH = "drover/req1";

    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench);
        bench.repository().write("a.txt", "a\n").commitAll();
    }

    @Test
    void commits_are_picked_in_order_with_their_authors_and_messages() throws Exception {
        topic();
        bench.git("checkout", "-q", "--detach", "main");
        tasks.param("commits", "main..topic").param("onto", "main");
        Outcome outcome = tasks.run("cherry_pick");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("two\none\nbefore", bench.git("log", "--format=%s", "main"));
        assertEquals(
                "Jos\u00e9 <j@example.org> 2020-01-02T03:04:05+02:00",
                bench.git("log", "-1", "--format=%an <%ae> %aI", "main"));
        assertEquals("Ada", bench.git("log", "-1", "--format=%cn", "main"));
        String message = bench.git("log", "-1", "--format=%B", "main");
        assertTrue(
                message.contains("Signed-off-by: Jos\u00e9 <j@example.org>\n(cherry picked from commit "
                        + bench.git("rev-parse", "topic") + ")\nDrover-Request: req1"),
                message);
        assertEquals(
                "Jos\u00e9 <j@example.org>",
                bench.git("log", "-1", "--format=%(trailers:key=Signed-off-by,valueonly)", "main"));
        assertEquals(2L, outcome.data().get("commits.made"));
        assertEquals(bench.git("rev-parse", "topic^{tree}"), bench.git("rev-parse", "main^{tree}"));
    }

    @Test
    void done_again_after_a_crash_nothing_is_picked_twice() throws Exception {
        topic();
        String tip = tasks.param("commits", "topic").run("cherry_pick").commit().orElseThrow();
        assertEquals(Optional.of(tip), tasks.again().commit());
        assertEquals(tip, bench.git("rev-parse", BRANCH));
        Outcome other = tasks.run("cherry_pick");
        assertTrue(other.summary().startsWith("Nothing to do"), other.summary());
        assertEquals(tip, bench.git("rev-parse", BRANCH));
    }

    @Test
    void when_one_of_them_conflicts_none_is_picked() throws Exception {
        topic();
        bench.write("two.txt", "mine\n").commitAll();
        Outcome outcome = tasks.param("commits", "main..topic").run("cherry_pick");
        assertEquals("merge_conflict", outcome.error().orElseThrow().code());
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals(Optional.of("two.txt"), outcome.findings().getFirst().file());
        assertTrue(outcome.summary().contains("('two')"), outcome.summary());
        assertEquals("", bench.git("branch", "--list", BRANCH));
    }

    @Test
    void a_commit_is_reverted_on_a_branch_of_the_request_and_the_checkout_stays() throws Exception {
        bench.write("a.txt", "worse\n").write("b.txt", "b\n");
        bench.git("add", "-A");
        bench.git("commit", "-q", "-m", "feat: \"better\"");
        bench.write("c.txt", "c\n").commitAll();
        bench.write("a.txt", "at work\n");
        Outcome outcome = tasks.param("commits", "HEAD~1").run("revert");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("Revert \"feat: \"better\"\"", bench.git("log", "-1", "--format=%s", BRANCH));
        assertTrue(bench.git("log", "-1", "--format=%b", BRANCH)
                .startsWith("This reverts commit " + bench.git("rev-parse", "main~1") + "."));
        assertEquals("a.txt\nc.txt", bench.git("ls-tree", "--name-only", BRANCH));
        assertEquals("a", bench.git("cat-file", "blob", BRANCH + ":a.txt"));
        assertEquals("at work\n", bench.read("a.txt"));
        assertEquals(bench.git("rev-parse", "main"), bench.git("rev-parse", BRANCH + "^"));
    }

    @Test
    void the_latest_of_a_range_is_reverted_first() throws Exception {
        String start = bench.git("rev-parse", "main");
        bench.write("a.txt", "2\n").commitAll();
        bench.write("a.txt", "3\n").commitAll();
        Outcome outcome = tasks.param("commits", start + "..main").run("revert");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(bench.git("rev-parse", start + "^{tree}"), bench.git("rev-parse", BRANCH + "^{tree}"));
    }

    @Test
    void a_merge_is_reverted_only_when_its_mainline_is_named() throws Exception {
        topic();
        bench.write("m.txt", "m\n").commitAll();
        bench.git("merge", "-q", "--no-edit", "topic");
        tasks.param("commits", "main");
        Outcome outcome = tasks.run("revert");
        assertEquals("merge_commit", outcome.error().orElseThrow().code());
        assertEquals(
                ResultStatus.COMPLETED,
                tasks.param("mainline", "1").run("revert").status());
        assertEquals(bench.git("rev-parse", "main^1^{tree}"), bench.git("rev-parse", BRANCH + "^{tree}"));
    }

    @Test
    void the_first_commit_of_all_can_be_picked_and_reverted() throws Exception {
        bench.git("checkout", "-q", "--orphan", "other");
        bench.git("rm", "-q", "-f", "a.txt");
        bench.write("o.txt", "o\n").commitAll();
        assertEquals(
                ResultStatus.COMPLETED,
                tasks.param("commits", "main").run("cherry_pick").status());
        assertEquals("a.txt\no.txt", bench.git("ls-tree", "--name-only", BRANCH));
        assertEquals(
                ResultStatus.COMPLETED,
                tasks.param("commits", "other").run("revert").status());
        assertEquals("a.txt", bench.git("ls-tree", "--name-only", BRANCH));
    }

    @Test
    void a_commit_at_the_edge_of_a_shallow_clone_blocks() throws Exception {
        bench.write("a.txt", "2\n").commitAll();
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
        Outcome outcome = new Tasks(shallow).param("commits", "HEAD").run("revert");
        assertEquals("shallow_clone", outcome.error().orElseThrow().code(), outcome.summary());
    }

    @Test
    void without_commits_it_says_what_to_name() throws Exception {
        assertEquals(
                "no_commits_named", tasks.run("revert").error().orElseThrow().code());
        assertEquals(
                "unknown_revision",
                tasks.param("commits", "--all")
                        .run("revert")
                        .error()
                        .orElseThrow()
                        .code());
        assertEquals(
                "branch_checked_out",
                tasks.param("commits", "main")
                        .param("onto", "main")
                        .run("revert")
                        .error()
                        .orElseThrow()
                        .code());
    }

    /** Two commits on a branch topic, the second by someone else; main is checked out again. */
    private void topic() throws Exception {
        bench.git("checkout", "-q", "-b", "topic");
        bench.write("one.txt", "1\n");
        bench.git("add", "-A");
        bench.git("commit", "-q", "-m", "one");
        bench.write("two.txt", "2\n");
        bench.git("add", "-A");
        bench.git(
                "commit",
                "-q",
                "--author=Jos\u00e9 <j@example.org>",
                "--date=2020-01-02T03:04:05+02:00",
                "-m",
                "two\n\nWhy.\n\nSigned-off-by: Jos\u00e9 <j@example.org>");
        bench.git("checkout", "-q", "main");
    }
}
