package dev.drover.cli.bench;

import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the rename that drops a request to the moment at which a warm agent holds its packet. The agent notes that
 * moment itself, just after the claim, by the same clock; so nothing that watches takes part in the race.
 */
final class LatencyMeasurement implements Measurement {
    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Findings run(Lab lab, Scale scale) throws IOException, InterruptedException {
        BenchHome home = lab.warm(scale);
        lab.say("latency of " + scale.latencySamples() + " requests, one after the other");
        List<Double> claimed = new ArrayList<>();
        List<Double> answered = new ArrayList<>();
        for (int i = 0; i < scale.latencySamples(); i++) {
            BenchHome.Dropped request = home.drop(Shape.SINGLE, Priority.NORMAL);
            long start = System.nanoTime();
            PacketResult task = home.firstTask(home.await(request));
            answered.add((System.nanoTime() - start) / 1e6);
            claimed.add(Duration.between(request.at(), task.startedAt()).toNanos() / 1e6);
        }
        Distribution millis = Distribution.of(claimed);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("dropped_to_claimed_ms", millis);
        figures.put("dropped_to_result_ms", Distribution.of(answered));
        return new Findings(
                figures,
                List.of(
                        Verdict.atMost("dropped to claimed by a warm agent, p50", millis.p50(), "ms", 5),
                        Verdict.atMost("dropped to claimed by a warm agent, p99", millis.p99(), "ms", 25)));
    }
}
