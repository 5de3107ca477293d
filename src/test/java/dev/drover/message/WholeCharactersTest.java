package dev.drover.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a text holds, what is written can be read. */
class WholeCharactersTest {
    private record Said(String text, List<String> lines, Optional<String> more) {}

    @ParameterizedTest
    @CsvSource({"0xd83c, 0x61", "0x61, 0xd83c", "0xdf89, 0xd83c", "0xd83c, 0xd83c", "0x61, 0xdf89", "0xdf89, 0xdf89"})
    void half_a_character_is_written_as_the_replacement_character(int first, int second) {
        String half = "" + (char) first + (char) second;
        var said = new Said(half, List.of(half, "🎉"), Optional.of("🎉" + half));
        var read = assertInstanceOf(Reading.Complete.class, MessageReader.read(Json.bytes(said)));
        String whole = half.replaceAll("[\\ud800-\\udfff]", "\ufffd");
        assertEquals(
                new Said(whole, List.of(whole, "🎉"), Optional.of("🎉" + whole)),
                Json.convert(read.tree(), Said.class));
    }

    @Test
    void the_name_of_an_entry_has_whole_characters_too() {
        var named = Map.of("data", Map.of("a\ud83c", "🎉"));
        var read = assertInstanceOf(Reading.Complete.class, MessageReader.read(Json.bytes(named)));
        assertEquals("🎉", read.tree().path("data").path("a\ufffd").asString());
    }

    @Test
    void a_text_of_whole_characters_is_left_as_it_is() {
        String text = "a🎉ä\u0000𝄞";
        assertSame(text, WholeCharacters.of(text));
    }

    @Test
    void a_cut_leaves_no_half_of_a_character() {
        assertEquals("ab…", Shortened.of("ab🎉cd", 3));
        assertEquals("ab🎉…", Shortened.of("ab🎉cd", 4));
        assertEquals("ab🎉cd", Shortened.of("ab🎉cd", 6));
        assertEquals("…cd", Shortened.endOf("ab🎉cd", 3));
        assertEquals("…🎉cd", Shortened.endOf("ab🎉cd", 4));
    }
}
