package dev.drover.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    @ParameterizedTest
    @ValueSource(strings = {"*pause", "*resume", "*drain", "*gc", "*cancel:add-jwt-1", "*retry:A_1"})
    void what_is_known_is_read_and_written_alike(String text) {
        assertEquals(text, Control.parse(text).wire());
        var valid = assertInstanceOf(Parsed.Valid.class, control(text));
        assertEquals(Control.parse(text), valid.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pause",
                "*Pause",
                " *pause",
                "*pause ",
                "*pause\n",
                "*pause:x",
                "*gc:x",
                "*codeword",
                "*cancel",
                "*cancel:",
                "*cancel:a.b",
                "*cancel:a\n",
                "*cancel:../x",
                "*retry:a:b",
                "*autonomy:full",
                "*",
                ":",
                "*pause\u0000"
            })
    void everything_else_is_refused_by_the_parser_and_by_the_schema(String text) {
        assertThrows(DroverException.class, () -> Control.parse(text));
        var invalid = assertInstanceOf(Parsed.Invalid.class, control(text));
        assertEquals(1, invalid.violations().size());
    }

    @Test
    void a_refusal_lists_what_is_known_and_never_repeats_what_may_be_a_secret() {
        var invalid = assertInstanceOf(Parsed.Invalid.class, control("*approve:open-sesame"));
        String message = invalid.violations().toString();
        assertTrue(message.contains(Control.KNOWN), message);
        assertFalse(message.contains("sesame"), message);
        DroverException e = assertThrows(DroverException.class, () -> Control.parse("*approve:open-sesame"));
        assertEquals("'*approve' is not a control message; use one of " + Control.KNOWN, e.getMessage());
    }

    @Test
    void a_target_is_given_exactly_where_a_verb_takes_one() {
        assertThrows(DroverException.class, () -> new Control(Control.Verb.CANCEL, Optional.empty()));
        assertThrows(DroverException.class, () -> new Control(Control.Verb.PAUSE, Optional.of("r-1")));
    }

    @Test
    void unknown_members_of_a_control_message_are_let_be() {
        byte[] bytes = "{\"control\":\"*drain\",\"why\":\"upgrade\"}".getBytes(UTF_8);
        var valid = assertInstanceOf(Parsed.Valid.class, Messages.control(bytes));
        assertEquals("upgrade", valid.tree().path("why").asString());
    }

    private static Parsed<Control> control(String text) {
        var tree = Json.mapper().createObjectNode().put("control", text);
        return Messages.control(Json.bytes(tree));
    }
}
