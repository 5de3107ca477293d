package dev.drover.factory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final Map<String, Integer> MANY = Map.of("coding", 100, "review", 100, "testing", 100);

    private static final Demand NINE_OUT = new Demand(Map.of("coding", 9, "review", 9, "testing", 9), Map.of());

    private static Demand queued(String... types) {
        Map<String, Set<String>> queued = new HashMap<>();
        for (String type : types) {
            queued.put(type, Set.of(type + "-1"));
        }
        return new Demand(NINE_OUT.out(), queued);
    }

    private static Scaling.Situation situation(Demand demand, Map<String, Integer> live) {
        return new Scaling.Situation(demand, live, MANY, Set.of(), Set.of(), 10, 2, 0, true);
    }

    /** Packets that have waited for so long as is of interest. */
    private static List<String> spawn(Demand demand, Map<String, Integer> live, int most, double busy) {
        Set<String> types = demand.queued().keySet();
        return Scaling.spawn(new Scaling.Situation(demand, live, MANY, types, types, most, 2, busy, true));
    }

    @Test
    void a_type_without_an_agent_gets_one_as_soon_as_work_waits_for_it() {
        assertEquals(
                List.of("coding", "review"),
                Scaling.spawn(new Scaling.Situation(
                        queued("review", "coding"), Map.of(), MANY, Set.of(), Set.of(), 10, 2, 0.99, true)));
    }

    @Test
    void nothing_is_started_when_nothing_waits() {
        assertEquals(List.of(), spawn(NINE_OUT, Map.of(), 10, 0));
    }

    @Test
    void a_further_agent_is_started_only_when_work_waited_at_the_last_look_too() {
        Map<String, Integer> live = Map.of("coding", 1);
        assertEquals(List.of(), Scaling.spawn(situation(queued("coding"), live)));
        assertEquals(
                List.of("coding"),
                Scaling.spawn(new Scaling.Situation(
                        queued("coding"), live, MANY, Set.of("coding"), Set.of(), 10, 2, 0.99, true)));
    }

    @Test
    void more_agents_than_processors_are_started_only_for_work_that_waits_for_longer_than_their_start() {
        Map<String, Integer> live = Map.of("coding", 2);
        Set<String> coding = Set.of("coding");
        assertEquals(
                List.of(),
                Scaling.spawn(new Scaling.Situation(queued("coding"), live, MANY, coding, Set.of(), 10, 2, 0, true)));
        assertEquals(
                coding,
                Set.copyOf(Scaling.spawn(
                        new Scaling.Situation(queued("coding"), live, MANY, coding, coding, 10, 2, 0, true))));
    }

    @Test
    void a_further_agent_is_not_started_on_a_busy_machine() {
        assertEquals(List.of(), spawn(queued("coding"), Map.of("coding", 2), 10, 0.95));
    }

    @Test
    void never_more_are_started_than_the_limit_of_all_types_together_allows() {
        Demand all = queued("coding", "review", "testing");
        assertEquals(List.of("coding", "review"), spawn(all, Map.of(), 2, 0));
        assertEquals(List.of("testing"), spawn(all, Map.of("coding", 5, "review", 4), 10, 0));
        assertEquals(List.of(), spawn(all, Map.of("coding", 10), 10, 0));
    }

    @Test
    void never_more_are_started_than_the_definitions_of_a_type_allow() {
        Map<String, Integer> one = Map.of("coding", 1);
        Set<String> coding = Set.of("coding");
        assertEquals(
                List.of(),
                Scaling.spawn(new Scaling.Situation(queued("coding"), one, one, coding, coding, 10, 8, 0, true)));
        assertEquals(
                List.of(),
                Scaling.spawn(
                        new Scaling.Situation(queued("coding"), Map.of(), Map.of(), coding, coding, 10, 8, 0, true)),
                "a type that nobody defined, or that people run themselves");
    }

    @Test
    void nothing_is_started_without_memory_for_it() {
        assertEquals(
                List.of(),
                Scaling.spawn(
                        new Scaling.Situation(queued("coding"), Map.of(), MANY, Set.of(), Set.of(), 10, 8, 0, false)));
    }

    @Test
    void an_idle_agent_makes_room_for_a_type_that_has_work_and_no_agent() {
        assertEquals(Optional.of("coding"), makeRoom(Set.of("testing"), Map.of("coding", 6, "review", 4)));
        assertEquals(Optional.empty(), makeRoom(Set.of("testing"), Map.of("coding", 6, "review", 3)));
        assertEquals(Optional.empty(), makeRoom(Set.of("testing"), Map.of("testing", 10)));
        assertEquals(Optional.empty(), makeRoom(Set.of("unknown"), Map.of("coding", 10)));
    }

    @Test
    void no_agent_of_a_type_that_has_work_makes_room() {
        assertEquals(Optional.empty(), makeRoom(Set.of("testing", "coding"), Map.of("coding", 10)));
    }

    private static Optional<String> makeRoom(Set<String> types, Map<String, Integer> live) {
        Map<String, Integer> out = new HashMap<>();
        types.forEach(type -> out.put(type, 1));
        Demand demand = new Demand(out, queued(types.toArray(String[]::new)).queued());
        return Scaling.makeRoom(situation(demand, live));
    }
}
