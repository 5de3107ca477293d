package dev.drover.factory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final Map<String, Integer> MANY = Map.of("coding", 100, "review", 100, "testing", 100);

    private static List<String> spawn(
            Map<String, Integer> queued,
            Map<String, Integer> live,
            Map<String, Integer> waited,
            int most,
            double busy) {
        var demand = new Demand(Map.of("coding", 9, "review", 9, "testing", 9), queued);
        return Scaling.spawn(new Scaling.Situation(demand, live, MANY, waited, most, 2, busy, true));
    }

    @Test
    void a_type_without_an_agent_gets_one_as_soon_as_work_waits_for_it() {
        assertEquals(
                List.of("coding", "review"), spawn(Map.of("review", 1, "coding", 5), Map.of(), Map.of(), 10, 0.99));
    }

    @Test
    void nothing_is_started_when_nothing_waits() {
        assertEquals(List.of(), spawn(Map.of(), Map.of(), Map.of("coding", 3), 10, 0));
        assertEquals(List.of(), spawn(Map.of("coding", 0), Map.of(), Map.of(), 10, 0));
    }

    @Test
    void a_further_agent_is_started_only_when_work_waited_at_the_last_look_too() {
        assertEquals(List.of(), spawn(Map.of("coding", 3), Map.of("coding", 1), Map.of(), 10, 0));
        assertEquals(List.of("coding"), spawn(Map.of("coding", 3), Map.of("coding", 1), Map.of("coding", 1), 10, 0));
    }

    @Test
    void a_further_agent_is_not_started_on_a_busy_machine() {
        assertEquals(List.of(), spawn(Map.of("coding", 3), Map.of("coding", 2), Map.of("coding", 3), 10, 0.95));
    }

    @Test
    void never_more_are_started_than_the_limit_of_all_types_together_allows() {
        Map<String, Integer> all = Map.of("coding", 5, "review", 5, "testing", 5);
        assertEquals(List.of("coding", "review"), spawn(all, Map.of(), all, 2, 0));
        assertEquals(List.of("testing"), spawn(all, Map.of("coding", 5, "review", 4), all, 10, 0));
        assertEquals(List.of(), spawn(all, Map.of("coding", 10), all, 10, 0));
    }

    @Test
    void never_more_are_started_than_the_definitions_of_a_type_allow() {
        var demand = new Demand(Map.of("coding", 9), Map.of("coding", 9));
        assertEquals(
                List.of(),
                Scaling.spawn(new Scaling.Situation(
                        demand, Map.of("coding", 1), Map.of("coding", 1), Map.of("coding", 9), 10, 8, 0, true)));
        assertEquals(
                List.of(),
                Scaling.spawn(new Scaling.Situation(demand, Map.of(), Map.of(), Map.of(), 10, 8, 0, true)),
                "a type that nobody defined, or that people run themselves");
    }

    @Test
    void nothing_is_started_without_memory_for_it() {
        var demand = new Demand(Map.of("coding", 1), Map.of("coding", 1));
        assertEquals(
                List.of(), Scaling.spawn(new Scaling.Situation(demand, Map.of(), MANY, Map.of(), 10, 8, 0, false)));
    }

    @Test
    void an_idle_agent_makes_room_for_a_type_that_has_work_and_no_agent() {
        assertEquals(Optional.of("coding"), makeRoom(Map.of("testing", 1), Map.of("coding", 6, "review", 4)));
        assertEquals(Optional.empty(), makeRoom(Map.of("testing", 1), Map.of("coding", 6, "review", 3)));
        assertEquals(Optional.empty(), makeRoom(Map.of("testing", 1), Map.of("testing", 10)));
        assertEquals(Optional.empty(), makeRoom(Map.of("unknown", 1), Map.of("coding", 10)));
    }

    @Test
    void no_agent_of_a_type_that_has_work_makes_room() {
        assertEquals(Optional.empty(), makeRoom(Map.of("testing", 1, "coding", 1), Map.of("coding", 10)));
    }

    private static Optional<String> makeRoom(Map<String, Integer> queued, Map<String, Integer> live) {
        var demand = new Demand(queued, queued);
        return Scaling.makeRoom(new Scaling.Situation(demand, live, MANY, Map.of(), 10, 2, 0, true));
    }
}
