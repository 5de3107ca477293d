package dev.drover.cli.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFilesTest {
    @TempDir
    private Path folder;

    @Test
    void what_git_warns_of_is_no_part_of_a_name() throws Exception {
        Tool.Answer made = Tool.run(folder, Map.of(), Duration.ofSeconds(30), List.of("git", "init", "-q"));
        assertTrue(made.ok(), made::output);
        Files.createSymbolicLink(folder.resolve(".gitignore"), Path.of("elsewhere"));
        // Git lists it first, right behind its warning.
        Files.writeString(folder.resolve("+first.md"), "# Shop\n");
        assertEquals(List.of("+first.md"), WorkspaceFiles.list(folder).files());
    }
}
