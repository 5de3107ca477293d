package dev.drover.factory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.process.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoppedAgentsTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Agent a = agent("a");
    private final Agent b = agent("b");
    private final Set<Agent> stopped = new HashSet<>();
    private final StoppedAgents agents = new StoppedAgents(stopped::contains);

    private static Agent agent(String id) {
        return new Agent(id, "coding", ProcessId.self(), Instant.EPOCH, true);
    }

    private List<Agent> look(long second) {
        return agents.look(List.of(a, b), Duration.ofSeconds(second).toNanos(), LEASE);
    }

    @Test
    void one_that_is_stopped_for_longer_than_a_lease_is_found_and_one_that_works_is_not() {
        stopped.add(a);
        assertEquals(List.of(), look(0));
        assertEquals(List.of(), look(30));
        assertEquals(List.of(a), look(31));
    }

    @Test
    void one_that_was_continued_in_between_is_counted_anew() {
        stopped.add(a);
        look(0);
        stopped.clear();
        look(20);
        stopped.add(a);
        assertEquals(List.of(), look(40));
        assertEquals(List.of(), look(69));
        assertEquals(List.of(a), look(71));
    }
}
