package dev.drover.agent.specialist.documentation.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.support.WorkTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is drafted about a workspace. */
class WorkspaceContextTest {
    @TempDir
    private Path temp;

    private void write(String name, String text) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private String context() throws IOException {
        return WorkspaceContext.of(temp.toRealPath(), WorkTree.walk(temp.toRealPath()));
    }

    private static void assertHas(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> part + " is not in\n" + text);
        }
    }

    @Test
    void a_project_is_told_with_its_commands_standards_and_licence() throws IOException {
        write("README.md", "# Shop\n\n![badge](x)\n\nSells *things*\nto people.\n\nMore.\n");
        write("pyproject.toml", "[project]\nname = \"shop\"\n[tool.ruff]\nline-length = 99\n");
        write("shop/cart.py", "def total():\n    if True:\n        return 1\n");
        write("tests/test_cart.py", "def test_total():\n    pass\n");
        write(".editorconfig", "[*]\nindent_style = space\n");
        write("LICENSE", "MIT License\n\nPermission is hereby granted, free\nof charge, to any person\n");
        String text = context();
        assertHas(
                text,
                "# shop\n",
                "> Sells \\*things\\* to people.\n",
                "| Python | 2 | 5 |",
                "`pyproject.toml` uses Ruff: line-length 99.",
                "`.editorconfig` is there: indent\\_style space.",
                "Python, measured: indented by 4 spaces; 99 of 100 lines have at most 17 characters (5 lines).",
                "`LICENSE` holds MIT License.",
                "python3 -m pytest");
        assertFalse(text.contains("How it is"), text);
        assertEquals(text, context());
    }

    @Test
    void what_cannot_be_seen_is_said() throws IOException {
        write("main.go", "package main\n\nfunc main() {\n\tprintln(1)\n}\n");
        assertHas(
                context(),
                "How it is built: ",
                "How it is tested: ",
                "What it is for: ",
                "no formatter or linter is configured",
                "No licence file was found.",
                "Go, measured: indented by tabs;");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void links_are_not_followed_pipes_not_opened_and_large_files_not_read() throws Exception {
        Path outside = Files.createTempFile("outside", ".md");
        Files.writeString(outside, "# x\n\nSecret words.\n");
        Files.createSymbolicLink(temp.resolve("README.md"), outside);
        Files.createSymbolicLink(temp.resolve("LICENSE"), outside);
        Files.createSymbolicLink(temp.resolve("docs"), Objects.requireNonNull(outside.getParent()));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", temp.resolve("pipe.py").toString())
                        .start()
                        .waitFor());
        write("huge.py", "x = 1\n".repeat(400_000));
        String text = context();
        Files.delete(outside);
        assertFalse(text.contains("Secret"), text);
        assertHas(text, "1 files were not read", "3 links were not followed", "No licence file was found.");
    }

    @Test
    void words_of_the_workspace_stay_words() throws IOException {
        write("README.md", "x <!-- drover draft --> [a](b) `c`\n");
        String text = context();
        assertFalse(text.contains("<!--"), text);
    }

    @Test
    void names_that_git_lists_are_looked_at_before_they_are_read() throws IOException {
        write("a.py", "");
        Files.createSymbolicLink(temp.resolve("l.py"), temp.resolve("a.py"));
        WorkTree tree = WorkTree.ofNames(temp, List.of("a.py", "l.py", "gone.py", "nul\0.py"));
        assertEquals(List.of("a.py"), tree.files());
        assertEquals(1, tree.links());
    }
}
