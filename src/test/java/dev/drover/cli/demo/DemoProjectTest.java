package dev.drover.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.cli.home.Tool;
import dev.drover.message.DroverException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoProjectTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void is_a_repository_with_a_history_and_faults_and_without_documentation(ProjectKind kind) throws Exception {
        DemoProject project = DemoProject.make(folder.resolve("p"), kind);
        assertEquals("3", project.git("rev-list", "--count", "main"));
        assertEquals("", project.git("status", "--porcelain"));
        assertEquals("Demo Author <demo@example.invalid>", project.git("log", "-1", "--format=%an <%ae>"));
        assertEquals("Demo Author", project.git("config", "--local", "user.name"));
        List<String> files = project.git("ls-files").lines().toList();
        assertTrue(files.containsAll(List.of(".gitignore", kind.testFile(), kind.secretFile())), files::toString);
        assertFalse(files.stream().anyMatch(f -> f.endsWith(".md")), files::toString);
        assertTrue(Files.readAllLines(project.root().resolve(kind.secretFile()))
                .get(project.secretLine() - 1)
                .contains(DemoProject.SECRET));
    }

    @Test
    void the_python_project_has_one_failing_test_among_those_that_pass() throws Exception {
        DemoProject project = DemoProject.make(folder.resolve("p"), ProjectKind.PYTHON);
        Tool.Answer answer = Tool.run(
                project.root(),
                Map.of(),
                Duration.ofSeconds(60),
                List.of("python3", "-m", "unittest", "discover", "-v"));
        assertTrue(answer.output().contains("Ran 4 tests"), answer::output);
        assertTrue(answer.output().contains("FAILED (failures=1)"), answer::output);
        assertTrue(answer.output().contains("FAIL: " + ProjectKind.PYTHON.failingTest()), answer::output);
    }

    @Test
    void the_maven_project_has_one_failing_test_among_those_that_pass() throws Exception {
        DemoProject project = DemoProject.make(folder.resolve("p"), ProjectKind.MAVEN);
        Tool.Answer answer =
                Tool.run(project.root(), Map.of(), Duration.ofMinutes(5), List.of("mvn", "-B", "-q", "test"));
        assertTrue(answer.output().contains("Tests run: 3, Failures: 1, Errors: 0"), answer::output);
        assertTrue(answer.output().contains(ProjectKind.MAVEN.failingTest()), answer::output);
    }

    @Test
    void the_planted_secret_stands_nowhere_in_the_sources_in_one_piece() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(source), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(DemoProject.SECRET), source::toString);
            }
        }
    }

    @Test
    void a_folder_that_holds_anything_is_refused_and_one_of_its_own_is_removed_with_its_links_only() throws Exception {
        Path kept = Files.writeString(folder.resolve("kept.txt"), "kept");
        DroverException refused = assertThrows(DroverException.class, () -> DemoFolder.of(Optional.of(folder)));
        assertTrue(String.valueOf(refused.getMessage()).contains("is not empty"), refused::getMessage);
        DemoFolder demo = DemoFolder.of(Optional.of(folder.resolve("new")));
        Files.createDirectories(demo.path().resolve("a/b"));
        Files.createSymbolicLink(demo.path().resolve("a/link"), folder);
        demo.remove();
        assertFalse(Files.exists(demo.path()));
        assertTrue(Files.exists(kept));
    }
}
