package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.fuzz.Mutator;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees that nobody would make on purpose, and some that somebody would. */
class HostileTest {
    private static final String TOKEN = "gh" + "p_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5";

    /** Of a thousand files each; the hundred that are asked for take minutes on a busy machine. */
    private static final int FOLDERS = Integer.getInteger("drover.review.folders", 8);

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void very_many_files_are_read() throws Exception {
        byte[] content = "x = 1\n".getBytes(StandardCharsets.UTF_8);
        for (int folder = 0; folder < FOLDERS; folder++) {
            Path here = Files.createDirectories(bench.workspace().resolve("f" + folder));
            for (int file = 0; file < 1000; file++) {
                Files.write(here.resolve(file + ".py"), content);
            }
        }
        bench.write("f7/s.py", "t = '" + TOKEN + "'\n");
        Outcome first = review();
        assertEquals(1000L * FOLDERS + 1, first.data().get("files.scanned"));
        assertEquals(List.of("secret.github-token"), rules(first));
        Outcome second = review();
        assertEquals(1000L * FOLDERS + 1, second.data().get("files.cached"));
        assertEquals(first.findings(), second.findings());
    }

    @Test
    void an_empty_workspace_is_reviewed() throws Exception {
        assertEquals("Nothing was found in 0 files.", review().summary());
    }

    @Test
    void a_file_of_one_long_line_is_searched_for_secrets_and_nothing_else() throws Exception {
        String code = "eval(a);console.log(b);debugger;";
        bench.write("app.js", code.repeat(20_000) + "t='" + TOKEN + "';" + code.repeat(5_000));
        bench.write("large.js", code.repeat(160_000));
        Outcome outcome = review();
        assertEquals(List.of("secret.github-token"), rules(outcome));
        assertEquals(1L, outcome.data().get("files.skipped_large"));
    }

    @Test
    void other_encodings_are_read_as_far_as_they_are_text() throws Exception {
        write("latin.py", "# \u00fcber\nt = '" + TOKEN + "'\n", StandardCharsets.ISO_8859_1);
        write("wide.txt", "\uFEFFt = '" + TOKEN + "'\n", StandardCharsets.UTF_16LE);
        write("mixed.py", "t = '" + TOKEN + "' # \u00ff\u0080\n", StandardCharsets.ISO_8859_1);
        assertEquals(3, review().findings().size());
    }

    @Test
    void java_that_does_not_parse_is_one_note_and_the_rules_for_lines_still_run() throws Exception {
        bench.write("A.java", "class A {\n  void f( {\n  String t = \"" + TOKEN + "\"; // TODO\n}\n");
        bench.write("B.java", "class B { int x = " + "(\n".repeat(1_500) + "1" + ")".repeat(1_500) + "; }\n");
        Outcome outcome = review();
        assertEquals(
                List.of("secret.github-token", "quality.syntax", "leftover.todo", "quality.syntax"), rules(outcome));
        assertTrue(outcome.findings().get(1).message().startsWith("(line 2: "), outcome.summary());
    }

    @Test
    void links_in_a_circle_a_pipe_and_a_folder_without_rights_hold_nothing_up() throws Exception {
        bench.write("a/x.py", "breakpoint()\n");
        Files.createSymbolicLink(bench.workspace().resolve("a/up"), bench.workspace());
        Files.createSymbolicLink(bench.workspace().resolve("a/self"), Path.of("self"));
        new ProcessBuilder("mkfifo", bench.workspace().resolve("a/pipe.py").toString())
                .start()
                .waitFor();
        Outcome outcome = review();
        assertEquals(List.of("leftover.debugger"), rules(outcome));
        assertEquals(2L, outcome.data().get("files.skipped_links"));
    }

    @Test
    void a_name_that_is_a_program_stays_a_name() throws Exception {
        bench.write("$(touch x).sh", "echo $1\n")
                .write("--help.sh", "echo $1\n")
                .write("a\nb.py", "breakpoint()\n");
        Outcome outcome = new ReviewSpecialist().perform(bench.assignment("review", "review_code"));
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertEquals(
                List.of("leftover.debugger"),
                rules(outcome).stream()
                        .filter(r -> !r.startsWith("shellcheck."))
                        .toList());
        assertEquals(3, bench.workspace().toFile().list().length);
    }

    @Test
    void every_rule_survives_changed_sources() throws Exception {
        Rules rules = Rules.BY_CAPABILITY.getOrDefault("review_code", Rules.NONE);
        var corpus = new Bench(temp.resolve("corpus"));
        Corpus.plant(corpus);
        for (String name :
                List.of("shop/Download.java", "shop/Settings.java", "web/app.py", "web/server.js", "ops/deploy.sh")) {
            var mutator = new Mutator(42);
            byte[] sound = corpus.read(name).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                String text = new String(mutator.mutate(sound), StandardCharsets.UTF_8);
                rules.check(new dev.drover.agent.specialist.review.rule.SourceFile(name, text));
            }
        }
    }

    private void write(String name, String text, Charset charset) throws IOException {
        Files.write(bench.workspace().resolve(name), text.getBytes(charset));
    }

    private Outcome review() throws IOException, InterruptedException {
        return new ReviewSpecialist()
                .perform(bench.assignment("review", "review_code", Map.of("engines", "none"), List.of(), List.of()));
    }

    private static List<String> rules(Outcome outcome) {
        return outcome.findings().stream().map(Finding::rule).toList();
    }
}
