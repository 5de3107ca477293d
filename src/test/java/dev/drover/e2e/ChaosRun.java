package dev.drover.e2e;

import dev.drover.audit.ChainTail;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Requests that keep arriving while the daemon, its agents and their commands are killed, at random and at named
 * points, and stopped for longer than a lease. A seed says what is tried, though not to the letter: when things happen
 * is up to the machine.
 */
final class ChaosRun {
    static final Duration LEASE = Duration.ofMillis(1500);
    private static final Duration STOP = LEASE.multipliedBy(4).dividedBy(3);
    private static final Duration TURN = Duration.ofMillis(50);
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(10);

    /** For a point at which nobody was killed yet: on a busy machine it takes long until all is at work. */
    private static final Duration FIRST_REACHED_WITHIN = Duration.ofSeconds(30);

    private static final int MOST_BYTES_BETWEEN = 20_000;
    private static final int MOST_MISSES = 3;
    private static final int STOP_EVERY = 10;
    private static final int PAUSE_EVERY = 8;
    private static final Duration OBEYED_WITHIN = Duration.ofSeconds(30);
    private static final String PAUSED_DAEMON = "paused daemon";
    private static final List<String> STOPPED = List.of("agent", "daemon", "daemon and agent", "command");

    private final TestHome home;
    private final Random random;
    private final ChaosProcesses processes;
    private final ChaosTraffic traffic;
    private final ChaosTally tally;
    private final List<String> ofDaemon;
    private final List<String> ofAgents;
    private final Deque<String> nextOfDaemon;
    private final Deque<String> nextOfAgents;
    private final Map<String, Integer> misses = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int episodes;
    private int stops;

    ChaosRun(TestHome home, ChaosProcesses processes, ChaosTraffic traffic, ChaosTally tally, Random random)
            throws IOException {
        this.home = home;
        this.processes = processes;
        this.traffic = traffic;
        this.tally = tally;
        this.random = random;
        ofDaemon = new ArrayList<>(ChaosPoints.ofDaemon());
        ofAgents = new ArrayList<>(ChaosPoints.ofAgents());
        Collections.shuffle(ofDaemon, random);
        Collections.shuffle(ofAgents, random);
        nextOfDaemon = new ArrayDeque<>(ofDaemon);
        nextOfAgents = new ArrayDeque<>(ofAgents);
    }

    /** Kills so many processes, and at each point once at least. Returns what is wrong by then; no daemon runs. */
    List<String> kill(int kills) throws IOException, InterruptedException {
        while (violations.isEmpty() && (tally.kills() < kills || !nextOfDaemon.isEmpty() || isOwedByAgents())) {
            episode();
            violations.addAll(traffic.misplaced());
        }
        return violations;
    }

    private boolean isOwedByAgents() {
        return ofAgents.stream().anyMatch(point -> !tally.was(point));
    }

    /** The life of one daemon. */
    private void episode() throws IOException, InterruptedException {
        episodes++;
        if (episodes % PAUSE_EVERY == 0) {
            pausedEpisode();
            return;
        }
        Optional<String> point = nextPoint();
        RealDaemon daemon = point.isPresent() ? processes.daemon(point.get(), arrival()) : processes.daemon();
        armAgent();
        if (episodes % STOP_EVERY == 0) {
            stop(daemon);
        }
        long began = System.nanoTime();
        Duration within = point.filter(p -> !tally.was(p)).isPresent() ? FIRST_REACHED_WITHIN : REACHED_WITHIN;
        long enough = ChainTail.size(home.home().journal()) + random.nextInt(MOST_BYTES_BETWEEN);
        while (!daemon.endsWithin(TURN)) {
            turn(daemon, point);
            boolean late = System.nanoTime() - began > within.toNanos();
            if (late || (point.isEmpty() && ChainTail.size(home.home().journal()) > enough)) {
                daemon.kill();
                tally.killed("daemon");
                point.ifPresent(this::missed);
                return;
            }
        }
        if (point.isPresent() && daemon.exitCode() == 137) {
            tally.died(point.get());
        } else {
            violations.add("the daemon ended by itself (exit code " + daemon.exitCode() + ", to be killed at " + point
                    + "); see " + RealDaemon.log(home.home()));
        }
    }

