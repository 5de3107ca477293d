package dev.drover.factory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How many agents of which type should be there: a pure decision. */
final class Scaling {
    /** Above this share of busy processors another agent would only take turns with those that are there. */
    private static final double BUSY = 0.85;

    private Scaling() {}

    /**
     * What the decision is made on.
     *
     * @param live living agents by type
     * @param mostOfType the most that the definitions allow, by type
     * @param waited types of which a packet waits that waited at the last look too
     * @param starved types of which a packet has waited for longer than an agent takes to start
     * @param mostAgents the most agents of all types together
     */
    record Situation(
            Demand demand,
            Map<String, Integer> live,
            Map<String, Integer> mostOfType,
            Set<String> waited,
            Set<String> starved,
            int mostAgents,
            int processors,
            double busyShare,
            boolean memoryLeft) {}

    /** The types to start one agent of now. A type without any agent comes first, and does not wait for a second look. */
    static List<String> spawn(Situation s) {
        List<String> spawn = new ArrayList<>();
        int total = s.live().values().stream().mapToInt(Integer::intValue).sum();
        for (String type : new TreeSet<>(s.demand().queued().keySet())) {
            if (s.live().getOrDefault(type, 0) == 0 && may(s, type, total + spawn.size())) {
                spawn.add(type);
            }
        }
        for (String type : new TreeSet<>(s.waited())) {
            int live = s.live().getOrDefault(type, 0);
            boolean behind = s.demand().out().getOrDefault(type, 0) > live;
            if (live > 0 && behind && useful(s, type, total + spawn.size()) && may(s, type, total + spawn.size())) {
                spawn.add(type);
            }
        }
        return spawn;
    }

    /** The type to end an idle agent of, so that another type that has work and no agent gets its place. */
    static Optional<String> makeRoom(Situation s) {
        int total = s.live().values().stream().mapToInt(Integer::intValue).sum();
        boolean starving = s.demand().queued().keySet().stream()
                .anyMatch(type ->
                        s.live().getOrDefault(type, 0) == 0 && s.mostOfType().getOrDefault(type, 0) > 0);
        return total < s.mostAgents() || !starving
                ? Optional.empty()
                : s.live().keySet().stream()
                        .filter(type -> s.demand().out().getOrDefault(type, 0) == 0)
                        .sorted()
                        .findFirst();
    }

    /** One more than there are processors helps only with what waits for other things, and only if it comes in time. */
    private static boolean useful(Situation s, String type, int total) {
        return total < s.processors() || (s.busyShare() < BUSY && s.starved().contains(type));
    }

    private static boolean may(Situation s, String type, int total) {
        return total < s.mostAgents()
                && s.memoryLeft()
                && s.live().getOrDefault(type, 0) < s.mostOfType().getOrDefault(type, 0);
    }
}
