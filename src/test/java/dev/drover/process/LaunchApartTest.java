package dev.drover.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class LaunchApartTest {
    @TempDir
    Path folder;

    @RepeatedTest(20)
    void the_process_is_told_by_its_number_is_no_child_leads_its_session_and_appends_its_output() throws Exception {
        Path output = Files.writeString(folder.resolve("a file's out"), "before\n");
        ProcessId id = Launch.apart(
                List.of("sh", "-c", "echo \"$$ $X $1\"; echo more >&2; exec sleep 60", "sh", "two words"),
                Map.of("PATH", System.getenv("PATH"), "X", "given"),
                folder,
                output);
        try {
            assertTrue(id.isAlive());
            assertFalse(ProcessHandle.current().children().anyMatch(child -> child.pid() == id.pid()));
            assertEquals(id.pid(), ProcStat.read(id.pid()).orElseThrow().session());
            await().until(() -> Files.readString(output).equals("before\n" + id.pid() + " given two words\nmore\n"));
        } finally {
            assertTrue(ProcessTree.end(id, Duration.ZERO));
        }
    }
}
