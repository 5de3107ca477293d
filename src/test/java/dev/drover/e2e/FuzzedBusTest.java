package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Folders;
import dev.drover.fuzz.Mutator;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A daemon whose folders are filled with changed requests, controls and results, and some good requests among them. */
@Execution(ExecutionMode.CONCURRENT)
final class FuzzedBusTest {
    private static final int BAD = 600;
    private static final int GOOD = 20;
    private static final long SEED = 20_261_101;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void good_requests_end_among_hundreds_of_changed_messages_and_nothing_is_left_lying() throws Exception {
        byte[] request = Requests.run("f", "true").getBytes(StandardCharsets.UTF_8);
        byte[] control = "{\"control\": \"*cancel:nobody\"}".getBytes(StandardCharsets.UTF_8);
        try (TestHome home = TestHome.in(folder).start()) {
            home.drop("first.json", Requests.run("first", "true"));
            home.ends("first", "completed");
            Path result = home.root()
                    .resolve(home.result("first")
                            .path("tasks")
                            .get(0)
                            .path("result")
                            .asString());
            byte[] answer = Files.readAllBytes(result);
            Priority[] lanes = Priority.values();
            for (int i = 0; i < BAD; i++) {
                var mutator = new Mutator(SEED + i);
                put(home.home().lane(lanes[i % lanes.length]), "bad" + i + ".json", mutator.mutate(request));
                put(home.home().control(), "bad" + i + ".json", mutator.mutate(control));
                put(home.home().results(), "first-" + i + ".1.json", mutator.mutate(answer));
                if (i % (BAD / GOOD) == 0) {
                    home.drop("good" + i + ".json", Requests.run("good" + i, "true"));
                }
            }
            // A changed control may be a pause, which is then to be obeyed.
            home.control("*resume");
            for (int i = 0; i < BAD; i += BAD / GOOD) {
                home.ends("good" + i, "completed");
            }
            TestHome.until("all is taken away", Duration.ofMinutes(2), () -> left(home) == 0);
            assertTrue(home.verifyJournal().lines() > BAD);
            assertEquals(0, home.journal("trouble").size(), () -> "seed " + SEED);
        }
    }

    private static void put(Path folder, String name, byte[] bytes) throws IOException {
        // Every fourth is written as an editor or a shell does, the others as the protocol says.
        if (new Random(name.hashCode()).nextInt(4) == 0) {
            Files.write(folder.resolve(name), bytes);
        } else {
            TestHome.put(folder, name, bytes);
        }
    }

    private static long left(TestHome home) throws IOException {
        List<Path> folders = new ArrayList<>(
                List.of(home.home().inbox(), home.home().control(), home.home().results()));
        for (Priority lane : Priority.values()) {
            folders.add(home.home().lane(lane));
        }
        long left = 0;
        for (Path folder : folders) {
            left += Folders.list(folder).stream().filter(Folders::isMessage).count();
        }
        return left;
    }
}
