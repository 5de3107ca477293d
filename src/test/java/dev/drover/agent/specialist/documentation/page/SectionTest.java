package dev.drover.agent.specialist.documentation.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SectionTest {
    private static final Section SECTION = new Section("x");

    @Test
    void markers_in_a_fenced_example_are_no_section() throws Refused {
        String example = "```\n" + SECTION.begin() + "\nold\n" + SECTION.end() + "\n```\n";
        String once = put(example);
        assertTrue(once.startsWith(example), once);
        assertEquals(once, put(once));
    }

    @Test
    void a_fence_that_is_never_closed_hides_nothing() throws Refused {
        String once = put("text\n~~~~ sh\n~~~\n");
        assertEquals(once, put(once), "a second section was added");
        String other = put("````\n``` a\n");
        assertEquals(other, put(other));
    }

    @Test
    void a_page_full_of_fences_is_read_once() throws Refused {
        String page = "```a\n".repeat(400_000);
        assertTrue(put(page).startsWith(page));
    }

    @Test
    void markers_that_are_doubled_halved_or_crossed_are_refused() {
        String begin = SECTION.begin() + "\n";
        String end = SECTION.end() + "\n";
        for (String page : new String[] {begin, end, end + begin, begin + begin + end, begin + end + end}) {
            assertThrows(Refused.class, () -> put(page), page);
        }
    }

    @Test
    void line_ends_of_the_page_are_taken_over_and_space_behind_a_marker_stays() throws Refused {
        String page = "a\r\n" + SECTION.begin() + " \r\nold\r\n" + SECTION.end() + "\t\r\nb\n";
        assertEquals("a\r\n" + SECTION.begin() + "\r\nnew\r\n" + SECTION.end() + "\t\r\nb\n", put(page));
    }

    @Test
    void what_is_not_utf8_gets_character_references_and_stays_what_it_is() throws Refused {
        byte[] latin = "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        String result = new String(
                SECTION.put(Document.of(latin), "page", "\u00fcber \ud83d\udc11\n")
                        .bytes(),
                StandardCharsets.ISO_8859_1);
        assertTrue(result.startsWith("caf\u00e9\n\n"), result);
        assertTrue(result.contains("&#252;ber &#128017;\n"), result);
    }

    @Test
    void names_make_links_that_lead_to_them() {
        assertEquals("a%20b/%28c%29%23%3F%25.md", Markdown.destination("a b/(c)#?%.md"));
        assertEquals("./c:x.md", Markdown.destination("c:x.md"));
        assertEquals("`` a`b ``", Markdown.code("a`b"));
        assertEquals("``` a``b ```", Markdown.code("a``b"));
        assertEquals("a\\|b \\[c\\](d) &lt;e> \\*\\_\\`", Markdown.text("a|b\n[c](d) <e> *_`"));
        assertFalse(Markdown.text("a\u0000\u001b[31mb").contains("\u001b"));
    }

    private static String put(String page) throws Refused {
        return new String(
                SECTION.put(Document.of(page.getBytes(StandardCharsets.UTF_8)), "page", "new\n")
                        .bytes(),
                StandardCharsets.UTF_8);
    }
}
