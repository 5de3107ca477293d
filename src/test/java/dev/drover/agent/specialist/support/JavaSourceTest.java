package dev.drover.agent.specialist.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaSourceTest {
    @Test
    void a_file_is_read_with_lines_and_comments_though_nothing_that_it_names_is_there() throws IOException {
        JavaSource source = JavaSource.parse(
                "a/B.java",
                "package a;\n\nimport x.Missing;\n\n/** What it is. */\nclass B extends Missing {\n  int c;\n}\n");
        var type = (ClassTree) source.unit().getTypeDecls().getFirst();
        assertEquals(List.of(), source.errors());
        assertEquals(6, source.line(type));
        assertEquals(8, source.lastLine(type));
        var path = TreePath.getPath(source.unit(), type);
        assertTrue(source.documentation().getDocComment(path).contains("What it is."));
    }

    @Test
    void a_file_that_does_not_compile_is_read_as_far_as_it_goes() throws IOException {
        JavaSource source = JavaSource.parse("B.java", "class B { void m() { int = ; } void n() {} }");
        assertFalse(source.errors().isEmpty());
        assertTrue(
                source.errors().getFirst().startsWith("line 1: "),
                source.errors().toString());
        assertEquals(1, source.unit().getTypeDecls().size());
    }

    @Test
    void a_file_that_would_take_the_stack_is_refused_with_its_name() {
        String deep = "class B { int a = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "; }";
        assertTrue(assertThrows(IOException.class, () -> JavaSource.parse("deep/B.java", deep))
                .toString()
                .contains("deep/B.java"));
    }

    @Test
    void a_chain_of_operators_that_would_take_the_stack_is_read_or_refused() throws IOException {
        String chain = "class B { String a = " + "\"x\" + ".repeat(50_000) + "\"y\"; }";
        try {
            assertEquals(
                    1, JavaSource.parse("B.java", chain).unit().getTypeDecls().size());
        } catch (IOException e) {
            assertTrue(e.toString().contains("B.java"));
        }
    }
}
