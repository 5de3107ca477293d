package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.support.CommandKilled;
import dev.drover.agent.specialist.support.Git;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledGitTest {
    @TempDir
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private Git git;

    @BeforeEach
    void open() throws Exception {
        var bench = new Bench(temp);
        bench.repository().write("a.txt", "a\n").commitAll();
        bench.git("config", "alias.killed", "!exit 137");
        git = new Git(bench.assignment("git", "commit_changes"));
    }

    @Test
    void what_a_git_that_was_killed_did_not_say_is_no_verdict() {
        CommandKilled killed = assertThrows(CommandKilled.class, () -> git.run("killed"));
        assertTrue(String.valueOf(killed.getMessage()).contains("by signal 9 "), killed::toString);
    }

    @Test
    void a_git_that_died_of_itself_has_said_why() throws Exception {
        assertEquals(128, git.run("rev-parse", "--verify", "nothing").exitCode());
    }
}
