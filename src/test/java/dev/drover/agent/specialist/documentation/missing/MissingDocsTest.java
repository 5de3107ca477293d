package dev.drover.agent.specialist.documentation.missing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.DocumentationSpecialist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingDocsTest {
    private static final String README =
            "# Farm\n\nThe farm has sheep, and it counts them whenever somebody asks for it,"
                    + " which is what a farm of that kind does. Build it with make, test it with make test.\n";

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void what_is_public_and_has_no_javadoc_is_named_with_its_place() throws Exception {
        bench.write("README.md", README)
                .write("src/farm/package-info.java", "/** The farm. */\npackage farm;\n")
                .write("src/farm/Sheep.java", """
                        package farm;

                        /** A sheep. */
                        public class Sheep {
                            public int legs;
                            /** Counts. */
                            public void count() {}
                            public void shear() {}
                            @Override public String toString() { return ""; }
                            void inside() {}
                        }
                        """)
                .write("src/farm/Dog.java", "package farm;\npublic interface Dog {}\n")
                .write("src/farm/Cat.java", "package farm;\nclass Cat { public void no() {} }\n");
        Outcome outcome = run();
        assertEquals(
                List.of(
                        "low docs.type src/farm/Dog.java:2 The public type Dog has no Javadoc.",
                        "info docs.member src/farm/Sheep.java:5 Sheep: int legs has no Javadoc.",
                        "info docs.member src/farm/Sheep.java:8 Sheep: void shear() has no Javadoc."),
                findings(outcome));
        assertEquals(6L, outcome.data().get("docs.public"));
        assertEquals(3L, outcome.data().get("docs.documented"));
        assertEquals(50L, outcome.data().get("docs.percent"));
        assertTrue(
                outcome.summary()
                        .startsWith("50 % of the public interface is documented: 3 of 6. The README says what"),
                outcome.summary());
        assertTrue(
                Files.readString(bench.artifacts().resolve("missing-docs.md")).contains("Sheep: void shear() has"));
        Outcome second = run();
        assertEquals(outcome.findings(), second.findings());
        assertEquals(4L, second.data().get("files.cached"));
    }

    @Test
    void a_package_that_says_nothing_is_found() throws Exception {
        bench.write("README.md", README).write("A.java", "package a; /** A. */ public class A {}");
        assertEquals(
                List.of(
                        "info docs.package A.java:0 The package a says nowhere what it is for; a package-info.java would"
                                + " be the place."),
                findings(run()));
    }

    @Test
    void a_readme_is_asked_for_and_should_say_how_to_begin() throws Exception {
        bench.write("Makefile", "all:\n\ttrue\ntest:\n\ttrue\n");
        assertEquals("docs.readme-missing", run().findings().getFirst().rule());
        bench.write("readme.md", "# Farm\n");
        assertEquals(
                List.of("docs.readme-short", "docs.readme-no-build", "docs.readme-no-test"),
                run().findings().stream().map(f -> f.rule()).toList());
        bench.write("readme.md", README);
        assertEquals(List.of(), run().findings());
    }

    @Test
    void python_is_read_by_python_and_nothing_of_the_project_runs() throws Exception {
        Assumptions.assumeTrue(bench.shell().has("python3"));
        bench.write("README.md", README)
                .write("ast.py", "import os\nopen('ran', 'w').write('x')\n")
                .write("farm/sheep.py", """
                        '''The sheep.'''
                        class Sheep:
                            def count(self):
                                'Counts.'
                            def shear(self): pass
                            def _hidden(self): pass
                        async def herd(): pass
                        def _private(): pass
                        """)
                .write("farm/__init__.py", "")
                .write("farm/bad.py", "def broken(:\n")
                .write("farm/deep.py", "x = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "\n")
                .write("farm/test_sheep.py", "def test(): pass\n");
        Files.write(bench.workspace().resolve("farm/latin.py"), new byte[] {'#', (byte) 0xe9, '\n', 0});
        Outcome outcome = run();
        assertEquals(
                List.of(
                        "low docs.type ast.py:1 The module ast.py has no docstring.",
                        "low docs.type farm/sheep.py:2 The class Sheep has no docstring.",
                        "info docs.member farm/sheep.py:5 The method Sheep.shear has no docstring.",
                        "info docs.member farm/sheep.py:7 The function herd has no docstring."),
                findings(outcome));
        assertTrue(Files.notExists(bench.workspace().resolve("ran")));
        assertTrue(outcome.summary().contains("Python could not parse 3, such as farm/bad.py"), outcome.summary());
        assertTrue(outcome.evidence().getFirst().command().startsWith("python3 -I "));
        assertEquals(List.of(), run().evidence(), "nothing had to be read again");
    }

    @Test
    void files_of_other_languages_are_said_to_be_unread_and_not_to_hold_nothing() throws Exception {
        bench.write("lib/a.rb", "def a; end\n")
                .write("b.js", "export const b = 1;\n")
                .write("c.js", "1;\n");
        String summary = run().summary();
        assertTrue(
                summary.contains("Not read: JavaScript (2 files), Ruby (1 file), since only Java and Python are"),
                summary);
    }

    @Test
    void without_python_its_files_are_said_to_be_missing() throws Exception {
        bench.shell().hide("python3");
        bench.write("README.md", README).write("a.py", "def a(): pass\n");
        assertTrue(run().summary().contains("Not looked at: 1 Python files, since python3 is not installed."));
    }

    @Test
    void an_empty_workspace_has_nothing_to_document_but_itself() throws Exception {
        Outcome outcome = run();
        assertEquals(
                "Nothing public was found that could be documented. About the README: There is no README. The task"
                        + " document_project writes one with what can be known for certain.",
                outcome.summary());
        assertEquals(100L, outcome.data().get("docs.percent"));
    }

    private static List<String> findings(Outcome outcome) {
        return outcome.findings().stream()
                .map(f -> f.severity().wire() + " " + f.rule() + " " + f.file().orElse("") + ":"
                        + f.line().orElse(0) + " " + f.message())
                .toList();
    }

    private Outcome run() throws IOException, InterruptedException {
        return new DocumentationSpecialist().perform(bench.assignment("documentation", "missing_docs"));
    }
}
