package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that cannot be removed, and a link that is there with no word of it in the log. */
class BusyReleaseTest {
    @TempDir
    Path temp;

    private Yard yard;

    @BeforeEach
    void project() throws Exception {
        yard = new Yard(temp).staging();
        yard.file(yard.bench().read(".drover/deploy.yaml").replace("[page.txt]", "[page.txt, data]") + "    keep: 2\n");
        Files.createDirectories(yard.bench().workspace().resolve("data/empty"));
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void a_release_that_cannot_be_removed_is_named_and_stops_no_later_deployment() throws Exception {
        completed(yard.does("deploy"));
        String first = yard.release("staging");
        completed(yard.page("another").does("deploy"));
        Path releases = yard.folder("staging").resolve("releases");
        String busy = releases.resolve(first + "/data/empty").toString();
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m,mode=755", "drover-test", busy) == 0, "nothing mounted");
        try {
            String said = completed(yard.page("two").does("deploy")).summary();
            assertFalse(said.contains("Removed"), said);
            assertTrue(said.contains("1 release beyond the last 2 that passed could not be removed"), said);
            assertTrue(said.contains(first), said);
            said = completed(yard.page("three").does("deploy")).summary();
            assertTrue(said.contains("Removed 1 release beyond the last 2 that passed."), said);
        } finally {
            run("umount", releases.resolve(".partial-" + first + "/data/empty").toString());
            run("umount", busy);
        }
        completed(yard.page("four").does("deploy"));
        assertEquals(2, yard.releases("staging").size(), "and it is removed when it can be");
    }

    @Test
    void nor_when_the_agent_is_told_to_stop_during_its_smoke_test() throws Exception {
        String release = deployedWithLostLog();
        yard.bench().shell().interruptNext("grep -q broken");
        assertThrows(InterruptedException.class, () -> yard.does("deploy"));
        assertEquals(release, yard.release("staging"));
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    /** The log was lost, and the agent that looked at the release again was killed. */
    private String deployedWithLostLog() throws Exception {
        completed(yard.does("deploy"));
        String release = yard.release("staging");
        Path log = yard.folder("staging").resolve("deployments.jsonl");
        String begun = Files.readString(log).lines().findFirst().orElseThrow();
        Files.writeString(log, begun.replace("\"release\"", "\"previous\":\"" + release + "\",\"release\"") + "\n");
        return release;
    }

    @Test
    void a_link_that_led_to_the_release_before_is_not_taken_away_when_it_fails() throws Exception {
        deployedWithLostLog();
        yard.file(yard.bench().read(".drover/deploy.yaml").replace("grep -q broken", "grep -q one"));
        String said = failed(yard.does("deploy"), "rollback_failed");
        assertTrue(said.contains("It was current before already"), said);
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }
}
