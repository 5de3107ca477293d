package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone in this process: what others keep meanwhile would be counted as well. */
@Isolated
class BacklogMemoryTest {
    @TempDir
    Path root;

    @Test
    void a_hundred_thousand_that_wait_cost_their_names_and_little_else() throws IOException {
        Home home = PacketFiles.home(root);
        var backlog = new Backlog(home);
        Path lane = home.lane(Priority.NORMAL);
        for (int i = 0; i < 100_000; i++) {
            Files.createFile(lane.resolve("request-" + i + ".json"));
        }
        long before = used();
        backlog.rescan();
        assertEquals(100_000, backlog.size());
        long bytes = used() - before;
        assertEquals(100_000, taken(backlog));
        assertTrue(bytes < 80L << 20, "the index takes " + (bytes >> 20) + " MB");
    }

    private static int taken(Backlog backlog) {
        int taken = 0;
        while (backlog.next(lane -> true).isPresent()) {
            taken++;
        }
        return taken;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
