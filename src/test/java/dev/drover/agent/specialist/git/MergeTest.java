package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {
    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;

    /** Two branches, main and topic, that have parted; the person works on a third. */
    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench).param("from", "topic");
        bench.repository()
                .write("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n")
                .write("b.txt", "b\n")
                .commitAll();
        bench.git("checkout", "-q", "-b", "topic");
        bench.write("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\nnine\n").commitAll();
        bench.git("checkout", "-q", "main");
        bench.write("a.txt", "one\n2\n3\n4\n5\n6\n7\n8\n9\n").commitAll();
        bench.git("checkout", "-q", "-b", "mine");
        bench.write("b.txt", "not committed\n");
    }

    @Test
    void a_branch_is_merged_into_one_that_is_not_checked_out() throws Exception {
        String main = bench.git("rev-parse", "main");
        Outcome outcome = tasks.run("merge");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(outcome.commit().orElseThrow(), bench.git("rev-parse", "main"));
        assertEquals(main + "\n" + bench.git("rev-parse", "topic"), bench.git("rev-parse", "main^1", "main^2"));
        assertEquals("one\n2\n3\n4\n5\n6\n7\n8\nnine", bench.git("cat-file", "blob", "main:a.txt"));
        assertEquals("Merge topic into main", bench.git("log", "-1", "--format=%s", "main"));
        assertEquals("pkt1.1", bench.git("log", "-1", "--format=%(trailers:key=Drover-Packet,valueonly)", "main"));
        assertEquals("M b.txt", bench.git("status", "--porcelain"));
        assertEquals("mine", bench.git("symbolic-ref", "--short", "HEAD"));
        assertTrue(outcome.evidence().getFirst().command().contains("merge-tree"));
        assertTrue(outcome.summary().endsWith("has run anything: the result is not tested."), outcome.summary());
    }

    @Test
    void what_was_tested_before_is_told_apart_from_the_result() throws Exception {
        tasks.inputs(Results.tested(tasks));
        Outcome merged = tasks.run("merge");
        assertTrue(
                merged.summary()
                        .contains("What was run before it (test) ran on the checked-out files and not on the result,"
                                + " which is not tested: check out "
                                + bench.git("rev-parse", "--short=12", "main")),
                merged.summary());
    }

    @Test
    void a_result_that_is_what_was_checked_out_and_tested_is_said_to_be() throws Exception {
        bench.git("checkout", "-q", "-f", "topic");
        bench.git("branch", "behind", "HEAD~1");
        tasks.inputs(Results.tested(tasks)).param("into", "behind");
        Outcome clean = tasks.run("merge");
        assertTrue(clean.summary().contains("checked-out files, which are those of the result."), clean.summary());
        bench.git("branch", "-f", "behind", "HEAD~1");
        bench.write("b.txt", "not committed\n");
        Outcome dirty = tasks.run("merge");
        assertTrue(dirty.summary().contains("and not on the result"), dirty.summary());
    }

    @Test
    void a_program_that_the_repository_names_as_a_filter_does_not_tell_what_is_checked_out() throws Exception {
        bench.git("checkout", "-q", "-f", "topic");
        bench.git("branch", "behind", "HEAD~1");
        bench.git("config", "filter.own.clean", "touch ran; cat");
        Files.writeString(bench.workspace().resolve(".git/info/attributes"), "*.txt filter=own\n");
        bench.write("b.txt", bench.read("b.txt"));
        Files.setLastModifiedTime(bench.workspace().resolve("b.txt"), FileTime.fromMillis(0));
        tasks.inputs(Results.tested(tasks)).param("into", "behind");
        Outcome clean = tasks.run("merge");
        assertTrue(clean.summary().contains("checked-out files, which are those of the result."), clean.summary());
        assertFalse(Files.exists(bench.workspace().resolve("ran")));
    }

    @Test
    void a_merge_done_again_after_a_crash_is_made_once() throws Exception {
        String merged = tasks.run("merge").commit().orElseThrow();
        bench.git("checkout", "-q", "main");
        Outcome again = tasks.again();
        assertEquals(ResultStatus.COMPLETED, again.status(), again.summary());
        assertEquals(Optional.of(merged), again.commit());
        assertEquals(merged, bench.git("rev-parse", "main"));
    }

    @Test
    void conflicts_block_name_each_file_and_its_kind_and_change_nothing() throws Exception {
        bench.git("checkout", "-q", "-f", "topic");
        bench.write("a.txt", "ONE\n").write("new \u00fc.txt", "topic\n");
        Files.delete(bench.workspace().resolve("b.txt"));
        bench.commitAll();
        bench.git("checkout", "-q", "main");
        bench.write("b.txt", "changed\n").write("new \u00fc.txt", "main\n").commitAll();
        bench.git("checkout", "-q", "mine");
        String refs = bench.git("for-each-ref");
        Outcome outcome = tasks.run("merge");
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("merge_conflict", outcome.error().orElseThrow().code());
        assertEquals(
                List.of("a.txt content", "b.txt modify/delete", "new \u00fc.txt add/add"),
                outcome.findings().stream()
                        .map(f -> f.file().orElseThrow() + " " + f.message().split(":")[0])
                        .sorted()
                        .toList());
        assertTrue(outcome.summary().contains("b.txt (modify/delete)"), outcome.summary());
        assertEquals(refs, bench.git("for-each-ref"));
        assertEquals("", bench.git("status", "--porcelain"));
    }

    @Test
    void binary_files_and_a_file_against_a_folder_are_conflicts_with_their_names() throws Exception {
        bench.git("checkout", "-q", "-f", "topic");
        Files.write(bench.workspace().resolve("x.bin"), new byte[] {0, 1, 2});
        bench.write("way", "a file\n").commitAll();
        bench.git("checkout", "-q", "main");
        Files.write(bench.workspace().resolve("x.bin"), new byte[] {0, 3, 4});
        bench.write("way/in.txt", "a folder\n").commitAll();
        bench.git("checkout", "-q", "mine");
        List<String> kinds = tasks.run("merge").findings().stream()
                .map(Finding::message)
                .map(message -> message.split(":")[0])
                .toList();
        assertTrue(kinds.contains("file/directory"), kinds.toString());
        assertTrue(kinds.contains("add/add"), kinds.toString());
    }

    @Test
    void a_branch_that_is_checked_out_is_left_alone_and_the_command_to_merge_there_is_told() throws Exception {
        bench.git("branch", "we$(ird)", "topic");
        tasks.param("from", "we$(ird)").param("into", "mine");
        Outcome outcome = tasks.run("merge");
        assertEquals("branch_checked_out", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.summary().endsWith("git merge 'we$(ird)'"), outcome.summary());
    }

    @Test
    void what_can_be_moved_forward_is_moved_unless_a_merge_commit_is_wanted() throws Exception {
        bench.git("branch", "old", "topic^");
        tasks.param("into", "old").param("fast_forward", "never");
        String merge = tasks.run("merge").commit().orElseThrow();
        assertEquals(bench.git("rev-parse", "topic"), bench.git("rev-parse", merge + "^2"));
        bench.git("branch", "-f", "old", "topic^");
        tasks.param("fast_forward", "auto");
        Outcome outcome = tasks.run("merge");
        assertTrue(outcome.summary().startsWith("Fast-forwarded old"), outcome.summary());
        assertEquals(bench.git("rev-parse", "topic"), bench.git("rev-parse", "old"));
        tasks.param("into", "main").param("fast_forward", "only");
        assertEquals(
                "not_fast_forward", tasks.run("merge").error().orElseThrow().code());
        tasks.param("fast_forward", "maybe");
        assertEquals("bad_param", tasks.run("merge").error().orElseThrow().code());
    }

    @Test
    void the_users_own_setting_for_fast_forwards_holds() throws Exception {
        bench.git("branch", "old", "topic^");
        bench.git("config", "merge.ff", "false");
        String merge = tasks.param("into", "old").run("merge").commit().orElseThrow();
        assertEquals(bench.git("rev-parse", "topic"), bench.git("rev-parse", merge + "^2"));
    }

    @Test
    void a_branch_that_is_not_there_is_named_with_those_that_are() throws Exception {
        tasks.param("from", "nowhere");
        Outcome outcome = tasks.run("merge");
        assertEquals("unknown_revision", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("topic"), outcome.summary());
        Outcome unnamed = tasks.withoutParams().run("merge");
        assertEquals("no_branch", unnamed.error().orElseThrow().code());
        assertTrue(unnamed.summary().contains("param from"), unnamed.summary());
    }

    @Test
    void names_that_could_be_options_or_searches_are_refused() throws Exception {
        for (String name : List.of("-f", "--output=x", ":/before", "@{-1}", "HEAD@{1}", "a..b", "main^{/x}", "a b")) {
            assertEquals(
                    "unknown_revision",
                    tasks.param("from", name).run("merge").error().orElseThrow().code(),
                    name);
        }
    }

    @Test
    void a_branch_is_preferred_to_a_tag_of_the_same_name() throws Exception {
        bench.git("tag", "topic", "topic^");
        assertEquals(
                bench.git("rev-parse", "refs/heads/topic"),
                bench.git("rev-parse", tasks.run("merge").commit().orElseThrow() + "^2"));
    }

    @Test
    void histories_without_a_common_commit_are_not_merged() throws Exception {
        bench.git("checkout", "-q", "-f", "--orphan", "other");
        bench.commitAll();
        bench.git("checkout", "-q", "mine");
        assertEquals(
                "unrelated_histories",
                tasks.param("from", "other").run("merge").error().orElseThrow().code());
    }

    @Test
    void a_submodule_that_went_two_ways_is_a_conflict_and_one_that_went_one_way_is_merged() throws Exception {
        String first = "1".repeat(40);
        gitlink("topic", first);
        Outcome outcome = tasks.run("merge");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(bench.git("ls-tree", "main", "sub").contains(first));
        gitlink("main", "2".repeat(40));
        gitlink("topic", "3".repeat(40));
        assertEquals("merge_conflict", tasks.run("merge").error().orElseThrow().code());
    }

    @Test
    void a_git_that_is_too_old_blocks_and_says_which_one_is_needed() throws Exception {
        tasks.shell(
                new StandIns(bench.shell(), temp.resolve("bin"))
                        .add(
                                "git",
                                "PATH=${PATH#*:}; case \" $* \" in *' merge-tree '*) echo usage; exit 129;; esac; exec git \"$@\""));
        Outcome outcome = tasks.run("merge");
        assertEquals("git_too_old", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.summary().contains("2.38"), outcome.summary());
    }

    @Test
    void a_merge_is_tried_again_while_the_branch_is_locked() throws Exception {
        String main = bench.git("rev-parse", "main");
        Path lock = Files.createFile(bench.workspace().resolve(".git/refs/heads/main.lock"));
        Outcome outcome = tasks.run("merge");
        assertEquals("repository_locked", outcome.error().orElseThrow().code(), outcome.summary());
        assertEquals(main, bench.git("rev-parse", "main"));
        Files.delete(lock);
        assertEquals(ResultStatus.COMPLETED, tasks.again().status());
    }

    private void gitlink(String branch, String commit) throws Exception {
        Path index = temp.resolve("link-index");
        for (List<String> command : List.of(
                List.of("read-tree", branch),
                List.of("update-index", "--add", "--cacheinfo", "160000," + commit + ",sub"))) {
            inIndex(index, command);
        }
        String tree = inIndex(index, List.of("write-tree"));
        String made = bench.git("commit-tree", "-m", "submodule", "-p", branch, tree);
        bench.git("update-ref", "refs/heads/" + branch, made);
    }

    private String inIndex(Path index, List<String> arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(arguments);
        var ran = bench.shell().run(command, bench.workspace(), Map.of("GIT_INDEX_FILE", index.toString()));
        return Files.readString(ran.output()).strip();
    }
}
