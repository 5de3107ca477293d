package dev.drover.message;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {
    private static final String JSON = "{\"user_request\":\"Grüße an 東京 🐑\",\"n\":[1,2.5,-3e2,true,false,null,{}]}";

    @Test
    void utf_8_and_utf_16_are_understood_with_and_without_a_byte_order_mark() {
        for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            for (String mark : List.of("", "\ufeff")) {
                var complete = assertInstanceOf(
                        Reading.Complete.class, MessageReader.read((mark + JSON).getBytes(charset)), charset + mark);
                assertEquals(Json.tree(JSON), complete.tree());
            }
        }
    }

    @Test
    void a_file_cut_anywhere_is_incomplete_in_every_encoding() {
        for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            byte[] whole = JSON.getBytes(charset);
            for (int length = 0; length < whole.length; length++) {
                Reading reading = MessageReader.read(Arrays.copyOf(whole, length));
                assertInstanceOf(Reading.Incomplete.class, reading, charset + " cut at " + length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | it is empty; write one JSON object into it",
                "` \\n ` | it is empty; write one JSON object into it",
                "[1] | line 1, column 1: a message is one JSON object, written in { and }; this begins with [",
                "\"x\" | line 1, column 1: a message is one JSON object, written in { and }; this begins with x",
                "7 | line 1, column 1: a message is one JSON object, written in { and }; this begins with 7",
                "{\"a\":1} {} | line 1, column 9: something follows the end of the JSON object; write one object a file",
                "{\"a\":1}} | line 1, column 8: something follows the end of the JSON object; write one object a file",
                "{\"a\": | line 1, column 6: it ends before the JSON object is complete; write the rest",
                "{\"a\":1,\\n \"a\":2} | line 2, column 5: the member \"a\" is there twice; keep one",
                "{\"o\":{\"b\":1,\"b\":2}} | line 1, column 16: the member \"b\" is there twice; keep one",
                "{\"a\":1e999} | line 1, column 6: the number is too large; numbers go up to 1.7e308",
                "{\"a\":\"\\ud800\"} | line 1, column 6: the text holds half a character (\\ud800); write both halves or none",
                "{\"\\udc00\":1} | line 1, column 9: not JSON: Unexpected low surrogate in property name: 0xdc00"
            })
    void what_is_not_one_json_object_is_named_with_its_place(String text, String reason) {
        String unescaped = text.replace("\\n", "\n");
        assertEquals(reason, incomplete(unescaped.getBytes(UTF_8)));
    }

    @Test
    void what_is_not_json_at_all_says_so() {
        for (String text : List.of("hello", "{'a':1}", "{a:1}", "{\"a\":01}", "{\"a\":NaN}", "{\"a\":1,}", "{/**/}")) {
            String reason = incomplete(text.getBytes(UTF_8));
            assertTrue(reason.matches("(?s)line 1, column \\d+: (not JSON: |it ends before).*"), text + " → " + reason);
        }
    }

    @Test
    void bytes_that_are_not_text_are_named_with_their_place() {
        byte[] bytes = "{\n\"a\":\"x?\"}".getBytes(UTF_8);
        bytes[8] = (byte) 0xE9;
        assertEquals("line 2, column 7: byte 8 (0xe9) is not UTF-8; write it again as UTF-8", incomplete(bytes));
        assertEquals(
                "it begins with NUL bytes, so it is either not written out yet or UTF-32; write it again as UTF-8",
                incomplete(new byte[4096]));
        assertEquals(
                "line 1, column 1: it ends in the middle of a UTF-8 character; write the rest, or all of it as UTF-8",
                incomplete(new byte[] {(byte) 0xE6, (byte) 0x9D}));
    }

    @Test
    void nesting_is_read_to_the_limit_and_refused_beyond_it() {
        assertInstanceOf(Reading.Complete.class, MessageReader.read(nested(Json.MAX_DEPTH - 1)));
        String reason = incomplete(nested(Json.MAX_DEPTH));
        assertTrue(reason.contains("nesting depth (65) exceeds the maximum allowed (64)"), reason);
        String endless = incomplete(("{\"a\":" + "[".repeat(2_000_000)).getBytes(UTF_8));
        assertTrue(endless.contains("nesting depth"), endless);
    }

    @Test
    void a_number_or_a_name_that_is_too_long_is_refused() {
        assertInstanceOf(Reading.Complete.class, MessageReader.read(number(100)));
        assertTrue(incomplete(number(101)).contains("exceeds the maximum allowed (100)"));
        assertTrue(incomplete(number(1_000_000)).contains("exceeds the maximum allowed (100)"));
        assertTrue(incomplete(("{\"" + "n".repeat(100_000) + "\":1}").getBytes(UTF_8))
                .contains("exceeds the maximum"));
    }

    @Test
    void what_is_complete_can_be_written_out_again_unchanged() {
        var complete = assertInstanceOf(Reading.Complete.class, MessageReader.read(JSON.getBytes(UTF_8)));
        assertEquals(complete, MessageReader.read(Json.bytes(complete.tree())));
    }

    @Test
    void thousands_of_mutated_messages_never_throw_and_never_lose_their_meaning_on_the_way() {
        var random = new Random(20261120);
        List<byte[]> seeds = Arrays.stream(Schemas.Name.values())
                .flatMap(n -> Json.tree(Schemas.text(n)).path("examples").valueStream())
                .map(Json::bytes)
                .toList();
        int complete = 0;
        for (int round = 0; round < 6000; round++) {
            byte[] bytes = mutate(seeds.get(random.nextInt(seeds.size())), random);
            Reading reading = MessageReader.read(bytes);
            if (reading instanceof Reading.Complete read) {
                complete++;
                assertEquals(read, MessageReader.read(Json.bytes(read.tree())), "round " + round);
            }
            for (Parsed<?> parsed : List.of(
                    Messages.request(bytes),
                    Messages.packet(bytes),
                    Messages.result(bytes),
                    Messages.requestResult(bytes),
                    Messages.control(bytes))) {
                assertEquals(reading instanceof Reading.Incomplete, parsed instanceof Parsed.Incomplete<?>);
                if (parsed instanceof Parsed.Valid<?> valid && !(valid.value() instanceof Control)) {
                    Json.bytes(valid.value());
                }
            }
        }
        assertTrue(complete > 500 && complete < 5500, "the mutations are too wild or too tame: " + complete);
    }

    private static byte[] mutate(byte[] seed, Random random) {
        String[] tokens = {
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "null",
            "1e400",
            "-0",
            "9".repeat(30),
            "\\ud83d",
            "\\u0000",
            "\ufeff",
            "\n",
            "1.5",
            "true",
            "\"a\":1,",
            "é",
            "\\",
            "2026-11-20T18:00:00Z",
            "1E19",
            "0.1e-400"
        };
        var out = new ByteArrayOutputStream();
        int edits = random.nextInt(3);
        int at = random.nextInt(seed.length);
        for (int i = 0; i < seed.length; i++) {
            if (i == at && edits >= 0) {
                switch (random.nextInt(6)) {
                    case 0 -> out.write(random.nextInt(256));
                    case 1 -> out.writeBytes(tokens[random.nextInt(tokens.length)].getBytes(UTF_8));
                    case 2 -> i += random.nextInt(20);
                    case 3 -> {
                        int from = random.nextInt(seed.length);
                        out.write(seed, from, random.nextInt(Math.min(40, seed.length - from) + 1));
                    }
                    case 4 -> {
                        if (Character.isDigit(seed[i])) {
                            out.writeBytes(tokens[random.nextInt(tokens.length)].getBytes(UTF_8));
                            continue;
                        }
                    }
                    default -> {
                        if (random.nextInt(8) == 0) {
                            return new String(out.toByteArray(), UTF_8)
                                    .getBytes(random.nextBoolean() ? UTF_16LE : UTF_16BE);
                        }
                    }
                }
                edits--;
                at = i + 1 + random.nextInt(seed.length);
            }
            if (i < seed.length) {
                out.write(seed[i]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] nested(int arrays) {
        return ("{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}").getBytes(UTF_8);
    }

    private static byte[] number(int digits) {
        return ("{\"a\":" + "1".repeat(digits) + "}").getBytes(UTF_8);
    }

    private static String incomplete(byte[] bytes) {
        return assertInstanceOf(Reading.Incomplete.class, MessageReader.read(bytes))
                .reason();
    }
}
