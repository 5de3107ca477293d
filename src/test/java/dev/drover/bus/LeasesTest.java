package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final Path CLAIM = Path.of("claimed/a1/p.1.json");
    private static final FileTime BEAT = FileTime.fromMillis(1000);

    private final Leases leases = new Leases(Duration.ofSeconds(30), Duration.ofSeconds(1));
    private long seconds = -5;

    private List<Path> look(long later, FileTime heartbeat) {
        seconds += later;
        return leases.look(Duration.ofSeconds(seconds).toNanos(), Map.of(CLAIM, heartbeat));
    }

    private List<Path> lookOften(int times, FileTime heartbeat) {
        List<Path> over = List.of();
        for (int i = 0; i < times; i++) {
            over = look(1, heartbeat);
        }
        return over;
    }

    @Nested
    class Rule_09_leases {
        @Test
        void a_lease_is_over_after_its_time_without_a_change() {
            look(0, BEAT);
            assertEquals(List.of(), lookOften(29, BEAT));
            assertEquals(List.of(CLAIM), look(1, BEAT));
        }

        @Test
        void the_time_is_counted_from_the_first_look_and_not_from_the_files_time() {
            assertEquals(List.of(), look(0, FileTime.fromMillis(0)));
            assertEquals(List.of(), lookOften(29, FileTime.fromMillis(0)));
        }

        @Test
        void every_change_of_the_time_is_a_heartbeat_also_one_into_the_past() {
            look(0, BEAT);
            lookOften(29, BEAT);
            assertEquals(List.of(), look(1, FileTime.fromMillis(0)));
            assertEquals(List.of(), lookOften(29, FileTime.fromMillis(0)));
            assertEquals(List.of(CLAIM), look(1, FileTime.fromMillis(0)));
        }

        @Test
        void a_stall_of_the_watcher_takes_nothing_from_an_agent() {
            look(0, BEAT);
            lookOften(5, BEAT);
            assertEquals(List.of(), look(3600, BEAT));
            assertEquals(List.of(), lookOften(24, BEAT));
        }

        @Test
        void after_a_stall_the_time_is_counted_anew() {
            look(0, BEAT);
            lookOften(29, BEAT);
            assertEquals(List.of(), look(3600, BEAT));
            assertEquals(List.of(), lookOften(29, BEAT));
            assertEquals(List.of(CLAIM), look(1, BEAT));
        }

        @Test
        void a_claim_that_is_gone_is_forgotten_and_another_of_its_name_begins_anew() {
            look(0, BEAT);
            lookOften(29, BEAT);
            seconds++;
            leases.look(Duration.ofSeconds(seconds).toNanos(), Map.of());
            assertEquals(List.of(), lookOften(30, BEAT));
        }

        @Test
        void one_agents_silence_is_not_anothers() {
            Path other = Path.of("claimed/a2/q.1.json");
            for (int i = 0; i <= 30; i++) {
                List<Path> over = leases.look(
                        Duration.ofSeconds(i).toNanos(), Map.of(CLAIM, BEAT, other, FileTime.fromMillis(i)));
                assertEquals(i < 30 ? List.of() : List.of(CLAIM), over);
            }
        }
    }
}