    /** That of one that is killed when all is paused: the next one is to find it so, with work to begin. */
    private void pausedEpisode() throws IOException, InterruptedException {
        RealDaemon daemon = processes.daemon();
        traffic.pause();
        long began = System.nanoTime();
        while (!daemon.endsWithin(TURN)) {
            if (ChaosInvariants.soFar(home).filter(ChaosLedger::isPaused).isPresent()) {
                traffic.drop();
                daemon.kill();
                tally.killed(PAUSED_DAEMON);
                return;
            }
            if (System.nanoTime() - began > OBEYED_WITHIN.toNanos()) {
                violations.add("a pause is not obeyed within " + OBEYED_WITHIN);
                daemon.kill();
                return;
            }
        }
        violations.add("the daemon ended by itself (exit code " + daemon.exitCode() + ", to be paused); see "
                + RealDaemon.log(home.home()));
    }

    /** Each point once, and then any of them, or none. */
    private Optional<String> nextPoint() {
        if (!nextOfDaemon.isEmpty()) {
            return Optional.of(nextOfDaemon.remove());
        }
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(ofDaemon.get(random.nextInt(ofDaemon.size())));
    }

    /** Mostly the first one, which is often in what a start does. */
    private int arrival() {
        return misses.isEmpty() && random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 1;
    }

    private void missed(String point) {
        if (misses.merge(point, 1, Integer::sum) >= MOST_MISSES && !tally.was(point)) {
            violations.add("the point " + point + " is never reached");
        } else if (!tally.was(point)) {
            nextOfDaemon.add(point);
        }
    }

    private void armAgent() throws IOException {
        processes.diedAtPoint().forEach(tally::died);
        if (processes.waitingAgents() > 0 || (tally.isDaemonBehind() && !isOwedByAgents())) {
            return;
        }
        if (nextOfAgents.isEmpty()) {
            nextOfAgents.addAll(ofAgents);
        }
        processes.agent(nextOfAgents.remove());
    }

    private void turn(RealDaemon daemon, Optional<String> point) throws IOException, InterruptedException {
        // Not before a daemon has begun its work on it: what was paused when it was killed is to be paused still.
        if (traffic.isHeld() && random.nextInt(4) == 0 && daemon.watches()) {
            traffic.letGo();
        }
        if (random.nextBoolean()) {
            traffic.drop();
        }
        boolean ofClaims = point.filter(p -> p.startsWith("claim.")).isPresent();
        boolean ofControls = point.filter(p -> p.startsWith("control.")).isPresent();
        boolean ofCancels = point.filter(p -> p.startsWith("claim.with")).isPresent();
        if (ofClaims) {
            traffic.dropSlow();
        }
        boolean spared = tally.isDaemonBehind() && (!ofClaims || ofCancels);
        int dice = random.nextInt(100);
        if (dice < 4 && spared) {
            return;
        }
        if (dice < (ofClaims && !ofCancels ? 12 : 2)) {
            kill("agent", processes.agents());
        } else if (dice < (ofClaims ? 14 : 4)) {
            kill("command", processes.commands());
        } else if (ofCancels && dice < 64) {
            traffic.cancelHeld();
        } else if (dice < 6) {
            traffic.cancel();
        } else if (dice < (ofControls ? 40 : 10)) {
            traffic.control();
        }
        processes.diedAtPoint().forEach(tally::died);
    }

    private void kill(String what, List<Long> from) {
        if (!from.isEmpty()) {
            // The first ones are at work.
            long pid = from.get(random.nextInt(1 + from.size() / 2));
            if (ProcessHandle.of(pid).filter(ProcessHandle::destroyForcibly).isPresent()) {
                tally.killed(what);
            }
        }
    }

    private void stop(RealDaemon daemon) throws IOException, InterruptedException {
        String what = STOPPED.get(stops++ % STOPPED.size());
        traffic.drop();
        List<Long> chosen = new ArrayList<>();
        if (what.startsWith("daemon")) {
            chosen.add(daemon.pid());
        }
        if (what.endsWith("agent")) {
            processes.agents().stream().findFirst().ifPresent(chosen::add);
        }
        if (what.equals("command")) {
            processes.commands().stream().findFirst().ifPresent(chosen::add);
        }
        if (!chosen.isEmpty()) {
            Processes.signalAny("STOP", chosen);
            daemon.endsWithin(STOP);
            Processes.signalAny("CONT", chosen);
            tally.stopped(what);
        }
    }
}
