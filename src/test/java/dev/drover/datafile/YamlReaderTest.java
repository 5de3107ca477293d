package dev.drover.datafile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    @Test
    void reads_texts_lists_and_mappings_with_their_lines() throws BrokenFileException {
        var root = YamlReader.read("# note\nname: no\nwords: [a, 1.50]\none: single\nlimits:\n  max: 4\nempty:\n", 1);
        assertEquals(Optional.of("no"), root.text("name"));
        assertEquals(List.of("a", "1.50"), root.texts("words"));
        assertEquals(List.of("single"), root.texts("one"));
        assertEquals(Optional.of(4), root.fields("limits").orElseThrow().number("max", 1, 9));
        assertEquals(Optional.empty(), root.text("empty"));
        assertEquals(3, root.lineOf("words"));
    }

    @Test
    void complaints_name_the_line_in_the_file() throws BrokenFileException {
        assertBroken(3, "name: a\nname: b\n", 2, "twice");
        assertBroken(2, "name: [a\nb: c", 1, "not valid YAML: while parsing a flow sequence, expected ',' or ']'");
        assertBroken(0, "", 1, "empty");
        assertBroken(1, "- a", 1, "mapping");
        assertBroken(3, "a: b\n---\nc: d\n", 1, "second document");
        var root = YamlReader.read("a: b\nn: 99\nlimits: 3\n", 5);
        assertMessage(6, assertThrows(BrokenFileException.class, () -> root.number("n", 1, 9)), "from 1 to 9");
        assertMessage(7, assertThrows(BrokenFileException.class, () -> root.fields("limits")), "mapping");
        assertMessage(5, assertThrows(BrokenFileException.class, () -> root.requiredText("name")), "missing");
        assertMessage(6, assertThrows(BrokenFileException.class, () -> root.only(Set.of("a"))), "[a]");
    }

    @Test
    void bombs_are_refused() {
        assertBroken(1, "a: &x [1,2]\nb: [*x,*x]\n", 1, "anchors");
        assertBroken(1, "a: *nowhere\n", 1, "anchors");
        assertBroken(1, "a: !!java.lang.String b\n", 1, "tags");
        assertBroken(1, "a: " + "[".repeat(100_000), 1, "nested deeper");
        assertBroken(1, "a: [" + "1,".repeat(YamlReader.MAX_VALUES) + "]", 1, "more than");
    }

    private static void assertBroken(int line, String text, int firstLine, String says) {
        assertMessage(line, assertThrows(BrokenFileException.class, () -> YamlReader.read(text, firstLine)), says);
    }

    private static void assertMessage(int line, BrokenFileException thrown, String says) {
        BrokenFile broken = thrown.in("f");
        assertEquals(line, broken.line(), broken.toString());
        assertTrue(broken.message().contains(says), broken.toString());
    }
}
