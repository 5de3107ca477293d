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

class ToolTest {
    @TempDir
    private Path temp;

    @Test
    void a_program_that_leaves_another_one_behind_has_answered_with_its_own_end() throws Exception {
        Path pid = temp.resolve("pid");
        try {
            Tool.Answer answer = Tool.run(
                    temp,
                    Map.of(),
                    Duration.ofMinutes(1),
                    List.of("sh", "-c", "sleep 300 & echo $! > " + pid + "; echo version 1"));
            assertEquals(new Tool.Answer(0, "version 1\n"), answer);
            assertTrue(isAlive(pid), "it is not waited for");
        } finally {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static boolean isAlive(Path pid) throws Exception {
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }
}
