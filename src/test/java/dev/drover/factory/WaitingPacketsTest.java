package dev.drover.factory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitingPacketsTest {
    private final WaitingPackets waiting = new WaitingPackets();

    private static Demand queued(String... ids) {
        return new Demand(Map.of("coding", ids.length), Map.of("coding", Set.of(ids)));
    }

    @Test
    void a_packet_waits_from_the_first_look_that_found_it() {
        assertEquals(Set.of(), waiting.types(queued("a"), 100, 1));
        waiting.look(queued("a"), 100);
        assertEquals(Set.of("coding"), waiting.types(queued("a", "b"), 300, 200));
        waiting.look(queued("a", "b"), 300);
        assertEquals(Set.of("coding"), waiting.types(queued("a", "b"), 350, 250));
    }

    @Test
    void a_queue_of_which_each_packet_is_soon_taken_does_not_wait_however_long_it_is() {
        waiting.look(queued("a", "b"), 100);
        assertEquals(Set.of(), waiting.types(queued("c", "d", "e"), 200, 1));
    }

    @Test
    void a_packet_that_comes_back_waits_anew() {
        waiting.look(queued("a"), 100);
        waiting.look(Demand.NONE, 200);
        waiting.look(queued("a"), 300);
        assertEquals(Set.of(), waiting.types(queued("a"), 400, 200));
    }
}
