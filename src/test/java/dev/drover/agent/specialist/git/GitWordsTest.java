package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.message.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitWordsTest {
    @TempDir
    private Path temp;

    private Failure failure(String script) throws Exception {
        Ran ran = new Bench(temp).shell().run(List.of("sh", "-c", script), temp, Map.of());
        return Repository.refused("make a work tree", ran).outcome().error().orElseThrow();
    }

    @Test
    void a_git_that_was_killed_is_tried_again_and_one_that_died_of_itself_is_not() throws Exception {
        Failure killed = failure("kill -KILL $$");
        assertEquals("git_killed", killed.code());
        assertTrue(killed.retryable() && killed.message().contains("signal 9"), killed::toString);
        Failure died = failure("echo fatal: bad object; exit 128");
        assertEquals("git_failed", died.code());
        assertFalse(died.retryable());
    }
}
