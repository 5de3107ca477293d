package dev.drover.agent.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.fuzz.Mutants;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a CLI prints is read as something that an enemy wrote. */
class TranscriptTest {
    private static final String DONE =
            "{\"type\":\"result\",\"result\":\"done\",\"usage\":{\"in\":2,\"out\":3},\"cost\":0.5}";
    private static final String RULES = """
            rules:
              - {when: {type: text}, message: /text, append: true}
              - when: {type: result}
                message: /result
                error_if: /is_error
                input_tokens: /usage/in
                output_tokens: /usage/out
                cost_usd: /cost
                ends: true
            """;

    @TempDir
    private Path folder;

    @Test
    void reads_its_lines_among_others() throws Exception {
        Transcript said = lines("warning: old", DONE, "{not json}", "", "bye");
        assertEquals("done", said.message());
        assertTrue(said.ended());
        assertEquals(List.of(2L, 3L), List.of(said.inputTokens(), said.outputTokens()));
        assertEquals(OptionalLong.of(500_000), said.microDollars());
        assertEquals(Optional.of("warning: old {not json} bye"), said.explanation());
        assertEquals(Optional.empty(), said.error());
    }

    @Test
    void pieces_of_a_message_are_put_together() throws Exception {
        assertEquals(
                "one two",
                lines("{\"type\":\"text\",\"text\":\"one \"}", "{\"type\":\"text\",\"text\":\"two\"}")
                        .message());
    }

    @Test
    void a_giant_line_is_passed_over_and_what_follows_is_read() throws Exception {
        String giant = "{\"type\":\"text\",\"text\":\"" + "x".repeat(StrangerFile.MOST_OF_LINE) + "\"}";
        assertEquals("", lines(giant).message());
        assertEquals("done", lines(giant, DONE).message());
    }

    @Test
    void a_message_is_cut_and_holds_no_control_character() throws Exception {
        Transcript said =
                lines("{\"type\":\"result\",\"result\":\"\\u001b[31mred\\u001b[0m\\u0007\\u001b]0;title\\r\\nb\\tc\"}");
        assertEquals("red\\u0007\\u001b]0;title\nb    c", said.message());
        assertTrue(lines("{\"type\":\"result\",\"result\":\"" + "x".repeat(500_000) + "\"}")
                        .message()
                        .length()
                < 17_000);
        assertTrue(text("a\n".repeat(100_000)).message().length() < 17_000);
    }

    @Test
    void of_a_message_that_is_cut_the_end_is_kept_from_a_whole_character_on() throws Exception {
        for (String end : List.of("end", "ended")) {
            String message = lines("{\"type\":\"result\",\"result\":\"" + "x🎉".repeat(7000) + end + "\"}")
                    .message();
            assertTrue(message.startsWith("…x🎉x"), () -> message.substring(0, 20));
            assertTrue(message.endsWith("🎉" + end), message::toString);
        }
    }

    @Test
    void deep_nesting_and_double_keys_are_no_json_here() throws Exception {
        Transcript said =
                lines("{\"type\":\"result\",\"x\":" + "[".repeat(100_000), "{\"type\":\"x\",\"type\":\"result\"}");
        assertFalse(said.ended());
    }

    @Test
    void numbers_beyond_reason_count_as_none() throws Exception {
        Transcript said = lines(
                "{\"type\":\"result\",\"usage\":{\"in\":9223372036854775807,\"out\":-5},\"cost\":1e999999999}",
                "{\"type\":\"result\",\"usage\":{\"in\":9223372036854775807,\"out\":\"7\"},\"cost\":\"1\"}",
                "{\"type\":\"result\",\"usage\":{\"in\":99999999999999999999999,\"out\":1.5},\"cost\":-1}");
        assertEquals(Long.MAX_VALUE, said.inputTokens());
        assertEquals(0, said.outputTokens());
        assertEquals(OptionalLong.empty(), said.microDollars());
    }

    @Test
    void what_is_no_utf_8_is_read_all_the_same() throws Exception {
        Path output = folder.resolve("out");
        Files.write(
                output,
                "\u00ff\u00fe\n{\"type\":\"result\",\"result\":\"\u00ff\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("\\ufffd", read("format: jsonl\n" + RULES, output).message());
    }

    @Test
    void an_error_without_a_text_is_an_error() throws Exception {
        assertEquals(
                Optional.of("it reports an error and does not say which"),
                lines("{\"type\":\"result\",\"is_error\":true}").error());
        assertEquals(
                Optional.of("too bad"),
                lines("{\"type\":\"result\",\"is_error\":true,\"result\":\"too\\nbad\"}")
                        .error());
        assertEquals(
                Optional.empty(),
                lines("{\"type\":\"result\",\"is_error\":\"true\"}").error());
    }

    @Test
    void one_object_is_found_with_warnings_around_it() throws Exception {
        Path output =
                Files.writeString(folder.resolve("out"), "{odd}\nwarning {\n" + DONE.replace(",", ",\n") + "\nbye\n");
        Transcript said = read("format: json\n" + RULES, output);
        assertEquals("done", said.message());
        assertEquals(3, said.outputTokens());
    }

    @Test
    void a_pipe_in_the_place_of_the_output_is_not_opened() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertEquals("", read("format: text\n", pipe).message());
    }

    @Test
    void whatever_becomes_of_a_recording_is_read_and_fit_to_be_printed() throws Exception {
        for (String name : List.of("claude", "codex", "opencode", "qwen")) {
            OutputForm form = DefinitionReader.read(
                            name + ".yaml", Files.readString(Path.of("council/backends", name + ".yaml")))
                    .output();
            Path output = folder.resolve(name);
            Files.copy(Path.of("src/test/resources/backend", name + "-no-connection.jsonl"), output);
            Mutants.of(output, 500, () -> {
                Transcript said = Transcript.of(form, output, folder.resolve("none"));
                String all = said.message().replace("\n", "")
                        + said.error().orElse("")
                        + said.explanation().orElse("");
                assertTrue(all.chars().noneMatch(Character::isISOControl), all);
                assertTrue(all.length() < 120_000, all);
            });
        }
    }

    private Transcript lines(String... lines) throws Exception {
        Path output = Files.writeString(folder.resolve("out"), String.join("\n", lines));
        return read("format: jsonl\n" + RULES, output);
    }

    private Transcript text(String text) throws Exception {
        return read("format: text\n", Files.writeString(folder.resolve("out"), text));
    }

    private Transcript read(String form, Path output) throws Exception {
        String yaml = "program: x\noutput:\n" + form.indent(2);
        return Transcript.of(readForm(yaml), output, folder.resolve("last"));
    }

    private static OutputForm readForm(String yaml) throws Exception {
        return DefinitionReader.read("x.yaml", yaml).output();
    }

    @Test
    void a_file_that_is_not_there_says_nothing() throws Exception {
        assertEquals("", read("format: file\n", folder.resolve("none")).message());
    }
}
