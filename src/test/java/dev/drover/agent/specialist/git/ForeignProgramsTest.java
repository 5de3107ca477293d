package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the programs that a repository names run: those that the page on the git specialist lists, and no others. */
class ForeignProgramsTest {
    private static final List<String> PROGRAMS = List.of(
            "core.fsmonitor",
            "core.editor",
            "core.pager",
            "core.askPass",
            "sequence.editor",
            "diff.external",
            "diff.x.textconv",
            "diff.x.command",
            "merge.x.driver",
            "filter.x.clean",
            "filter.x.smudge",
            "gpg.program",
            "credential.helper",
            "core.sshCommand",
            "interactive.diffFilter",
            "core.alternateRefsCommand");
    private static final List<String> HOOKS = List.of(
            "pre-commit",
            "prepare-commit-msg",
            "commit-msg",
            "post-commit",
            "pre-merge-commit",
            "post-merge",
            "post-checkout",
            "post-index-change",
            "post-rewrite",
            "applypatch-msg",
            "pre-applypatch",
            "post-applypatch",
            "pre-rebase",
            "pre-auto-gc",
            "pre-push",
            "reference-transaction");

    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench);
        bench.repository()
                .write(".gitattributes", "*.txt diff=x filter=x merge=x\n")
                .write("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n")
                .commitAll();
        bench.git("checkout", "-q", "-b", "topic");
        bench.write("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\nnine\n").commitAll();
        bench.git("checkout", "-q", "main");
        bench.write("a.txt", "one\n2\n3\n4\n5\n6\n7\n8\n9\n").commitAll();
        bench.git("checkout", "-q", "-b", "mine");
        bench.git("config", "log.showSignature", "true");
        Path folder = Files.createDirectories(bench.workspace().resolve(".git/hooks"));
        for (String hook : HOOKS) {
            script(folder.resolve(hook), hook, "cat >/dev/null; exit 0");
        }
        for (String program : PROGRAMS) {
            Path file = script(temp.resolve(program), program, body(program));
            bench.git("config", program, file + (program.startsWith("merge") ? " %A %O %B" : ""));
        }
        Files.deleteIfExists(temp.resolve("ran"));
    }

    @Test
    void a_commit_runs_clean_filters_and_the_hook_of_refs() throws Exception {
        bench.write("a.txt", "new\n");
        tasks.files("**");
        assertRan("commit_changes", "filter.x.clean", "reference-transaction");
    }

    @Test
    void a_branch_and_a_tag_run_the_hook_of_refs() throws Exception {
        assertRan("create_branch", "reference-transaction");
        assertRan("tag_version", "reference-transaction");
    }

    @Test
    void merging_runs_merge_drivers_and_the_hook_of_refs() throws Exception {
        tasks.param("from", "topic").param("commits", "topic");
        assertRan("merge", "merge.x.driver", "reference-transaction");
        assertRan("cherry_pick", "merge.x.driver", "reference-transaction");
    }

    @Test
    void what_only_reads_runs_nothing() throws Exception {
        tasks.param("branch", "topic").param("base", "main");
        for (String capability : List.of("bundle", "patch_series", "pull_request")) {
            assertRan(capability);
        }
    }

    @Test
    void a_push_runs_its_hook_and_that_of_refs() throws Exception {
        String origin = temp.resolve("origin.git").toString();
        bench.git("init", "-q", "--bare", origin);
        bench.git("remote", "add", "origin", origin);
        tasks.param("branch", "topic");
        assertRan("push", "pre-push", "reference-transaction");
    }

    private void assertRan(String capability, String... programs) throws Exception {
        Path witness = temp.resolve("ran");
        Files.deleteIfExists(witness);
        Outcome outcome = tasks.run(capability);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        List<String> ran = Files.exists(witness) ? Files.readAllLines(witness) : List.of();
        assertEquals(List.of(programs), ran.stream().distinct().sorted().toList(), capability);
    }

    private static String body(String program) {
        return program.startsWith("filter") ? "cat" : program.startsWith("merge") ? "cat \"$3\" >\"$1\"" : "exit 0";
    }

    private Path script(Path file, String name, String body) throws Exception {
        Files.writeString(file, "#!/bin/sh\necho '" + name + "' >>'" + temp.resolve("ran") + "'\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
