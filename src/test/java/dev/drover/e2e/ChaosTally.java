package dev.drover.e2e;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was done to whom, for the summary of a run. */
final class ChaosTally {
    private final long seed;
    private final long began = System.nanoTime();
    private final Map<String, Integer> atRandom = new TreeMap<>();
    private final Map<String, Integer> stopped = new TreeMap<>();
    private final Map<String, Integer> atPoint = new TreeMap<>();

    ChaosTally(long seed) {
        this.seed = seed;
    }

    void killed(String what) {
        atRandom.merge(what, 1, Integer::sum);
    }

    void stopped(String what) {
        stopped.merge(what, 1, Integer::sum);
    }

    void died(String point) {
        atPoint.merge(point, 1, Integer::sum);
    }

    boolean was(String point) {
        return atPoint.containsKey(point);
    }

    /** Whether less than a third of those that were killed were daemons. */
    boolean isDaemonBehind() {
        int daemons = atRandom.entrySet().stream()
                        .filter(e -> e.getKey().endsWith("daemon"))
                        .mapToInt(Map.Entry::getValue)
                        .sum()
                + atPoint.entrySet().stream()
                        .filter(e -> !ChaosPoints.isOfAgent(e.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        return 3 * daemons < kills();
    }

    int kills() {
        return sum(atRandom) + sum(atPoint);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(n -> n).sum();
    }

    private static String text(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    String summary(int requests, int ofMind, long planned, int controls, int violations) {
        return """
                chaos: %d kills, %d requests (%d for a model or a CLI, %d planned by the model), %d control messages, %d s, %d violations; seed %d
                  SIGKILL at random moments: %d (%s)
                  SIGKILL at named points: %d (%s)
                  SIGSTOP for longer than a lease, then SIGCONT: %d (%s)""".formatted(
                        kills(),
                        requests,
                        ofMind,
                        planned,
                        controls,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        violations,
                        seed,
                        sum(atRandom),
                        text(atRandom),
                        sum(atPoint),
                        text(atPoint),
                        sum(stopped),
                        text(stopped));
    }
}
