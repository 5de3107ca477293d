package dev.drover.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Markdown is cut at its headings. */
class SectionsTest {
    private static List<String> sources(String text) {
        return Sections.pieces("patterns/a.md", text, Kind.GUIDE).stream()
                .map(Piece::source)
                .toList();
    }

    @Test
    void each_section_has_its_heading_as_place_and_the_document_in_its_title() {
        List<Piece> pieces =
                Sections.pieces("patterns/a.md", "# Guide\n\nFirst.\n\n## Tokens ##\nSecond.\n", Kind.GUIDE);
        assertEquals(
                List.of("patterns/a.md#Guide", "patterns/a.md#Tokens"),
                pieces.stream().map(Piece::source).toList());
        assertEquals(
                List.of("Guide", "Guide: Tokens"),
                pieces.stream().map(Piece::title).toList());
        assertEquals(
                List.of("First.", "Second."), pieces.stream().map(Piece::text).toList());
    }

    @Test
    void a_comment_in_code_is_no_heading() {
        assertEquals(List.of("patterns/a.md#Code"), sources("# Code\n```sh\n# not one\necho\n```\n"));
    }

    @Test
    void equal_headings_and_parts_of_a_long_section_are_told_apart() {
        assertEquals(List.of("patterns/a.md", "patterns/a.md#B", "patterns/a.md#B-2"), sources("a\n# B\nb\n# B\nb\n"));
        List<String> parts = sources("# B\n" + "word word word word\n".repeat(700));
        assertEquals(List.of("patterns/a.md#B", "patterns/a.md#B-2", "patterns/a.md#B-3"), parts);
    }

    @Test
    void a_line_without_end_is_cut() {
        Piece piece = Sections.pieces("patterns/a.md", "x".repeat(1 << 20), Kind.GUIDE)
                .getFirst();
        assertTrue(
                piece.text().length() <= Piece.MAX_TEXT,
                () -> String.valueOf(piece.text().length()));
    }
}
