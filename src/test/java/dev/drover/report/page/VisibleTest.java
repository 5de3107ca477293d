package dev.drover.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void what_steers_a_terminal_or_a_reader_is_written_out() {
        assertEquals("red \\u001b[31m bell \\u0007", Visible.line("red \u001b[31m bell \u0007", 100));
        assertEquals("txt.\\u202eexe", Visible.line("txt.\u202eexe", 100));
        assertEquals("a\\u2066b\\u2069", Visible.line("a\u2066b\u2069", 100));
        assertEquals("in\\u200bvisible\\ufeff", Visible.line("in\u200bvisible\ufeff", 100));
        assertEquals("nul \\u0000", Visible.line("nul \0", 100));
        assertEquals("\\u{e0041}", Visible.line(Character.toString(0xE0041), 100), "a tag that nobody sees");
    }

    @Test
    void what_no_xml_may_hold_is_written_out() {
        assertEquals("half \\ud83d and \\udc00", Visible.line("half \ud83d and \udc00", 100));
        assertEquals("\\ufffe\\uffff\\ufdd0", Visible.line("\ufffe\uffff\ufdd0", 100));
    }

    @Test
    void ordinary_text_of_any_script_stays_as_it_is() {
        String text = "größer 日本語 العربية 👩‍💻 naïve";
        assertEquals(text, Visible.line(text, 100));
    }

    @Test
    void a_letter_carries_only_as_many_marks_as_a_script_needs() {
        assertEquals("z" + "\u0301".repeat(4) + "!", Visible.line("z" + "\u0301".repeat(5000) + "!", 10_000));
    }

    @Test
    void a_line_is_one_line_and_a_block_keeps_its_lines() {
        assertEquals("one two three", Visible.line("  one\r\n\ttwo\u2028three\n", 100));
        assertEquals("one\n\ttwo", Visible.block("one\r\n\ttwo\n\n", 100));
    }

    @Test
    void what_is_too_long_is_cut_between_characters() {
        assertEquals("👍👍…", Visible.line("👍".repeat(5), 2));
        String megabyte = "x".repeat(1_000_000);
        assertTrue(Visible.line(megabyte, 50).length() <= 51);
    }
}
