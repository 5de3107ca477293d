package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings about files as wholes, and about what is not there. */
class TreeTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void rights_that_a_file_should_not_have_are_found() throws Exception {
        bench.write("a.py", "x = 1\n").write("b.json", "{}\n").write("run", "#!/bin/sh\n");
        rights("a.py", "rw-rw-rw-");
        rights("b.json", "rwxr-xr-x");
        rights("run", "rwxr-xr-x");
        assertEquals(List.of("a.py tree.world-writable", "b.json tree.executable-data"), review());
    }

    @Test
    void a_tree_that_is_made_so_is_one_finding() throws Exception {
        for (int i = 0; i < 30; i++) {
            bench.write(i + ".md", "x\n");
            rights(i + ".md", "rwxrwxrwx");
        }
        assertEquals(List.of(" tree.executable-data", " tree.world-writable"), review());
    }

    @Test
    void a_large_binary_is_found() throws Exception {
        Files.write(bench.workspace().resolve("tool.jar"), new byte[(1 << 20) + 1]);
        Files.write(bench.workspace().resolve("small.jar"), new byte[1 << 10]);
        assertEquals(List.of("tool.jar tree.large-binary"), review());
    }

    @Test
    void a_project_without_lock_file_and_licence_is_told_so() throws Exception {
        bench.write("package.json", "{\"name\": \"shop\"}\n");
        assertEquals(List.of("package.json tree.no-lock-file", "package.json tree.no-licence"), review());
        bench.write("package-lock.json", "{}\n").write("LICENSE.txt", "MIT\n");
        assertEquals(List.of(), review());
        bench.write("package.json", "{\"private\": true}\n");
        Files.delete(bench.workspace().resolve("LICENSE.txt"));
        assertEquals(List.of(), review());
    }

    @Test
    void a_change_is_judged_by_its_new_files_only() throws Exception {
        bench.repository().write("old.json", "{}\n");
        rights("old.json", "rwxr-xr-x");
        bench.commitAll().write("new.json", "{}\n");
        rights("new.json", "rwxr-xr-x");
        Outcome outcome = new ReviewSpecialist().perform(bench.assignment("review", "review_changes"));
        assertEquals(1, outcome.findings().size());
        assertTrue(outcome.findings().getFirst().file().orElse("").equals("new.json"));
    }

    private void rights(String file, String rights) throws IOException {
        Files.setPosixFilePermissions(bench.workspace().resolve(file), PosixFilePermissions.fromString(rights));
    }

    private List<String> review() throws IOException, InterruptedException {
        return new ReviewSpecialist()
                        .perform(bench.assignment(
                                "review", "review_code", Map.of("engines", "none"), List.of(), List.of()))
                        .findings()
                        .stream()
                        .map(f -> f.file().orElse("") + " " + f.rule())
                        .toList();
    }
}
