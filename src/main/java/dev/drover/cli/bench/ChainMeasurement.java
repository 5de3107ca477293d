package dev.drover.cli.bench;

import dev.drover.message.Priority;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the drop of a request of eight tasks in seven levels until its result is visible, one request at a time. */
final class ChainMeasurement implements Measurement {
    @Override
    public String name() {
        return "chain";
    }

    @Override
    public Findings run(Lab lab, Scale scale) throws IOException, InterruptedException {
        BenchHome home = lab.warm(scale);
        lab.say(scale.chainSamples() + " chains of " + Shape.CHAIN.tasks() + " tasks, one after the other");
        List<Double> samples = new ArrayList<>();
        for (int i = 0; i < scale.chainSamples(); i++) {
            long start = System.nanoTime();
            home.await(home.drop(Shape.CHAIN, Priority.NORMAL));
            samples.add((System.nanoTime() - start) / 1e6);
        }
        Distribution millis = Distribution.of(samples);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("dropped_to_result_ms", millis);
        return new Findings(
                figures,
                List.of(Verdict.atMost(
                        "eight tasks in a chain of seven, dropped to result, p50", millis.p50(), "ms", 66)));
    }
}
