package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Requests that keep arriving while the daemon and its agents are killed at random moments, and then what must hold all
 * the same. Moments are told by how far the journal has grown, so a seed says what was tried, though not to the letter.
 */
final class KillRun {
    private static final int TASKS = 3;
    private static final int MOST_BYTES_BETWEEN = 12_000;

    private final TestHome home;
    private final Path effects;
    private final Random random;
    private int requests;
    private int daemonKills;
    private int agentKills;

    /** Every attempt of a task appends one line to the file {@code effects}. */
    KillRun(TestHome home, Path effects, long seed) {
        this.home = home;
        this.effects = effects;
        this.random = new Random(seed);
    }

    /** Kills at least so many of each, and returns the daemon that runs in the end. */
    RealDaemon kill(int daemons, int agents) throws IOException, InterruptedException {
        RealDaemon daemon = home.startProcess();
        while (daemonKills < daemons || agentKills < agents) {
            drop(1 + random.nextInt(3));
            awaitProgress();
            if (random.nextBoolean()) {
                killAgent();
                awaitProgress();
            }
            daemon.kill();
            daemonKills++;
            drop(random.nextInt(2));
            if (random.nextBoolean() || agentKills < daemonKills - 1) {
                killAgent();
            }
            daemon = home.startProcess();
        }
        return daemon;
    }

    @Override
    public String toString() {
        return requests + " requests, " + daemonKills + " daemons and " + agentKills + " agents killed";
    }

    private void drop(int count) throws IOException {
        for (int i = 0; i < count; i++, requests++) {
            String line = "echo $DROVER_PACKET_ID.$DROVER_ATTEMPT >> '" + effects + "'";
            home.drop(
                    id(requests) + ".json",
                    Requests.of(
                            id(requests),
                            Requests.task("a", line),
                            Requests.task("b", line + "; sleep 0.1", "a"),
                            Requests.task("c", "sleep 0.1; " + line, "b")));
        }
    }

    private static String id(int number) {
        return "r" + number;
    }

    /** Until some more is in the journal; at a random place of it, or when there is nothing left to do. */
    private void awaitProgress() throws IOException {
        Path journal = home.home().journal();
        long enough = Files.size(journal) + random.nextInt(MOST_BYTES_BETWEEN);
        TestHome.until("some work is done", () -> Files.size(journal) > enough || results() == requests);
    }

    private long results() throws IOException {
        try (var files = Files.list(home.home().outbox())) {
            return files.filter(Folders::isMessage).filter(Files::isRegularFile).count();
        }
    }

    /** Kills one of those that live now, whichever work it holds. */
    private void killAgent() throws IOException, InterruptedException {
        List<AgentIdentity> alive = new ArrayList<>();
        for (Path folder : Folders.list(home.home().claimed())) {
            AgentIdentity.read(folder)
                    .filter(agent -> agent.process().isAlive())
                    .ifPresent(alive::add);
        }
        if (!alive.isEmpty()) {
            Processes.signal("KILL", alive.get(random.nextInt(alive.size())).pid());
            agentKills++;
        }
    }

    /** Every request ends once and well, no attempt ran twice, and nothing is left lying about. */
    void awaitGoodEnd() throws IOException {
        for (int i = 0; i < requests; i++) {
            assertEquals(
                    TASKS, home.ends(id(i), "completed").path("completed_tasks").asInt());
        }
        TestHome.until("nothing is left on the bus", () -> leftOver().isEmpty());
        assertEquals(requests, results());
        List<String> finished = strings("request_finished", "request_id");
        assertEquals(requests, finished.size());
        assertEquals(requests, Set.copyOf(finished).size(), "each ended once");

        List<String> ran = Files.readAllLines(effects);
        Set<String> attempts = new HashSet<>(ran);
        assertEquals(attempts.size(), ran.size(), "no attempt ran twice");
        Set<String> issued = new HashSet<>();
        for (JsonNode event : home.journal("packet_issued")) {
            issued.add(event.path("packet_id").asString() + "."
                    + event.path("attempt").asInt());
        }
        assertTrue(issued.containsAll(attempts), "none ran that was not issued");
        Set<String> packets = new HashSet<>();
        ran.forEach(attempt -> packets.add(attempt.substring(0, attempt.indexOf('.'))));
        assertEquals(TASKS * requests, packets.size(), "every task ran");
    }

    private List<String> strings(String event, String member) throws IOException {
        return home.journal(event).stream().map(e -> e.path(member).asString()).toList();
    }

    /** Messages that are still under way, or were given up. */
    private List<Path> leftOver() throws IOException {
        List<Path> left = new ArrayList<>();
        for (String folder : List.of(
                "bus/inbox",
                "bus/control",
                "bus/queue",
                "bus/claimed",
                "bus/outbox/packets",
                "bus/deadletter",
                "bus/runs/.intake",
                "bus/runs/.taken-back")) {
            try (var files = Files.walk(home.root().resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith("agent.json") && Folders.isMessage(file))
                        .forEach(left::add);
            }
        }
        return left;
    }
}
