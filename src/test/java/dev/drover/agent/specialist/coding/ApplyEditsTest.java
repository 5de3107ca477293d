package dev.drover.agent.specialist.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.TestSurroundings;
import dev.drover.agent.specialist.builtin.Specialists;
import dev.drover.message.Artifact;
import dev.drover.message.Edit;
import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ApplyEditsTest {
    @TempDir
    private Path temp;

    private Bench bench;
    private List<String> files = List.of();

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        bench.write("a.txt", "one\ntwo\n").write("src/b.txt", "b\n");
    }

    @Test
    void every_kind_of_edit_is_made_and_the_changed_files_are_artifacts() throws Exception {
        Outcome outcome = apply(
                replace("a.txt", "two", "TWO"),
                write("new/c.txt", "c\n"),
                new Edit.Patch("--- a/src/b.txt\n+++ b/src/b.txt\n@@ -1 +1,2 @@\n b\n+bb\n"),
                new Edit.Rename("src/b.txt", "src/d.txt"),
                new Edit.Write("bytes.bin", "AAEC", Optional.of("base64"), Optional.of(true)));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("one\nTWO\n", bench.read("a.txt"));
        assertEquals("c\n", bench.read("new/c.txt"));
        assertEquals("b\nbb\n", bench.read("src/d.txt"));
        assertFalse(Files.exists(bench.workspace().resolve("src/b.txt")));
        assertArrayEquals(
                new byte[] {0, 1, 2}, Files.readAllBytes(bench.workspace().resolve("bytes.bin")));
        assertTrue(Files.isExecutable(bench.workspace().resolve("bytes.bin")));
        assertEquals(
                List.of(
                        "a.txt",
                        "bytes.bin",
                        "new/c.txt",
                        "src/b.txt",
                        "src/d.txt",
                        "bus/runs/aa/req1/tasks/t1/1/edits.patch"),
                outcome.artifacts().stream().map(Artifact::path).toList());
        assertEquals(5L, outcome.data().get("files.changed"));
        assertTrue(
                outcome.summary().startsWith("5 edits changed 5 files (+4 −2 lines): a.txt, bytes.bin (new)"),
                outcome.summary());
        assertTrue(outcome.summary().endsWith("No acceptance command was given, so nothing was tested."));
    }

    @Test
    void what_was_changed_can_be_committed_and_nothing_else_is() throws Exception {
        bench.repository().commitAll().write("other.txt", "mine\n");
        Outcome edited = apply(replace("a.txt", "two", "TWO"), write("new.txt", "n\n"));
        var input = new TaskInput("t0", edited.summary(), Optional.empty(), edited.artifacts(), "bus/x.json");
        Outcome committed = Specialists.forType("git")
                .orElseThrow()
                .perform(bench.assignment("git", "commit_changes", Map.of(), List.of(input), List.of()));
        assertEquals(
                "a.txt\nnew.txt",
                bench.git("diff", "--name-only", "main", committed.commit().orElseThrow()));
    }

    @Test
    void when_one_edit_cannot_be_made_none_is() throws Exception {
        Map<String, String> before = tree();
        Outcome outcome = apply(replace("a.txt", "two", "TWO"), replace("src/b.txt", "x", "y"));
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals("edit_refused", outcome.error().orElseThrow().code());
        assertFalse(outcome.error().orElseThrow().retryable());
        assertTrue(
                outcome.summary()
                        .startsWith(
                                "Edit 2 of 2 (replace) cannot be made: src/b.txt: the text to find stands in it nowhere"),
                outcome.summary());
        assertTrue(outcome.summary().endsWith("Nothing was changed."));
        assertEquals(before, tree());
    }

    @Test
    void acceptance_commands_are_evidence_and_run_in_order_on_the_changed_files() throws Exception {
        Outcome outcome = apply(
                List.of("grep -q TWO a.txt", "test -e new.txt"),
                Map.of(),
                replace("a.txt", "two", "TWO"),
                write("new.txt", "n\n"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(
                List.of("grep -q TWO a.txt", "test -e new.txt"),
                outcome.evidence().stream().map(e -> e.command()).toList());
        assertTrue(outcome.summary().endsWith("Accepted by 2 commands."), outcome.summary());
    }

    @Test
    void several_lines_that_the_failing_command_said_stay_lines() throws Exception {
        Outcome outcome = apply(List.of("printf 'one\\ntwo\\n'; exit 3"), Map.of(), replace("a.txt", "two", "TWO"));
        assertEquals(
                "Not accepted: 'printf 'one\\ntwo\\n'; exit 3' ended with exit code 3:\none\ntwo\n"
                        + "The edits were undone. They are in edits.patch of this attempt.",
                outcome.summary());
    }

    @Test
    void what_is_not_accepted_is_undone_and_kept_as_a_patch_with_the_failing_command_as_evidence() throws Exception {
        Map<String, String> before = tree();
        Outcome outcome = apply(
                List.of("true", "echo the reason; exit 3", "touch never"),
                Map.of(),
                replace("a.txt", "two", "TWO"),
                write("x/y/new.txt", "n\n"),
                new Edit.Delete("src/b.txt"));
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals("acceptance_failed", outcome.error().orElseThrow().code());
        assertEquals(
                "Not accepted: 'echo the reason; exit 3' ended with exit code 3: the reason. The edits were undone."
                        + " They are in edits.patch of this attempt.",
                outcome.summary());
        assertEquals(2, outcome.evidence().size());
        assertEquals(3, outcome.evidence().getLast().exitCode());
        assertEquals(before, tree());
        assertEquals(
                List.of("edits.patch"),
                outcome.artifacts().stream().map(Artifact::name).toList());
        bench.repository();
        bench.git("apply", bench.artifacts().resolve("edits.patch").toString());
        assertEquals("one\nTWO\n", bench.read("a.txt"));
        assertFalse(Files.exists(bench.workspace().resolve("src/b.txt")));
    }

    @Test
    void with_keep_what_is_not_accepted_stays_and_the_task_failed_all_the_same() throws Exception {
        Outcome outcome = apply(List.of("false"), Map.of("keep", "true"), replace("a.txt", "two", "TWO"));
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals("one\nTWO\n", bench.read("a.txt"));
        assertTrue(outcome.summary().contains("The edits were kept, as the param keep says."), outcome.summary());
        assertEquals(
                "bad_param",
                apply(List.of(), Map.of("keep", "yes"), write("x", ""))
                        .error()
                        .orElseThrow()
                        .code());
    }

    @Test
    void a_command_that_outlasts_the_packet_undoes_the_edits() throws Exception {
        bench.shell().timeout(Duration.ZERO);
        Outcome outcome = apply(List.of("sleep 60"), Map.of(), replace("a.txt", "two", "TWO"));
        assertEquals(ResultStatus.TIMEOUT, outcome.status());
        assertEquals("one\ntwo\n", bench.read("a.txt"));
    }

    @Test
    void what_a_command_made_of_an_edited_file_is_taken_back_and_a_copy_is_kept() throws Exception {
        Map<String, String> before = tree();
        Outcome outcome = apply(
                List.of("echo more >>a.txt; echo more >>new.txt; rm gone.txt; echo back >src/b.txt; false"),
                Map.of(),
                replace("a.txt", "two", "TWO"),
                write("new.txt", "n\n"),
                write("gone.txt", "g\n"),
                new Edit.Delete("src/b.txt"));
        assertEquals("acceptance_failed", outcome.error().orElseThrow().code(), outcome.summary());
        assertEquals(before, tree());
        assertTrue(outcome.summary().contains("a.txt, new.txt, src/b.txt changed once more"), outcome.summary());
        assertFalse(Files.exists(bench.home().resolve("bus/edits/pkt1.1")));
        assertEquals(
                List.of("one\nTWO\nmore\n", "n\nmore\n", "back\n"),
                outcome.artifacts().stream()
                        .map(Artifact::path)
                        .filter(path -> path.endsWith(".changed"))
                        .map(path ->
                                content(bench.artifacts().resolve(Path.of(path).getFileName())))
                        .toList());
    }

    @Test
    void what_a_command_put_in_the_place_of_an_edited_file_is_not_followed_and_stays() throws Exception {
        Path outside = Files.writeString(temp.resolve("outside.txt"), "outside\n");
        Outcome outcome = apply(
                List.of("ln -sf '" + outside + "' a.txt; false"),
                Map.of(),
                replace("a.txt", "two", "TWO"),
                write("new.txt", "n\n"));
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("edits_pending", outcome.error().orElseThrow().code());
        assertEquals("outside\n", Files.readString(outside));
        assertTrue(outcome.summary().contains("someone else has changed a.txt since"), outcome.summary());
        assertEquals("one\ntwo\n", Files.readString(bench.home().resolve("bus/edits/pkt1.1/0")));
    }

    @Test
    void an_attempt_after_one_that_could_not_tell_finds_the_work_done() throws Exception {
        assertEquals(
                ResultStatus.COMPLETED, apply(replace("a.txt", "two", "TWO")).status());
        Path task = Files.createDirectories(temp.toRealPath().resolve("tasks"));
        Files.createDirectories(task.resolve("1"));
        Files.move(temp.toRealPath().resolve("edits.json"), task.resolve("1/edits.json"));
        Outcome again = secondAttempt(task.resolve("2"), replace("a.txt", "two", "TWO"));
        assertEquals(ResultStatus.COMPLETED, again.status(), again.summary());
        bench.write("a.txt", "two again\n");
        Outcome anew = secondAttempt(task.resolve("2"), replace("a.txt", "two", "TWO"));
        assertEquals(ResultStatus.COMPLETED, anew.status(), anew.summary());
        assertEquals("TWO again\n", bench.read("a.txt"));
    }

    @Test
    void modes_line_ends_and_missing_last_line_ends_stay() throws Exception {
        Path script = bench.workspace().resolve("run.sh");
        Files.writeString(script, "#!/bin/sh\r\necho hi");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
        apply(replace("run.sh", "sh\necho hi", "sh\necho ho\necho ha"));
        assertEquals("#!/bin/sh\r\necho ho\r\necho ha", Files.readString(script));
        assertEquals("rwxr-x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(script)));
        apply(new Edit.Write("run.sh", "x", Optional.empty(), Optional.of(false)));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(script)));
    }

    @Test
    void edits_of_one_file_build_on_each_other_in_order() throws Exception {
        apply(
                replace("a.txt", "two", "three"),
                replace("a.txt", "one\nthree", "four"),
                new Edit.Rename("a.txt", "z.txt"),
                replace("z.txt", "four", "five"));
        assertEquals("five\n", bench.read("z.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/etc/passwd",
                "a/../../x",
                "./a.txt",
                "src//b.txt",
                "src/",
                "",
                ".",
                "..",
                "a\u0000b",
                "a\nb",
                ".git/config",
                "sub/.GIT/hooks/x",
                "src",
                "a.txt/below",
                "link",
                "dir/inside.txt",
                "fifo",
                "logs/master.jsonl",
                "council/keys/x",
                "bus/x"
            })
    void a_path_that_is_no_plain_file_of_the_workspace_is_refused(String path) throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("inside.txt"), "x");
        Files.createSymbolicLink(bench.workspace().resolve("link"), outside.resolve("inside.txt"));
        Files.createSymbolicLink(bench.workspace().resolve("dir"), outside);
        new ProcessBuilder("mkfifo", bench.workspace().resolve("fifo").toString())
                .start()
                .waitFor();
        Files.createDirectories(bench.workspace().resolve("bus"));
        Map<String, String> before = tree();
        boolean ofHome = path.startsWith("bus/") || path.startsWith("logs/") || path.startsWith("council/");
        Path pending = (ofHome ? bench.workspace() : bench.home()).resolve("bus/edits");
        Assignment given = assignment(List.of(), Map.of(), write(path, "evil"));
        Outcome outcome = new CodingSpecialist()
                .perform(new Assignment(
                        given.packet(),
                        given.workspace(),
                        given.artifacts(),
                        given.artifactsName(),
                        given.agentId(),
                        given.shell(),
                        new TestSurroundings(bench.home()).editsIn(pending)));
        assertEquals(ResultStatus.FAILED, outcome.status(), outcome.summary());
        assertEquals("edit_refused", outcome.error().orElseThrow().code(), outcome.summary());
        assertEquals(before, tree());
        assertEquals("x", Files.readString(outside.resolve("inside.txt")));
    }

    @Test
    void only_the_files_of_the_task_may_be_changed() throws Exception {
        files = List.of("src/**", "*.md", "**/conf", "lib");
        for (String path : List.of("src/x/y.txt", "README.md", "conf", "a/conf", "lib/z")) {
            assertEquals(ResultStatus.COMPLETED, apply(write(path, "x")).status(), path);
        }
        for (String path : List.of("x.txt", "sub/README.md", "libz", "srcx/a")) {
            Outcome outcome = apply(write(path, "x"));
            assertTrue(
                    outcome.summary().contains(path + " is outside the files of the task (src/**"), outcome.summary());
        }
        assertEquals(
                ResultStatus.FAILED,
                apply(new Edit.Rename("src/b.txt", "elsewhere.txt")).status());
        files = List.of("src/[");
        assertTrue(apply(write("src/x", "x")).summary().contains("is no glob"));
        files = List.of();
        assertTrue(apply(write("n".repeat(256), "x")).summary().contains("more than 255 bytes"));
    }

    @Test
    void names_that_differ_only_in_case_are_refused_and_a_change_of_case_is_not() throws Exception {
        assertTrue(apply(write("A.TXT", "x")).summary().contains("differs only in upper and lower case from a.txt"));
        assertTrue(apply(write("SRC/c.txt", "x")).summary().contains("from src"));
        assertTrue(apply(write("n/x", "1"), write("n/X", "2")).summary().contains("upper and lower case"));
        assertEquals(
                ResultStatus.COMPLETED, apply(new Edit.Rename("a.txt", "A.txt")).status());
    }

    @Test
    void what_an_earlier_edit_deleted_renamed_or_made_counts_for_the_next() throws Exception {
        assertTrue(apply(new Edit.Delete("a.txt"), replace("a.txt", "one", "1"))
                .summary()
                .contains("deleted by an earlier edit"));
        assertTrue(apply(new Edit.Rename("a.txt", "c.txt"), replace("a.txt", "one", "1"))
                .summary()
                .contains("is not there"));
        assertTrue(apply(new Edit.Rename("a.txt", "src/b.txt")).summary().contains("is there already"));
        assertTrue(apply(write("p", "1"), write("p/q", "2")).summary().contains("made a file by the same task"));
        assertTrue(apply(new Edit.Delete("none")).summary().contains("is not there"));
    }

    @Test
    void edits_that_change_nothing_say_so() throws Exception {
        Outcome outcome = apply(replace("a.txt", "two", "two"));
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(outcome.summary().startsWith("Nothing to change"), outcome.summary());
        assertEquals(0L, outcome.data().get("files.changed"));
    }

    @Test
    void ten_thousand_edits_of_one_file_are_made() throws Exception {
        bench.write("n.txt", "x0y\n" + "filler\n".repeat(4000));
        var edits = new ArrayList<Edit>();
        for (int i = 0; i < 10_000; i++) {
            edits.add(replace("n.txt", "x" + i + "y", "x" + (i + 1) + "y"));
        }
        Outcome outcome = apply(edits.toArray(Edit[]::new));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(bench.read("n.txt").startsWith("x10000y\n"));
    }

    @Test
    void too_large_files_and_too_many_are_refused() throws Exception {
        Files.write(bench.workspace().resolve("big.bin"), new byte[33 << 20]);
        assertTrue(apply(new Edit.Delete("big.bin")).summary().contains("32 MiB"));
        String content = Base64.getEncoder().encodeToString(new byte[30 << 20]);
        var large = new ArrayList<Edit>();
        for (int i = 0; i < 9; i++) {
            large.add(new Edit.Write("f" + i, content, Optional.of("base64"), Optional.empty()));
        }
        assertTrue(apply(large.toArray(Edit[]::new)).summary().contains("256 MiB"));
        var many = new ArrayList<Edit>();
        for (int i = 0; i < 5001; i++) {
            many.add(write("m/" + i, ""));
        }
        assertTrue(apply(many.toArray(Edit[]::new)).summary().contains("more than 5000 files"));
    }

    @Test
    void bad_base64_and_binary_text_are_refused() throws Exception {
        Files.write(bench.workspace().resolve("b.bin"), new byte[] {'a', 0, 'b'});
        assertTrue(apply(replace("b.bin", "a", "b")).summary().contains("is no text"));
        assertTrue(apply(new Edit.Write("x", "A", Optional.of("base64"), Optional.empty()))
                .summary()
                .contains("not base64"));
    }

    @Test
    void a_patch_makes_deletes_renames_and_changes_modes() throws Exception {
        Outcome outcome = apply(new Edit.Patch("""
                diff --git a/a.txt b/a.txt
                old mode 100644
                new mode 100755
                --- a/a.txt
                +++ b/a.txt
                @@ -1,2 +1,2 @@
                 one
                -two
                +2
                diff --git a/src/b.txt b/src/c.txt
                similarity index 100%
                rename from src/b.txt
                rename to src/c.txt
                diff --git a/n.sh b/n.sh
                new file mode 100755
                --- /dev/null
                +++ b/n.sh
                @@ -0,0 +1 @@
                +echo
                """));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(Files.isExecutable(bench.workspace().resolve("a.txt")));
        assertTrue(Files.isExecutable(bench.workspace().resolve("n.sh")));
        assertEquals("b\n", bench.read("src/c.txt"));
        assertEquals(
                ResultStatus.COMPLETED,
                apply(
                                new Edit.Patch(
                                        "diff --git a/src/c.txt b/src/c.txt\ndeleted file mode 100644\n--- a/src/c.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-b\n"))
                        .status());
        assertFalse(Files.exists(bench.workspace().resolve("src/c.txt")));
        assertTrue(apply(new Edit.Patch("--- a/a.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n"))
                .summary()
                .contains("does not show all of its lines"));
    }

    private Outcome apply(Edit... edits) throws Exception {
        return apply(List.of(), Map.of(), edits);
    }

    private Outcome apply(List<String> acceptance, Map<String, String> params, Edit... edits) throws Exception {
        return new CodingSpecialist().perform(assignment(acceptance, params, edits));
    }

    private Assignment assignment(List<String> acceptance, Map<String, String> params, Edit... edits) {
        return bench.assignment("coding", "apply_edits", params, List.of(), files, List.of(edits), acceptance);
    }

    private Outcome secondAttempt(Path folder, Edit... edits) throws Exception {
        Assignment given = assignment(List.of(), Map.of(), edits);
        Packet first = given.packet();
        ObjectNode tree = Json.mapper().valueToTree(first);
        Packet second = Json.convert(tree.put("attempt", 2), Packet.class);
        return new CodingSpecialist()
                .perform(new Assignment(
                        second,
                        given.workspace(),
                        Files.createDirectories(folder.resolve("artifacts")),
                        given.artifactsName(),
                        given.agentId(),
                        given.shell(),
                        given.surroundings()));
    }

    private static Edit write(String path, String content) {
        return new Edit.Write(path, content, Optional.empty(), Optional.empty());
    }

    private static Edit replace(String path, String find, String with) {
        return new Edit.Replace(path, find, with, Optional.empty());
    }

    private Map<String, String> tree() throws Exception {
        var all = new java.util.TreeMap<String, String>();
        try (Stream<Path> tree = Files.walk(bench.workspace())) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                all.put(
                        path.toString(),
                        Files.isRegularFile(path)
                                ? new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
                                : "");
            }
        }
        return all;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
