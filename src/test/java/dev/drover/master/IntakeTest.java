package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Backlog;
import dev.drover.bus.Folders;
import dev.drover.bus.IntakeFile;
import dev.drover.message.Priority;
import dev.drover.planning.CapabilityTable;
import dev.drover.planning.PatternPlanner;
import dev.drover.planning.Planning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rule 3: a file that has left the inbox is decided upon, whatever goes wrong then")
class IntakeTest {
    @TempDir
    private Path root;

    @Test
    void a_file_that_was_taken_and_could_not_be_made_durable_there_is_gone_on_with() throws IOException {
        var bench = new MasterBench(root);
        try (Master master = MasterBench.open(bench.home);
                var settling = new Settling(Duration.ofSeconds(2), () -> 0)) {
            var planning = new Planning(
                    new PatternPlanner(bench.home.patterns()), List.of(), () -> new CapabilityTable(Map.of()));
            var intake = new Intake(
                    bench.home,
                    new IntakeFolder(bench.home),
                    settling,
                    new RequestCheck(() -> planning, 100_000, 100),
                    master,
                    MasterBench.CLOCK,
                    new SplittableRandom(1));
            Path file = Files.writeString(bench.home.inbox().resolve("r.json"), "{\"user_request\":\"x\"}");
            // Its lane cannot be synced any more once the file has left it.
            Files.delete(bench.home.lane(Priority.LOW));
            var waiting = new Backlog.Waiting(Priority.LOW, file, FileTime.fromMillis(0));
            var decided = new AtomicInteger();
            assertThrows(IOException.class, () -> intake.take(waiting, () -> {}, decided::incrementAndGet));
            assertFalse(Files.exists(file));
            List<Path> stranded = intake.stranded();
            assertEquals(Folders.list(bench.home.intake()), stranded);
            assertEquals(List.of(), intake.stranded());
            intake.resume(
                    stranded.getFirst(), IntakeFile.of(stranded.getFirst()).orElseThrow(), decided::incrementAndGet);
            assertTrue(Files.exists(stranded.getFirst()));
        }
    }
}
