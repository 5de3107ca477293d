package dev.drover.agent.specialist.documentation.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.DocumentationSpecialist;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void settings_stand_in_a_table_with_default_and_place_and_no_secret() throws Exception {
        bench.write("app/main.py", """
                        import os
                        port = os.environ.get("PORT", "8080")
                        key = os.getenv("API_KEY", "hunter2")
                        odd = os.getenv("ODD", "a|b`c")
                        """)
                .write("lib/a b.js", "const p = process.env.PORT;\n")
                .write("tests/test_main.py", "os.environ['ONLY_IN_TESTS']\n")
                .write("run", "#!/bin/sh\nexec serve \"${VERBOSE:-no}\"\n");
        String text = overview();
        assertTrue(text.contains("""
                ### Settings read from the environment

                | variable | default | read in |
                | --- | --- | --- |
                | `API_KEY` | stands in the source | [app/main.py:3](app/main.py#L3) |
                | `ODD` | `` a\\|b`c `` | [app/main.py:4](app/main.py#L4) |
                | `PORT` | `8080` | [app/main.py:2](app/main.py#L2), [lib/a b.js:1](lib/a%20b.js#L1) |
                | `VERBOSE` | `no` | [run:2](run#L2) |
                """), text);
        assertFalse(text.contains("hunter2") || text.contains("ONLY_IN_TESTS"), text);
    }

    @Test
    void projects_in_folders_are_built_and_tested_from_there() throws Exception {
        bench.write("backend dir/app/m.py", "")
                .write("backend dir/tests/test_m.py", "from app import m\n\ndef test_m(): pass\n")
                .write("web/pom.xml", "<project/>");
        String text = overview();
        assertTrue(text.contains("""
                ### Test

                With Python (test files) in `backend dir/`:

                    (cd 'backend dir' && python3 -m pytest)

                With Maven (pom.xml) in `web/`:

                    (cd web &&"""), text);
    }

    @Test
    void how_it_is_run_is_said_where_the_files_say_it() throws Exception {
        bench.write("package.json", "{\"name\": \"x\", \"scripts\": {\"start\": \"node a.js\"}}")
                .write("Makefile", "run:\n\ttrue\n")
                .write("cmd/herd/main.go", "package main\nfunc main() {\n}\n")
                .write("src/main.rs", "fn main() {}\n")
                .write("farm/__main__.py", "print(1)\n")
                .write("tool; rm -rf x.py", "if __name__ == '__main__':\n    pass\n")
                .write("compose.yaml", "services: {}\n")
                .write("start", "#!/bin/sh\ntrue\n")
                .write("notes", "#!/bin/sh\ntrue\n");
        assertTrue(bench.workspace().resolve("start").toFile().setExecutable(true));
        String text = overview();
        assertTrue(text.contains("""
                ### Run

                    npm start
                    make run
                    go run ./cmd/herd
                    python3 farm
                    cargo run
                    ./start
                    docker compose up
                """), text);
        assertFalse(text.contains("    python3 tool"), text);
    }

    @Test
    void folders_mean_what_their_place_their_build_file_or_their_readme_says() throws Exception {
        bench.write("docs/a.md", "x")
                .write("server/pom.xml", "<project/>")
                .write("tools/README.md", "# Tools\n\nWhat *helps* to herd. And more.\n")
                .write("misc/x.bin", "x")
                .write("a|b`c/x.txt", "x");
        String text = overview();
        assertTrue(text.contains("| `docs/` | documentation | 1 | Markdown (1 file) |\n"), text);
        assertTrue(text.contains("| `server/` | module (pom.xml) | 1 | XML (1 file) |\n"), text);
        assertTrue(text.contains("| `tools/` | What \\*helps\\* to herd. | 1 | Markdown (1 file) |\n"), text);
        assertTrue(text.contains("| `misc/` |  | 1 | other (1 file) |\n"), text);
        assertTrue(text.contains("| `` a\\|b`c/ `` |  | 1 | other (1 file) |\n"), text);
    }

    @Test
    void the_index_and_other_pages_are_linked_where_they_are_there() throws Exception {
        assertFalse(overview().contains("### Read on"));
        bench.write("docs/api.md", "x").write("LICENSE", "x");
        String text = overview();
        assertTrue(text.contains("""
                        ### Read on

                        - [docs/api.md](docs/api.md): the public API, with links to the source
                        - [LICENSE](LICENSE): the licence
                        """), text);
        assertEquals(text, overview());
    }

    @Test
    void thousands_of_folders_make_a_table_that_ends() throws Exception {
        for (int i = 0; i < 3000; i++) {
            bench.write("folder%04d/file.txt".formatted(i), "x");
        }
        String text = overview();
        assertTrue(text.contains("\nAnd 2940 more folders.\n"), text);
        assertTrue(text.length() < 10_000);
    }

    @Test
    void what_cannot_be_read_is_left_out_and_named() throws Exception {
        bench.write("big.py", "#" + "x".repeat(2 << 20)).write("blank.java", "\n".repeat(900_000));
        Files.write(bench.workspace().resolve("utf16.py"), "print(1)\n".getBytes(StandardCharsets.UTF_16));
        Files.createSymbolicLink(bench.workspace().resolve("loop"), bench.workspace());
        var fifo = new ProcessBuilder(
                        "mkfifo", bench.workspace().resolve("pipe.py").toString())
                .start();
        assertTrue(fifo.waitFor(1, TimeUnit.MINUTES));
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(outcome.summary().contains("Not read: 1 file (big.py: larger than"), outcome.summary());
    }

    @Test
    void a_readme_in_utf16_is_left_as_it_is() throws Exception {
        byte[] bytes = "# Title\n".getBytes(StandardCharsets.UTF_16);
        Files.write(bench.workspace().resolve("README.md"), bytes);
        assertEquals("file_not_usable", run().error().orElseThrow().code());
        assertEquals(
                new String(bytes, StandardCharsets.ISO_8859_1),
                new String(Files.readAllBytes(bench.workspace().resolve("README.md")), StandardCharsets.ISO_8859_1));
    }

    private String overview() throws IOException, InterruptedException {
        run();
        return bench.read("README.md");
    }

    private Outcome run() throws IOException, InterruptedException {
        return new DocumentationSpecialist().perform(bench.assignment("documentation", "document_project"));
    }
}
