package dev.drover.cli.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartPatienceTest {
    @Test
    void a_daemon_is_given_a_minute_and_more_when_its_journal_is_long() {
        assertEquals(Duration.ofSeconds(60), new StartPatience(0).limit());
        assertEquals(Duration.ofSeconds(560), new StartPatience(1_000_000_000).limit());
    }

    @Test
    void what_it_may_be_doing_is_said() {
        assertTrue(new StartPatience(346_315_104).note().contains("346 MB"));
    }
}
