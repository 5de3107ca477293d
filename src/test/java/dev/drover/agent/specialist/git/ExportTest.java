package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Artifact;
import dev.drover.message.ResultStatus;
import dev.drover.message.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles and patch series, and that what they hold arrives elsewhere. */
class ExportTest {
    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench).param("branch", "topic/\u00fcber");
        bench.repository().write("a.txt", "a\n").write("old.txt", "old\n").commitAll();
        bench.git("checkout", "-q", "-b", "topic/\u00fcber");
        bench.write("a.txt", "b\n").commitAll();
        Files.write(bench.workspace().resolve("x.bin"), new byte[] {0, 1, 2, 10, 13});
        bench.git("mv", "old.txt", "new \u00fc.txt");
        bench.git("add", "-A");
        bench.git("commit", "-q", "-m", "../../escape: it's $(touch x) \u00fc");
        bench.git("checkout", "-q", "main");
    }

    @Test
    void a_bundle_is_verified_and_can_be_cloned() throws Exception {
        Outcome outcome = tasks.run("bundle");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        Artifact bundle = outcome.artifacts().getFirst();
        Path file = tasks.home().resolve(bundle.path());
        assertEquals("topic-ber.bundle", String.valueOf(file.getFileName()));
        assertEquals(Optional.of(Sha256.of(Files.readAllBytes(file))), bundle.sha256());
        assertTrue(outcome.evidence().getLast().command().contains("bundle verify"));
        bench.git(
                "clone",
                "-q",
                "-b",
                "topic/\u00fcber",
                file.toString(),
                temp.resolve("clone").toString());
        assertEquals(
                bench.git("rev-parse", "topic/\u00fcber"),
                bench.git("-C", temp.resolve("clone").toString(), "rev-parse", "HEAD"));
        assertEquals(3L, outcome.data().get("commits.bundled"));
    }

    @Test
    void a_bundle_of_what_the_base_lacks_is_fetched_into_a_clone_that_has_the_base() throws Exception {
        String clone = temp.resolve("clone").toString();
        bench.git("clone", "-q", "--single-branch", bench.workspace().toString(), clone);
        Outcome outcome = tasks.param("base", "main").run("bundle");
        assertEquals(2L, outcome.data().get("commits.bundled"));
        String file =
                tasks.home().resolve(outcome.artifacts().getFirst().path()).toString();
        bench.git("-C", clone, "fetch", "-q", file, "topic/\u00fcber");
        assertEquals(bench.git("rev-parse", "topic/\u00fcber"), bench.git("-C", clone, "rev-parse", "FETCH_HEAD"));
        assertTrue(
                tasks.param("base", "topic/\u00fcber").run("bundle").summary().startsWith("Nothing to bundle"));
    }

    @Test
    void a_bundle_that_could_be_taken_in_nowhere_is_not_made() throws Exception {
        var shallow = new Bench(temp.resolve("shallow"));
        Files.delete(shallow.workspace());
        bench.write("a.txt", "2\n").commitAll();
        bench.git(
                "clone",
                "-q",
                "--depth=1",
                "file://" + bench.workspace(),
                shallow.workspace().toString());
        Outcome outcome = new Tasks(shallow).param("branch", "main").run("bundle");
        assertEquals("shallow_clone", outcome.error().orElseThrow().code());
    }

    @Test
    void a_patch_series_applied_in_a_clone_gives_the_same_tree() throws Exception {
        bench.git("config", "diff.noprefix", "true");
        bench.git("config", "diff.renames", "copies");
        bench.git("config", "diff.external", "false");
        bench.git("config", "format.coverLetter", "true");
        bench.git("config", "format.attach", "true");
        Outcome outcome = tasks.run("patch_series");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(2, outcome.artifacts().size());
        assertEquals("0001-before.patch", outcome.artifacts().getFirst().name());
        assertFalse(Files.exists(bench.workspace().resolve("x")));
        String clone = temp.resolve("clone").toString();
        bench.git("clone", "-q", "--single-branch", bench.workspace().toString(), clone);
        var am = new ArrayList<>(List.of("git", "-C", clone, "am", "-q"));
        outcome.artifacts().forEach(a -> am.add(tasks.home().resolve(a.path()).toString()));
        var ran = bench.shell()
                .run(
                        am,
                        bench.workspace(),
                        Map.of("GIT_COMMITTER_NAME", "Bob", "GIT_COMMITTER_EMAIL", "b@example.org"));
        assertEquals(0, ran.exitCode(), Files.readString(ran.output()));
        assertEquals(
                bench.git("rev-parse", "topic/\u00fcber^{tree}"), bench.git("-C", clone, "rev-parse", "HEAD^{tree}"));
        assertEquals("Ada", bench.git("-C", clone, "log", "-1", "--format=%an"));
    }

    @Test
    void a_series_with_a_merge_in_it_is_not_claimed_to_be_whole() throws Exception {
        bench.write("m.txt", "m\n").commitAll();
        bench.git("checkout", "-q", "topic/\u00fcber");
        bench.git("merge", "-q", "--no-edit", "main");
        bench.git("checkout", "-q", "-b", "other", "main~1");
        assertEquals(
                "merge_commit", tasks.run("patch_series").error().orElseThrow().code());
        assertEquals(ResultStatus.COMPLETED, tasks.run("bundle").status());
    }

    @Test
    void nothing_beyond_the_base_gives_no_patch() throws Exception {
        Outcome outcome = tasks.param("branch", "main").run("patch_series");
        assertTrue(outcome.summary().startsWith("No patch to write"), outcome.summary());
        assertEquals(List.of(), outcome.artifacts());
    }

    @Test
    void a_workspace_below_the_root_gives_the_whole_series_too() throws Exception {
        bench.git("checkout", "-q", "topic/\u00fcber");
        var inner = new Bench(bench.workspace().resolve("deep"));
        inner.write("keep.txt", "k\n");
        bench.commitAll();
        Outcome outcome = new Tasks(inner).param("branch", "topic/\u00fcber").run("patch_series");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(3, outcome.artifacts().size());
    }
}
