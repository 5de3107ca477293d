package dev.drover.cli.bench;

import dev.drover.bus.AgentIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What daemon and agents use while there is nothing to do, after they have worked. */
final class IdleMeasurement implements Measurement {
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public Findings run(Lab lab, Scale scale) throws IOException, InterruptedException {
        BenchHome home = lab.warm(scale);
        lab.say("idle for " + scale.idle().toSeconds() + " s");
        TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
        long daemon = home.daemon().pid();
        List<Long> agents = home.agents().stream().map(AgentIdentity::pid).toList();
        ProcessFigures daemonBefore = ProcessFigures.of(daemon);
        ProcessFigures agentsBefore = ProcessFigures.sum(agents);
        long start = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(scale.idle().toNanos());
        double millis = (System.nanoTime() - start) / 1e6;
        ProcessFigures daemonAfter = ProcessFigures.of(daemon);
        ProcessFigures agentsAfter = ProcessFigures.sum(agents);
        double percent = percent(daemonBefore, daemonAfter, millis);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seconds", Distribution.rounded(millis / 1000));
        figures.put("daemon_cpu_percent_of_one_core", percent);
        figures.put("daemon_rss_mb", daemonAfter.rssMb());
        figures.put("daemon_peak_rss_mb", daemonAfter.peakRssMb());
        figures.put("agents", agents.size());
        figures.put("agents_cpu_percent_of_one_core", percent(agentsBefore, agentsAfter, millis));
        figures.put("agents_rss_mb", agentsAfter.rssMb());
        return new Findings(
                figures,
                List.of(
                        Verdict.atMost("idle daemon, share of one core", percent, "%", 0.5),
                        Verdict.atMost("idle daemon, RSS", daemonAfter.rssMb(), "MB", 120)));
    }

    private static double percent(ProcessFigures before, ProcessFigures after, double millis) {
        return Distribution.rounded(100 * (after.ownCpuMillis() - before.ownCpuMillis()) / millis);
    }
}
