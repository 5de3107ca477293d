package dev.drover.agent.specialist.documentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.page.PageFile;
import dev.drover.agent.specialist.documentation.page.Refused;
import dev.drover.agent.specialist.documentation.page.Section;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentationSpecialistTest {
    private static final Section SECTION = new Section("overview");

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void does_only_what_its_capability_names() {
        var specialist = new DocumentationSpecialist();
        assertTrue(specialist.canDo(
                bench.assignment("documentation", "document_project").packet()));
        assertFalse(specialist.canDo(
                bench.assignment("documentation", "documentation").packet()));
    }

    @Test
    void a_readme_is_created_from_what_the_build_files_say() throws Exception {
        project();
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertEquals("""
                # Sheep

                <!-- drover:overview:begin -->
                ## Overview

                **Sheep**: Counts sheep.

                ### Layout

                | folder | what it is | files | languages |
                | --- | --- | ---: | --- |
                | `docs/` | documentation | 1 | Markdown (1 file) |
                | `src/main/java/` | Java sources | 1 | Java (1 file) |
                | `src/main/resources/` | files that are packaged with the program | 1 | other (1 file) |
                | `src/test/java/` | Java tests | 1 | Java (1 file) |
                | `tools/` |  | 1 | Python (1 file) |

                ### Build

                With Maven (pom.xml):

                    mvn package

                With npm (package.json):

                    npm install

                ### Test

                With Maven (pom.xml):

                    mvn test

                With npm (package.json):

                    npm test

                With Make (Makefile):

                    make check

                ### Run

                    python3 tools/run.py

                ### Entry points

                - `sheep` (bin in package.json: cli.js)
                - `a.Main` (main class in src/main/java/a/Main.java)
                - `tools/run.py` (Python script)

                ### Languages

                | language | files | lines |
                | --- | ---: | ---: |
                | Java | 2 | 5 |
                | Make | 1 | 2 |
                | Python | 1 | 2 |
                | JSON | 1 | 1 |
                | Markdown | 1 | 1 |
                | XML | 1 | 1 |
                <!-- drover:overview:end -->
                """, bench.read("README.md"));
    }

    @Test
    void a_second_run_changes_nothing_and_says_so() throws Exception {
        project();
        run();
        byte[] first = Files.readAllBytes(bench.workspace().resolve("README.md"));
        Outcome second = run();
        assertArrayEquals(first, Files.readAllBytes(bench.workspace().resolve("README.md")));
        assertEquals("The overview in README.md is up to date. 7 of 7 files came from the cache.", second.summary());
        assertEquals("README.md", second.artifacts().getFirst().path());
        assertEquals(
                Optional.of(SafeFiles.sha256(first)),
                second.artifacts().getFirst().sha256());
        assertEquals(
                Optional.of((long) first.length), second.artifacts().getFirst().bytes());
    }

    @Test
    void in_a_repository_a_second_run_changes_nothing_either() throws Exception {
        project();
        bench.repository();
        run();
        String first = bench.read("README.md");
        bench.commitAll();
        run();
        assertEquals(first, bench.read("README.md"));
        assertEquals("", bench.git("status", "--porcelain"));
    }

    @Test
    void an_existing_readme_keeps_every_byte_and_its_mode() throws Exception {
        byte[] before = {'#', ' ', (byte) 0xE9, '\r', '\n', 'x', ' ', ' ', '\r', '\n', 'n', 'o', ' ', 'e', 'n', 'd'};
        Path readme = bench.workspace().resolve("README.md");
        Files.write(readme, before);
        Files.setPosixFilePermissions(readme, PosixFilePermissions.fromString("rw-rw----"));
        run();
        byte[] after = Files.readAllBytes(readme);
        assertArrayEquals(before, java.util.Arrays.copyOf(after, before.length));
        String added = new String(after, before.length, after.length - before.length, StandardCharsets.UTF_8);
        assertTrue(added.startsWith("\r\n\r\n" + SECTION.begin() + "\r\n"), added);
        assertFalse(added.replace("\r\n", "").contains("\n"), "a line end of the other kind");
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(readme)));
    }

    @Test
    void only_what_stands_between_the_markers_is_replaced() throws Exception {
        String prose = "Write `" + SECTION.begin() + "` to begin.\n";
        bench.write("README.md", prose + SECTION.begin() + "\nold\n" + SECTION.end() + "\nafter");
        run();
        String text = bench.read("README.md");
        assertTrue(text.startsWith(prose + SECTION.begin() + "\n## Overview\n"), text);
        assertTrue(text.endsWith("\n" + SECTION.end() + "\nafter"), text);
        assertFalse(text.contains("old"));
    }

    @Test
    void damaged_markers_block_and_change_nothing() throws Exception {
        String text = SECTION.end() + "\n" + SECTION.begin() + "\n";
        bench.write("README.md", text);
        Outcome outcome = run();
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("markers_damaged", outcome.error().orElseThrow().code());
        assertEquals(text, bench.read("README.md"));
    }

    @Test
    void a_readme_that_is_a_link_blocks_and_its_target_is_left_alone() throws Exception {
        Path outside = Files.writeString(temp.resolve("outside.md"), "mine");
        Files.createSymbolicLink(bench.workspace().resolve("README.md"), outside);
        Outcome outcome = run();
        assertEquals("file_is_link", outcome.error().orElseThrow().code());
        assertEquals("mine", Files.readString(outside));
    }

    @Test
    void a_readme_that_is_a_folder_blocks() throws Exception {
        bench.write("README.md/x", "");
        assertEquals("file_not_usable", run().error().orElseThrow().code());
    }

    @Test
    void a_readme_in_lower_case_is_the_readme() throws Exception {
        bench.write("readme.md", "# x\n");
        run();
        assertTrue(bench.read("readme.md").contains(SECTION.begin()));
        assertFalse(Files.exists(bench.workspace().resolve("README.md")));
    }

    @Test
    void nothing_is_left_beside_the_readme() throws Exception {
        run();
        try (Stream<Path> files = Files.list(bench.workspace())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void a_change_by_someone_else_meanwhile_is_not_lost() throws Exception {
        bench.write("README.md", "now");
        PageFile readme = PageFile.inRoot(bench.assignment("documentation", "document_project"), "README.md");
        for (Optional<byte[]> before : List.of(Optional.of(new byte[] {'b'}), Optional.<byte[]>empty())) {
            Outcome outcome = assertThrows(Refused.class, () -> readme.write(before, new byte[] {'c'}))
                    .outcome();
            assertEquals("file_changed", outcome.error().orElseThrow().code());
            assertTrue(outcome.error().orElseThrow().retryable());
        }
        assertEquals("now", bench.read("README.md"));
    }

    @Test
    void a_description_cannot_bring_markers_or_lines_in() throws Exception {
        bench.write("package.json", "{\"name\": \"x\", \"description\": \"a\\n" + SECTION.end() + "\\nb\"}");
        run();
        String first = bench.read("README.md");
        assertTrue(first.contains("a &lt;!-- drover:overview:end --> b"), first);
        run();
        assertEquals(first, bench.read("README.md"));
    }

    @Test
    void without_build_files_the_folder_gives_the_name() throws Exception {
        run();
        assertTrue(bench.read("README.md").startsWith("# project\n"));
    }

    @Test
    void a_python_project_is_described_by_its_pyproject() throws Exception {
        bench.write("pyproject.toml", """
                [build-system]
                requires = ["hatchling"]
                [project]
                name = "flock"
                description = 'Counts.'
                [project.scripts]
                flock = "flock.cli:main"
                [tool.pytest.ini_options]
                addopts = "-q"
                """);
        run();
        String text = bench.read("README.md");
        assertTrue(text.contains("**flock**: Counts."), text);
        assertTrue(text.contains("    python3 -m pip install .\n"), text);
        assertTrue(text.contains("    python3 -m pytest\n"), text);
        assertTrue(text.contains("- `flock` (script in pyproject.toml: flock.cli:main)"), text);
    }

    private void project() throws IOException {
        bench.write(
                        "pom.xml",
                        "<project><artifactId>s</artifactId><name>Sheep</name>"
                                + "<description>Counts sheep.</description></project>\n")
                .write(
                        "package.json",
                        "{\"name\": \"s\", \"bin\": {\"sheep\": \"cli.js\"}, \"scripts\": {\"test\": \"node --test\"}}\n")
                .write("Makefile", "check:\n\ttrue\n")
                .write("docs/a.md", "# a\n")
                .write("tools/run.py", "if __name__ == \"__main__\":\n    pass\n")
                .write(
                        "src/main/java/a/Main.java",
                        "package a;\nclass Main {\n    public static void main(String[] a) {}\n}\n")
                .write("src/test/java/a/T.java", "class T { public static void main(String[] a) {} }\n")
                .write("src/main/resources/data.bin", "x");
    }

    private Outcome run() throws IOException, InterruptedException {
        return new DocumentationSpecialist().perform(bench.assignment("documentation", "document_project"));
    }
}
