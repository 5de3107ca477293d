package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.Folders;
import dev.drover.fuzz.Mutator;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents write into their logs, changed: it is chained whatever it is, and no line of a good neighbour is lost. */
class CollectorFuzzTest {
    private static final int EACH = 10_000;
    private static final int AT_ONCE = 100;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T10:00:00Z"));
    private static final String GOOD =
            "{\"at\":\"2026-11-01T10:00:00Z\",\"event\":\"claimed\",\"packet_id\":\"t-1\"}\n";

    @TempDir
    private Path root = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void a_folder() throws IOException {
        folder = Files.createDirectories(root.resolve("testing"));
    }

    @Test
    void changed_logs_are_chained_and_the_good_ones_beside_them_too() throws IOException {
        byte[] original = GOOD.repeat(3).getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first < EACH; first += AT_ONCE) {
            for (int seed = first; seed < first + AT_ONCE; seed++) {
                Files.write(folder.resolve("bad" + seed + ".jsonl"), new Mutator(seed).mutate(original));
            }
            Files.writeString(folder.resolve("good" + first + ".jsonl"), GOOD);
            collect("from seed " + first);
        }
        List<String> good = new ArrayList<>();
        ChainReader.read(LogCollector.chainOf(folder), line -> {
            if (Json.tree(line.text()).path("source").asString("").startsWith("good")) {
                good.add(Json.tree(line.text()).path("entry").toString());
            }
        });
        assertEquals(EACH / AT_ONCE, good.size());
        assertEquals(List.of(GOOD.strip()), good.stream().distinct().toList());
    }

    private void collect(String which) throws IOException {
        try (var collector = LogCollector.open(folder, Map.of(), CLOCK)) {
            collector.collect(name -> true);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(which, e);
        }
        assertEquals(List.of(), Folders.list(folder), which);
    }
}
