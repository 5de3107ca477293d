package dev.drover.cli.bench;

import dev.drover.bus.AgentIdentity;
import dev.drover.daemon.DaemonFile;
import dev.drover.message.DroverException;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a daemon takes from the start of its process until it watches the bus, and an agent from the start of its
 * process until it has claimed. Each round starts both anew in a home that has worked before.
 */
final class StartMeasurement implements Measurement {
    private static final Clock CLOCK = Clock.systemUTC();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Findings run(Lab lab, Scale scale) throws IOException, InterruptedException {
        List<Double> ready = new ArrayList<>();
        List<Double> claiming = new ArrayList<>();
        List<Double> cold = new ArrayList<>();
        try (BenchHome home = lab.fresh()) {
            for (int round = 1; round <= scale.startRounds(); round++) {
                lab.say("start " + round + " of " + scale.startRounds());
                DaemonFile daemon = home.up();
                ready.add(millis(begun(daemon.start()), daemon.readyAt()));
                BenchHome.Dropped request = home.drop(Shape.SINGLE, Priority.NORMAL);
                PacketResult task = home.firstTask(home.await(request));
                claiming.add(millis(begun(agent(home, task.agentId()).start()), task.startedAt()));
                cold.add(millis(request.at(), task.startedAt()));
                home.down();
            }
        }
        Distribution readyMillis = Distribution.of(ready);
        Distribution claimMillis = Distribution.of(claiming);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("daemon_ready_ms", readyMillis);
        figures.put("agent_claiming_ms", claimMillis);
        figures.put("dropped_to_claimed_without_agent_ms", Distribution.of(cold));
        return new Findings(
                figures,
                List.of(
                        Verdict.atMost("daemon ready after start, p50", readyMillis.p50(), "ms", 700),
                        Verdict.atMost("agent claiming after spawn, p50", claimMillis.p50(), "ms", 250)));
    }

    private static AgentIdentity agent(BenchHome home, String id) throws IOException {
        return home.agents().stream()
                .filter(agent -> agent.agentId().equals(id))
                .findFirst()
                .orElseThrow(() -> new DroverException("agent " + id + " ended early; see " + home.log()));
    }

    private static Instant begun(long ticks) throws IOException {
        return ProcessFigures.startedAt(ticks, CLOCK.instant());
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
