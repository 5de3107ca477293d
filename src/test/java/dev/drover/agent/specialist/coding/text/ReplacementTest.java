package dev.drover.agent.specialist.coding.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplacementTest {
    @Test
    void line_feeds_to_find_are_found_in_a_file_with_crlf_and_crlf_is_written() throws Exception {
        assertEquals("a\r\nx\r\ny\r\nd\r\n", replaced("a\r\nb\r\nc\r\nd\r\n", "b\nc\n", "x\ny\n", 1));
        assertEquals("a\r\nb1\r\nb2", replaced("a\r\nb", "b", "b1\nb2", 1));
        assertEquals("a\nx\n", replaced("a\nb\n", "b\r\n", "x\r\n", 1));
    }

    @Test
    void each_line_end_of_a_mixed_file_stays_as_it_is() throws Exception {
        assertEquals("x\r\nb\nx\n", replaced("a\r\nb\na\n", "a\n", "x\n", 2));
        assertEquals("a\r\nb\nc", replaced("a\r\nb\nb", "\nb", "\nb", 2).replace("b\nb", "b\nc"));
    }

    @Test
    void the_last_line_stays_without_a_line_end() throws Exception {
        assertEquals("a\nc", replaced("a\nb", "b", "c", 1));
    }

    @Test
    void the_count_must_be_exact_and_the_message_says_how_often_it_is_there() {
        EditRefused none = assertThrows(EditRefused.class, () -> replaced("aaa", "b", "c", 1));
        assertTrue(none.getMessage().contains("stands in it nowhere and has to stand in it once"), none.getMessage());
        EditRefused more = assertThrows(EditRefused.class, () -> replaced("aaa", "a", "c", 1));
        assertTrue(more.getMessage().contains("3 times") && more.getMessage().contains("\"count\": 3"));
        EditRefused fewer = assertThrows(EditRefused.class, () -> replaced("aaa", "aa", "c", 2));
        assertTrue(fewer.getMessage().contains("once and has to stand in it 2 times"), fewer.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,", "UTF-8,EFBBBF", "UTF-16LE,FFFE", "UTF-16BE,FEFF", "ISO-8859-1,"})
    void encoding_and_byte_order_mark_stay(String charset, String mark) throws Exception {
        byte[] before = bytes(mark, charset, "grün\r\nrot\r\n");
        TextFile file = TextFile.of(before).orElseThrow();
        assertArrayEquals(before, file.bytes());
        assertArrayEquals(
                bytes(mark, charset, "grün\r\nblaß\r\n"),
                Replacement.in(file, "rot\n", "blaß\n", 1).bytes());
    }

    @Test
    void what_the_encoding_cannot_hold_is_refused() {
        TextFile file =
                TextFile.of("grün".getBytes(StandardCharsets.ISO_8859_1)).orElseThrow();
        EditRefused refused = assertThrows(EditRefused.class, () -> Replacement.in(file, "gr", "€", 1));
        assertTrue(refused.getMessage().contains("ISO-8859-1"), refused.getMessage());
    }

    @Test
    void bytes_with_a_nul_are_no_text() {
        assertEquals(Optional.empty(), TextFile.of(new byte[] {'a', 0, 'b'}));
    }

    @Test
    void whatever_the_bytes_are_they_are_written_back_the_same() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                for (int j = 0; j < bytes.length; j++) {
                    bytes[j] = (byte)
                            new int[] {'a', '\r', '\n', 0xC3, 0xA4, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF}[random.nextInt(10)];
                }
            }
            TextFile.of(bytes).ifPresent(file -> assertArrayEquals(bytes, file.bytes(), "seed " + seed));
        }
    }

    private static String replaced(String text, String find, String with, int count) throws EditRefused {
        return Replacement.in(TextFile.ofNew(text), find, with, count).text();
    }

    private static byte[] bytes(String mark, String charset, String text) {
        byte[] encoded = text.getBytes(Charset.forName(charset));
        byte[] start = mark == null ? new byte[0] : java.util.HexFormat.of().parseHex(mark);
        byte[] all = java.util.Arrays.copyOf(start, start.length + encoded.length);
        System.arraycopy(encoded, 0, all, start.length, encoded.length);
        return all;
    }
}
