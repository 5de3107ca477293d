package dev.drover.agent.specialist.coding.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {
    private static final String OLD = "one\ntwo\nthree\nfour\nfive\n";

    @Test
    void a_hunk_is_applied_where_it_says() throws Exception {
        assertEquals(
                "one\nTWO\nthree\nfour\nfive\n",
                applied(OLD, "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n"));
    }

    @Test
    void a_hunk_with_a_wrong_line_number_is_applied_at_the_one_place_where_its_lines_stand() throws Exception {
        assertEquals(
                "one\ntwo\nthree\nfour\nFIVE\n",
                applied(OLD, "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n four\n-five\n+FIVE\n"));
        EditRefused twice = assertThrows(
                EditRefused.class, () -> applied("a\nb\na\nc\na\n", "--- a/x\n+++ b/x\n@@ -2 +2 @@\n-a\n+A\n"));
        assertTrue(twice.getMessage().contains("more than one other place"), twice.getMessage());
    }

    @Test
    void context_must_match_exactly_and_the_first_line_that_differs_is_named() {
        EditRefused refused = assertThrows(
                EditRefused.class,
                () -> applied(OLD, "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n one\n-zwei\n+TWO\n three\n"));
        assertEquals("hunk 1 does not fit: line 2 of the file is 'two' and not 'zwei'", refused.getMessage());
    }

    @Test
    void a_diff_with_line_feeds_fits_a_file_with_crlf_and_one_with_crlf_means_what_it_says() throws Exception {
        String crlf = OLD.replace("\n", "\r\n");
        String diff = "--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@\n one\n-two\n+TWO\n+more\n three\n";
        assertEquals("one\r\nTWO\r\nmore\r\nthree\r\nfour\r\nfive\r\n", applied(crlf, diff));
        assertEquals(
                "one\r\ntwo\nthree\r\nfour\r\nfive\r\n",
                applied(crlf, "--- a/x\n+++ b/x\n@@ -2 +2 @@\n-two\r\n+two\n"));
    }

    @Test
    void a_missing_last_line_end_has_to_be_said() throws Exception {
        assertEquals(
                "a\nc",
                applied(
                        "a\nb",
                        "--- a/x\n+++ b/x\n@@ -2 +2 @@\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"));
        assertEquals(
                "a\nb\n", applied("a\nb", "--- a/x\n+++ b/x\n@@ -2 +2 @@\n-b\n\\ No newline at end of file\n+b\n"));
        EditRefused refused =
                assertThrows(EditRefused.class, () -> applied("a\nb", "--- a/x\n+++ b/x\n@@ -2 +2 @@\n-b\n+c\n"));
        assertTrue(refused.getMessage().contains("no line end"), refused.getMessage());
        assertThrows(
                EditRefused.class,
                () -> applied(OLD, "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-one\n+c\n\\ No newline at end of file\n"));
    }

    @Test
    void names_are_read_as_git_and_diff_write_them() throws Exception {
        FileDiff git = DiffReader.read(
                        "From 1234 Mon\nSubject: x\n---\n a | 2 +-\n\ndiff --git \"a/\\303\\244 b\" \"b/\\303\\244 b\"\nold mode 100644\nnew mode 100755\nindex 1..2 100644\n--- \"a/\\303\\244 b\"\n+++ \"b/\\303\\244 b\"\n@@ -1 +1 @@\n-a\n+b\n-- \n2.43.0\n")
                .getFirst();
        assertEquals(Optional.of("ä b"), git.from());
        assertEquals(Optional.of(true), git.executable());
        FileDiff plain = DiffReader.read(
                        "--- src/x.c\t2026-01-01 00:00:00\n+++ src/x.c\t2026-01-02\n@@ -1 +1 @@\n-a\n+b\n")
                .getFirst();
        assertEquals(Optional.of("src/x.c"), plain.to());
        List<FileDiff> renamed = DiffReader.read(
                "diff --git a/old b/new\nsimilarity index 100%\nrename from old\nrename to new\ndiff --git a/e b/e\nnew file mode 100644\nindex 0..0\ndiff --git a/g b/g\ndeleted file mode 100644\n");
        assertEquals(Optional.of("new"), renamed.get(0).to());
        assertEquals(Optional.empty(), renamed.get(1).from());
        assertEquals(Optional.empty(), renamed.get(2).to());
    }

    @ParameterizedTest
    @CsvSource({
        "'nothing at all', changes nothing",
        "'diff --git a/x b/x\nGIT binary patch\nliteral 3', binary file",
        "'Binary files a/x and b/x differ', binary file",
        "'diff --git a/x b/x\nnew file mode 120000\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+y', a link",
        "'diff --git a/x b/x\nnew file mode 160000', no plain file",
        "'diff --git a/x b/y\ncopy from x\ncopy to y', copies a file",
        "'--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n one\n-two', than its header says",
        "'--- a/x\n+++ b/x\n@@ -1,2 +1,1 @@\n-one\n+two\n+three\n', than its header says",
        "'@@ -1 +1 @@\n-a\n+b', below the lines",
        "'--- a/x\n+++ b/x\n@@ -99999999999 +1 @@\n', needs a header"
    })
    void what_is_no_diff_or_does_more_than_edits_do_is_refused_with_its_line(String diff, String part) {
        EditRefused refused = assertThrows(EditRefused.class, () -> DiffReader.read(diff));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Test
    void what_is_made_of_two_texts_turns_one_into_the_other() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed of the random texts: " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            String mark = random.nextInt(8) == 0 ? "\uFEFF" : "";
            String before = text(random);
            String after = mark + (random.nextInt(4) == 0 ? text(random) : mutated(random, before));
            before = mark + (random.nextInt(50) == 0 ? "" : before);
            String diff = diff(before, after).text();
            if (diff.isEmpty()) {
                assertEquals(before, after, "seed " + seed);
            } else {
                byte[] old = before.getBytes(StandardCharsets.UTF_8);
                assertArrayEquals(
                        after.getBytes(StandardCharsets.UTF_8),
                        DiffedText.of(
                                        TextFile.of(old).orElseThrow(),
                                        DiffReader.read(diff).getFirst())
                                .bytes(),
                        () -> "seed " + seed + ": " + diff);
            }
        }
    }

    @Test
    void git_applies_what_is_made(@TempDir Path temp) throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 10; i++) {
            String before = text(random);
            String after = mutated(random, before);
            Files.writeString(temp.resolve("x"), before);
            Files.writeString(temp.resolve("p"), diff(before, after).text());
            if (!before.equals(after)) {
                Process git = new ProcessBuilder("git", "apply", "--whitespace=nowarn", "p")
                        .directory(temp.toFile())
                        .inheritIO()
                        .start();
                assertEquals(0, git.waitFor());
                assertEquals(after, Files.readString(temp.resolve("x")));
            }
        }
    }

    @Test
    void texts_that_have_nothing_in_common_are_told_apart_in_no_time() throws Exception {
        var before = new StringBuilder();
        var after = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            before.append("a").append(i).append('\n');
            after.append("b").append(i).append('\n');
        }
        UnifiedDiff diff = diff(before.toString(), after.toString());
        assertEquals(100_000, diff.added());
        assertEquals(100_000, diff.removed());
    }

    private static UnifiedDiff diff(String before, String after) {
        return UnifiedDiff.of("x", side(before), side(after));
    }

    private static Optional<UnifiedDiff.Side> side(String text) {
        return Optional.of(new UnifiedDiff.Side(text.getBytes(StandardCharsets.UTF_8), false));
    }

    private static String applied(String text, String diff) throws EditRefused {
        return DiffedText.of(TextFile.ofNew(text), DiffReader.read(diff).getFirst())
                .text();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int style = random.nextInt(3);
        int lines = 1 + random.nextInt(30);
        for (int i = 0; i < lines; i++) {
            boolean crlf = style == 1 || (style == 2 && random.nextBoolean());
            text.append(line(random)).append(i == lines - 1 && random.nextInt(3) == 0 ? "" : crlf ? "\r\n" : "\n");
        }
        return text.toString();
    }

    private static String line(Random random) {
        return List.of("", "a", "b", "c", "-- d", "+e", " f", "@@ -1 +1 @@", "\\ g")
                .get(random.nextInt(9));
    }

    private static String mutated(Random random, String text) {
        var lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(3)) {
                case 0 -> lines.set(at, line(random) + (lines.get(at).endsWith("\n") ? "\n" : ""));
                case 1 -> lines.add(at, line(random) + "\n");
                default -> lines.set(at, "");
            }
        }
        return String.join("", lines);
    }
}
