package dev.drover.factory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashLoopTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private final CrashLoop loop = new CrashLoop();

    @Test
    void the_first_death_costs_nothing_and_each_further_one_doubles_the_wait_up_to_a_minute() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            waits.add(loop.died("coding", SHORT, 0).toSeconds());
        }
        assertEquals(List.of(0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L, 60L), waits);
    }

    @Test
    void a_type_is_allowed_again_when_its_wait_is_over_whatever_the_clock_shows() {
        long now = Long.MAX_VALUE - Duration.ofMillis(500).toNanos();
        loop.died("coding", SHORT, now);
        assertTrue(loop.allows("coding", now));
        loop.died("coding", SHORT, now);
        assertFalse(loop.allows("coding", now + Duration.ofMillis(999).toNanos()));
        assertTrue(loop.allows("coding", now + Duration.ofSeconds(1).toNanos()));
        assertTrue(loop.allows("review", now));
    }

    @Test
    void an_agent_that_lived_long_enough_ends_the_row() {
        for (int i = 0; i < 5; i++) {
            loop.died("coding", SHORT, 0);
        }
        assertEquals(Duration.ZERO, loop.died("coding", Duration.ofSeconds(30), 0));
        assertTrue(loop.allows("coding", 0));
    }
}
