package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the target is full. Mounting one takes root; without that this is skipped, and says so. */
class FullTargetTest {
    @TempDir
    Path temp;

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void what_finds_no_room_is_removed_again_and_what_is_live_stays() throws Exception {
        Yard yard = new Yard(temp).staging();
        String folder = Files.createDirectories(yard.folder("staging")).toString();
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "drover-test", folder) == 0, "no disk can be mounted");
        try {
            completed(yard.does("deploy"));
            Files.write(yard.bench().workspace().resolve("page.txt"), new byte[3 << 20]);
            String summary = failed(yard.does("deploy"), "deploy_failed");
            assertTrue(summary.contains("Nothing was switched"), summary);
            assertEquals(1, yard.releases("staging").size(), "no half of it takes room");
            assertEquals(Optional.of("one"), yard.seen("staging"));
            completed(yard.page("two").does("deploy"));
        } finally {
            run("umount", folder);
        }
    }
}
