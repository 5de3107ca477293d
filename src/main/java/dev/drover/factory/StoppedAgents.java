package dev.drover.factory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which agents were seen stopped at every look for too long. Such an agent takes no packet and takes the place of one
 * that would; without a claim, no lease ends it. Confined to one thread.
 */
final class StoppedAgents {
    private final Predicate<Agent> isStopped;
    private Map<String, Long> since = new HashMap<>();

    StoppedAgents(Predicate<Agent> isStopped) {
        this.isStopped = isStopped;
    }

    /**
     * One look.
     *
     * @return those that have been stopped for longer than {@code atMost}
     */
    List<Agent> look(Iterable<Agent> living, long nowNanos, Duration atMost) {
        Map<String, Long> next = new HashMap<>();
        List<Agent> tooLong = new ArrayList<>();
        for (Agent agent : living) {
            if (isStopped.test(agent)) {
                long first = since.getOrDefault(agent.id(), nowNanos);
                next.put(agent.id(), first);
                if (nowNanos - first > atMost.toNanos()) {
                    tooLong.add(agent);
                }
            }
        }
        since = next;
        return tooLong;
    }
}
