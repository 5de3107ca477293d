package dev.drover.agent.specialist.review.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingTest {
    @Test
    void comments_and_what_strings_hold_become_blanks_and_all_else_stays_in_place() {
        var file = new SourceFile("a.js", "f('x//y'); // z\n/* a\nb */ g(`c\nd`); h(\"\\\"e\")\n");
        assertEquals(List.of("f('x//y');     ", "    ", "     g(`c", "d`); h(\"\\\"e\")"), file.uncommented());
        assertEquals(List.of("f('    ');     ", "    ", "     g(` ", " `); h(\"   \")"), file.code());
    }

    @Test
    void what_only_looks_like_a_comment_is_none() {
        assertEquals(List.of("a=$# b#c   "), new SourceFile("a.sh", "a=$# b#c #d").uncommented());
        assertEquals(
                "u = https://x",
                new SourceFile("a.js", "u = https://x //")
                        .uncommented()
                        .getFirst()
                        .strip());
        assertEquals(List.of("x // y"), new SourceFile("a.txt", "x // y").uncommented());
    }

    @Test
    void a_string_of_python_that_is_a_statement_is_documentation() {
        String source = "def f():\n    \"\"\"eval(x)\"\"\"\n    g(\n        '''eval(y)''')\n";
        List<String> lines = new SourceFile("a.py", source).uncommented();
        assertEquals("", lines.get(1).strip());
        assertEquals("'''eval(y)''')", lines.get(3).strip());
    }

    @Test
    void what_is_never_closed_ends_with_the_line_or_the_file() {
        assertEquals(List.of("a('  ", "b()"), new SourceFile("a.py", "a('xx\nb()").code());
        assertEquals(List.of("a  ", "   "), new SourceFile("a.c", "a/*\nb()").code());
        assertEquals(List.of("\"\"\"", "  "), new SourceFile("a.py", "\"\"\"\nb\\").code());
    }
}
