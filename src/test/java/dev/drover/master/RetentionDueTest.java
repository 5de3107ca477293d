package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.Home;
import dev.drover.council.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionDueTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Retention.Ended ended(String id, int daysAgo, int kib) throws IOException {
        Path run = Files.createDirectories(new Home(folder).run(id).resolve("tasks/t"));
        Files.write(run.resolve("x"), new byte[kib * 1024]);
        Files.createSymbolicLink(run.resolve("link"), Path.of("/"));
        return new Retention.Ended(id, NOW.minus(Duration.ofDays(daysAgo)));
    }

    private List<String> due(int days, long mb, Retention.Ended... ended) throws IOException {
        return Retention.due(new Home(folder), new Settings.Retention(days, mb), List.of(ended), NOW).stream()
                .map(Retention.Due::requestId)
                .toList();
    }

    @Test
    void without_a_retention_everything_is_kept_for_ever() throws IOException {
        assertEquals(List.of(), due(0, 0, ended("a", 4000, 3000)));
    }

    @Test
    void what_ended_longer_ago_than_the_days_is_due_and_what_ended_just_then_is_not() throws IOException {
        assertEquals(List.of("a"), due(7, 0, ended("a", 8, 1), ended("b", 7, 1), ended("c", 0, 1)));
    }

    @Test
    void a_time_in_the_future_is_not_long_ago() throws IOException {
        assertEquals(List.of(), due(7, 0, ended("a", -100, 1)));
    }

    @Test
    void of_what_is_too_much_the_oldest_goes_until_the_rest_fits() throws IOException {
        assertEquals(
                List.of("a", "b"),
                due(0, 1, ended("a", 9, 600), ended("b", 8, 600), ended("c", 7, 600), ended("d", 6, 300)));
    }

    @Test
    void what_is_too_old_makes_room_first() throws IOException {
        assertEquals(List.of("a"), due(7, 1, ended("a", 9, 600), ended("b", 6, 600), ended("c", 5, 300)));
    }

    @Test
    void the_master_is_given_a_portion_at_a_time() throws IOException {
        List<Retention.Due> due = java.util.stream.IntStream.range(0, 401)
                .mapToObj(i -> new Retention.Due("r" + i, NOW, 0, "old"))
                .toList();
        assertEquals(
                List.of(200, 200, 1),
                Retention.portions(due).stream().map(java.util.Map::size).toList());
    }
}
