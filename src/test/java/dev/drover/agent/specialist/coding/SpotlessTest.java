package dev.drover.agent.specialist.coding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Edit;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Maven itself and the plug-in that Drover is formatted with, so it is there offline. */
class SpotlessTest {
    private static final String VERSION = "3.11.0";
    private static final String A = "src/main/java/a/A.java";
    private static final String UGLY = "src/main/java/a/Ugly.java";
    private static final String NEW = "src/main/java/a/b/New.java";

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
        bench.write(A, "package a;\n\nclass A {}\n").write(UGLY, "package a; class Ugly { }\n");
    }

    @Test
    void what_was_in_its_form_and_what_is_new_is_formatted_and_nothing_else() throws Exception {
        installed();
        project(VERSION);
        Outcome outcome = apply();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("package a;\n\nclass A {\n    int x;\n}\n", bench.read(A));
        assertEquals("package a; class Ugly { int  x; }\n", bench.read(UGLY));
        assertEquals("package a.b;\n\nclass New {}\n", bench.read(NEW));
        assertTrue(outcome.summary().contains("Formatted with spotless: " + A + ", " + NEW + "."), outcome.summary());
    }

    @Test
    void a_plug_in_that_is_not_there_offline_is_a_note() throws Exception {
        assumeTrue(bench.shell().has("mvn"), "mvn is not installed");
        project("3.10.99");
        Outcome outcome = apply();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("package a; class Ugly { int  x; }\n", bench.read(UGLY));
        assertTrue(outcome.summary().contains("Not formatted with Spotless, since Maven does not"), outcome.summary());
        assertTrue(outcome.summary().contains("fetches it): " + A + ", " + UGLY + ", " + NEW + "."), outcome.summary());
    }

    @Test
    void a_plug_in_that_would_change_the_files_itself_is_not_run() throws Exception {
        bench.shell().provide("mvn", "#!/bin/sh\ntouch ran\n");
        for (String version : List.of("2.39.0", "${unknown}")) {
            project(version);
            assertEquals(ResultStatus.COMPLETED, apply().status());
            assertFalse(Files.exists(bench.workspace().resolve("ran")), version);
            open();
        }
    }

    @Test
    void of_many_files_ten_are_formatted_and_the_others_are_named() throws Exception {
        bench.shell().provide("mvn", "#!/bin/sh\necho mine\necho 'IS DIRTY' >&2\n");
        project("${spotless.version}");
        var edits = new Edit[11];
        for (int i = 0; i < edits.length; i++) {
            edits[i] = write("src/main/java/a/N" + (char) ('a' + i) + ".java", "class N {}\n");
        }
        Outcome outcome = perform(edits);
        assertEquals("mine\n", bench.read("src/main/java/a/Nj.java"));
        assertEquals("class N {}\n", bench.read("src/main/java/a/Nk.java"));
        assertTrue(
                outcome.summary()
                        .contains("Not formatted with Spotless, which is run for 10 files at most:"
                                + " src/main/java/a/Nk.java."),
                outcome.summary());
    }

    @Test
    void what_maven_writes_around_the_text_is_taken_off_and_nothing_within_it() {
        String text = "class A {} // " + "\u001b[m".repeat(100_000) + " \n";
        byte[] output = ("\u001b[0m\u001b[m" + text + "\u001b[0m").getBytes(UTF_8);
        assertEquals(text, new String(Spotless.answer(new byte[0], output, "IS DIRTY"), UTF_8));
    }

    @Test
    void a_folder_that_may_not_be_opened_and_what_was_built_do_not_stand_for_a_new_file() throws Exception {
        bench.shell().provide("mvn", "#!/bin/sh\necho \"$*\" >> args\n");
        project(VERSION);
        bench.write("m/target/gen/G.java", "class G {}\n").write("m/data/x", "");
        Path data = bench.workspace().resolve("m/data");
        Files.setPosixFilePermissions(data, Set.of());
        try {
            assertEquals(
                    ResultStatus.COMPLETED,
                    perform(write("m/src/New.java", "class New {}\n")).status());
            assertFalse(Files.exists(bench.workspace().resolve("args")));
            bench.write("m/test/T.java", "class T {}\n");
            perform(write("m/src/Newer.java", "class Newer {}\n"));
        } finally {
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        }
        assertTrue(bench.read("args").contains("m/src/New.java"), bench.read("args"));
    }

    @Test
    void a_step_that_has_npm_install_what_it_needs_stays_offline_too() throws Exception {
        installed();
        project(VERSION);
        bench.write("node", "#!/bin/sh\n")
                .write("npm", "#!/bin/sh\necho $npm_config_offline $npm_config_ignore_scripts > ran\nexit 1\n");
        for (String name : List.of("node", "npm")) {
            assertTrue(bench.workspace().resolve(name).toFile().setExecutable(true));
        }
        String prettier =
                "<prettier><npmExecutable>" + bench.workspace().resolve("npm") + "</npmExecutable></prettier>";
        bench.write("pom.xml", bench.read("pom.xml").replaceAll("<palantir.*</palantirJavaFormat>", prettier));
        assertEquals(ResultStatus.COMPLETED, apply().status());
        try (var files = Files.walk(bench.workspace())) {
            Path ran = files.filter(file -> file.endsWith("ran")).findFirst().orElseThrow();
            assertEquals("true true\n", Files.readString(ran));
        }
    }

    private void installed() {
        Path plugin = Path.of(
                System.getProperty("user.home"), ".m2/repository/com/diffplug/spotless/spotless-maven-plugin", VERSION);
        assumeTrue(bench.shell().has("mvn") && Files.isDirectory(plugin), "Maven or Spotless is not installed");
    }

    private void project(String version) throws IOException {
        bench.write("pom.xml", """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>till</artifactId>
                  <version>1</version>
                  <properties><spotless.version>3.11.0</spotless.version></properties>
                  <build><plugins><plugin>
                    <groupId>com.diffplug.spotless</groupId>
                    <artifactId>spotless-maven-plugin</artifactId>
                    <version>%s</version>
                    <configuration>
                      <java><palantirJavaFormat><version>2.80.0</version></palantirJavaFormat></java>
                    </configuration>
                  </plugin></plugins></build>
                </project>
                """.formatted(version));
    }

    private Outcome apply() throws Exception {
        return perform(
                new Edit.Replace(A, "{}", "{ int  x; }", Optional.empty()),
                new Edit.Replace(UGLY, "{ }", "{ int  x; }", Optional.empty()),
                write(NEW, "package a.b; class New { }\n"));
    }

    private Outcome perform(Edit... edits) throws Exception {
        return new CodingSpecialist()
                .perform(bench.assignment(
                        "coding", "apply_edits", Map.of(), List.of(), List.of(), List.of(edits), List.of()));
    }

    private static Edit write(String path, String content) {
        return new Edit.Write(path, content, Optional.empty(), Optional.empty());
    }
}
