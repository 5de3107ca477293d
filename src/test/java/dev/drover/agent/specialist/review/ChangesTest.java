package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
    private static final String RISK = "requests.get(url, verify=False)\n";

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp).repository();
        bench.write("a.py", RISK + "x = 1\n").write("untouched.py", RISK).commitAll();
    }

    @Test
    void only_changed_lines_count_whether_committed_or_not() throws Exception {
        bench.git("checkout", "-q", "-b", "topic");
        bench.write("a.py", RISK + "x = 1\n" + RISK).commitAll();
        bench.write("a.py", RISK + "x = 1\n" + RISK + "eval(text)\n").write("ä new.py", "breakpoint()\n" + RISK);
        Outcome outcome = review(Map.of());
        assertEquals(
                List.of("a.py:3", "ä new.py:2", "a.py:4", "ä new.py:1"),
                outcome.findings().stream().map(ChangesTest::place).toList());
        assertTrue(outcome.summary().contains("in 2 changed files (since "), outcome.summary());
    }

    @Test
    void on_the_default_branch_only_what_is_not_committed_counts() throws Exception {
        assertEquals(List.of(), review(Map.of()).findings());
        bench.write("a.py", "x = 2\n" + RISK);
        assertEquals(List.of(), review(Map.of()).findings());
        bench.write("a.py", RISK + RISK);
        assertEquals(1, review(Map.of()).findings().size());
    }

    @Test
    void a_program_that_the_repository_names_as_a_filter_is_not_run_and_its_files_are_reviewed() throws Exception {
        bench.write(".gitattributes", "*.py filter=x=y.z\n").commitAll();
        for (String kind : List.of("clean", "process")) {
            bench.git("config", "filter.x=y.z." + kind, "touch ran; cat");
        }
        bench.git("config", "filter.x=y.z.required", "true");
        bench.write("a.py", RISK + "x = 1\n" + RISK);
        assertEquals(1, review(Map.of()).findings().size());
        assertFalse(Files.exists(bench.workspace().resolve("ran")));
    }

    @Test
    void a_filter_of_the_users_own_is_run_as_they_set_it_up() throws Exception {
        Files.writeString(bench.home().resolve(".gitconfig"), "[filter \"own\"]\n\tclean = grep -v secret\n");
        bench.git("config", "--get", "filter.own.clean");
        bench.write(".gitattributes", "*.py filter=own\n").commitAll();
        bench.git("config", "filter.own.clean", "touch ran; cat");
        bench.write("a.py", RISK + "x = 1\n" + "secret = requests.get(url, verify=False)\n");
        assertEquals(List.of(), review(Map.of()).findings());
        assertFalse(Files.exists(bench.workspace().resolve("ran")));
    }

    @Test
    void a_base_may_be_named_and_one_that_is_not_there_blocks() throws Exception {
        bench.write("a.py", RISK + RISK + RISK).commitAll();
        assertEquals(2, review(Map.of("base", "HEAD~1")).findings().size());
        Outcome blocked = review(Map.of("base", "--output=/tmp/x"));
        assertEquals(ResultStatus.BLOCKED, blocked.status());
        assertEquals("no_base", blocked.error().orElseThrow().code());
    }

    @Test
    void without_a_repository_it_is_blocked_and_says_what_to_do() throws Exception {
        var plain = new Bench(temp.resolve("plain"));
        Outcome blocked = new ReviewSpecialist().perform(plain.assignment("review", "review_changes"));
        assertEquals(ResultStatus.BLOCKED, blocked.status());
        assertEquals("no_repository", blocked.error().orElseThrow().code());
        assertTrue(blocked.summary().contains("review_code"), blocked.summary());
    }

    @Test
    void a_repository_without_a_commit_is_new_from_the_first_line() throws Exception {
        var fresh = new Bench(temp.resolve("fresh")).repository();
        fresh.write("a.py", RISK);
        fresh.git("add", "-A");
        fresh.write("b.py", RISK);
        Outcome outcome = new ReviewSpecialist().perform(fresh.assignment("review", "review_changes"));
        assertEquals(2, outcome.findings().size());
    }

    @Test
    void a_branch_without_any_usual_name_needs_a_base() throws Exception {
        bench.git("branch", "-m", "main", "odd");
        assertEquals("no_base", review(Map.of()).error().orElseThrow().code());
    }

    @Test
    void no_program_that_the_repository_names_runs() throws Exception {
        Path trace = temp.resolve("trace");
        bench.git("config", "diff.external", "touch " + trace);
        bench.git("config", "diff.evil.textconv", "touch " + trace + "; cat");
        bench.write(".gitattributes", "*.py diff=evil\n");
        bench.write("a.py", RISK + RISK);
        assertEquals(1, review(Map.of()).findings().size());
        assertEquals(false, Files.exists(trace));
    }

    @Test
    void content_that_looks_like_a_header_is_content() throws IOException {
        Map<String, Optional<BitSet>> lines = read("""
                diff --git a/x b/x
                --- a/x
                +++ b/x
                @@ -1,1 +1,2 @@
                -- a/y
                +++ b/y
                +@@ -1 +9 @@
                @@ -7,0 +8 @@
                +z
                diff --git a/gone b/gone
                --- a/gone
                +++ /dev/null
                @@ -1 +0,0 @@
                -q
                """);
        assertEquals(Map.of("x", Optional.of(bits(1, 2, 8))), lines);
    }

    @Test
    void quoted_names_and_new_files_are_read() throws IOException {
        assertEquals(
                Map.of("a\tb\"ä", Optional.of(bits(2))),
                read("diff --git x y\n--- a/x\n+++ \"b/a\\tb\\\"\\303\\244\"\n@@ -2 +2 @@\n-a\n+b\n"));
        assertEquals(
                Map.of("n n", Optional.empty()),
                read("diff --git a/n b/n\nnew file mode 100644\n--- /dev/null\n+++ b/n n\t\n@@ -0,0 +1 @@\n+b\n"));
    }

    @Test
    void any_changed_bytes_are_read_without_harm() throws IOException {
        byte[] sound =
                "diff --git a/x b/x\n+++ b/x\n@@ -1,1 +1,2 @@\n-a\n+b\n+c\n@@ -999999999 +999999999,999999999 @@\n+z\n"
                        .getBytes(StandardCharsets.UTF_8);
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = sound.clone();
            for (int n = random.nextInt(6); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            ChangedLines.of(new ByteArrayInputStream(bytes));
        }
    }

    private static Map<String, Optional<BitSet>> read(String diff) throws IOException {
        return ChangedLines.of(new ByteArrayInputStream(diff.getBytes(StandardCharsets.UTF_8)));
    }

    private static BitSet bits(int... lines) {
        var bits = new BitSet();
        for (int line : lines) {
            bits.set(line);
        }
        return bits;
    }

    private Outcome review(Map<String, String> params) throws IOException, InterruptedException {
        return new ReviewSpecialist()
                .perform(bench.assignment("review", "review_changes", params, List.of(), List.of()));
    }

    private static String place(Finding finding) {
        return finding.file().orElse("") + ":" + finding.line().orElse(0);
    }
}
