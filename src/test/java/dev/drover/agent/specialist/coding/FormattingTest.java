package dev.drover.agent.specialist.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Edit;
import dev.drover.message.ResultStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a formatter in the place of prettier that takes blanks before semicolons away and fails at a question mark. */
class FormattingTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        bench.write("package.json", "{\"devDependencies\": {\"prettier\": \"3\"}}")
                .write(
                        "node_modules/.bin/prettier",
                        "#!/bin/sh\necho \"$@\" >&2\nif grep -q '?' $DROVER_TEXT; then exit 2; fi\nsed 's/ *;/;/g'\n")
                .write("good.js", "a();\n")
                .write("bad.js", "a() ;\nb();\n");
        assertTrue(
                bench.workspace().resolve("node_modules/.bin/prettier").toFile().setExecutable(true));
    }

    @Test
    void changed_files_that_were_formatted_and_new_ones_are_formatted_and_others_are_left() throws Exception {
        Outcome outcome = apply(Map.of());
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("c();\n", bench.read("good.js"));
        assertEquals("a() ;\nc() ;\n", bench.read("bad.js"));
        assertEquals("n();\n", bench.read("new.js"));
        assertEquals("n() ;\n", bench.read("new.txt"));
        assertTrue(outcome.summary().contains("Formatted with prettier: good.js, new.js."), outcome.summary());
        try (var left = Files.list(temp.toRealPath())) {
            assertFalse(left.anyMatch(file -> file.toString().contains(".text")));
        }
    }

    @Test
    void with_format_false_nothing_is() throws Exception {
        Outcome outcome = apply(Map.of("format", "false"));
        assertEquals("n() ;\n", bench.read("new.js"));
        assertFalse(outcome.summary().contains("Formatted"), outcome.summary());
    }

    @Test
    void what_the_formatter_cannot_read_is_written_as_it_is_and_said() throws Exception {
        Outcome outcome = perform(Map.of(), write("new.js", "? ;\n"));
        assertEquals("? ;\n", bench.read("new.js"));
        assertTrue(outcome.summary().contains("Not formatted, since the formatter failed: new.js."), outcome.summary());
    }

    @Test
    void a_formatter_that_the_project_did_not_choose_is_not_run() throws Exception {
        bench.write("package.json", "{}");
        perform(Map.of(), write("new.js", "n() ;\n"));
        assertEquals("n() ;\n", bench.read("new.js"));
    }

    private Outcome apply(Map<String, String> params) throws Exception {
        return perform(
                params,
                new Edit.Replace("good.js", "a();", "c() ;", Optional.empty()),
                new Edit.Replace("bad.js", "b();", "c() ;", Optional.empty()),
                write("new.js", "n() ;\n"),
                write("new.txt", "n() ;\n"));
    }

    private Outcome perform(Map<String, String> params, Edit... edits) throws Exception {
        return new CodingSpecialist()
                .perform(bench.assignment(
                        "coding", "apply_edits", params, List.of(), List.of(), List.of(edits), List.of()));
    }

    private static Edit write(String path, String content) {
        return new Edit.Write(path, content, Optional.empty(), Optional.empty());
    }
}
