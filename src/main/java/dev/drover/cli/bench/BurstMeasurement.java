package dev.drover.cli.bench;

import dev.drover.bus.AgentIdentity;
import dev.drover.message.Priority;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many requests of eight tasks at once: from the first drop to the last result, in tasks a second, all being warm. */
final class BurstMeasurement implements Measurement {
    @Override
    public String name() {
        return "burst";
    }

    @Override
    public Findings run(Lab lab, Scale scale) throws IOException, InterruptedException {
        BenchHome home = lab.warm(scale);
        List<Double> warmUp = new ArrayList<>();
        for (int round = 1; round <= scale.burstWarmUp(); round++) {
            lab.say("burst " + round + " of " + scale.burstWarmUp() + " to warm up");
            warmUp.add(burst(home, scale).tasksPerSecond());
        }
        List<Burst> bursts = new ArrayList<>();
        for (int round = 1; round <= scale.burstRounds(); round++) {
            lab.say("burst " + round + " of " + scale.burstRounds());
            bursts.add(burst(home, scale));
        }
        List<Double> rates = bursts.stream().map(Burst::tasksPerSecond).toList();
        double rate = median(rates);
        List<Long> agents = home.agents().stream().map(AgentIdentity::pid).toList();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("tasks_per_second", rate);
        figures.put("tasks_per_second_by_round", rates);
        figures.put("tasks_per_second_warming_up", warmUp);
        figures.put(
                "cpu_ms_per_task",
                median(bursts.stream().map(Burst::cpuMsPerTask).toList()));
        figures.put("agents", agents.size());
        figures.put("daemon_peak_rss_mb", ProcessFigures.of(home.daemon().pid()).peakRssMb());
        figures.put("agents_peak_rss_mb", ProcessFigures.sum(agents).peakRssMb());
        return new Findings(
                figures,
                List.of(Verdict.atLeast(
                        scale.burstRequests() + " such requests at once, median", rate, "tasks/s", 250)));
    }

    private record Burst(double tasksPerSecond, double cpuMsPerTask) {}

    private static Burst burst(BenchHome home, Scale scale) throws IOException, InterruptedException {
        int tasks = scale.burstRequests() * Shape.CHAIN.tasks();
        Map<Long, ProcessFigures> before = figures(home);
        long start = System.nanoTime();
        List<BenchHome.Dropped> requests = new ArrayList<>();
        for (int i = 0; i < scale.burstRequests(); i++) {
            requests.add(home.drop(Shape.CHAIN, Priority.NORMAL));
        }
        for (BenchHome.Dropped request : requests) {
            home.await(request);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Burst(
                Distribution.rounded(tasks / seconds),
                Distribution.rounded((double) cpuMillis(before, figures(home)) / tasks));
    }

    private static double median(List<Double> values) {
        return Distribution.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Map<Long, ProcessFigures> figures(BenchHome home) throws IOException {
        Map<Long, ProcessFigures> figures = new HashMap<>();
        figures.put(home.daemon().pid(), ProcessFigures.of(home.daemon().pid()));
        for (AgentIdentity agent : home.agents()) {
            figures.put(agent.pid(), ProcessFigures.of(agent.pid()));
        }
        return figures;
    }

    /** What daemon, agents and commands have used; an agent that was spawned meanwhile counts from its start. */
    private static long cpuMillis(Map<Long, ProcessFigures> before, Map<Long, ProcessFigures> after) {
        long millis = 0;
        for (Map.Entry<Long, ProcessFigures> entry : after.entrySet()) {
            ProcessFigures then = before.getOrDefault(entry.getKey(), ProcessFigures.NONE);
            millis += entry.getValue().cpuMillis() - then.cpuMillis();
        }
        return millis;
    }
}
