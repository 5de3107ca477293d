package dev.drover.cli.bench;

import dev.drover.message.Priority;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a long inbox costs: the daemon's memory, and the rate of completions compared with that of a short inbox. The
 * daemon is paused while the requests are dropped, so that the whole backlog waits when the work begins.
 */
final class BacklogMeasurement implements Measurement {
    private static final Duration ALL = Duration.ofMinutes(10);
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);
    private static final Duration QUIET_LOOK = Duration.ofMillis(500);

    @Override
    public String name() {
        return "backlog";
    }

    /** One run: completions a second, the daemon's CPU time for one of them, and its peak memory. */
    private record Case(int waiting, double perSecond, double daemonCpuMillisEach, double daemonPeakRssMb) {}

    @Override
    public Findings run(Lab lab, Scale scale) throws IOException, InterruptedException {
        Case few = run(lab, scale, scale.fewWaiting());
        Case many = run(lab, scale, scale.backlog());
        double share = Distribution.rounded(many.perSecond() / few.perSecond());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("few", few);
        figures.put("many", many);
        figures.put("rate_share", share);
        return new Findings(
                figures,
                List.of(
                        Verdict.atMost(
                                scale.backlog() + " waiting: daemon RSS, peak", many.daemonPeakRssMb(), "MB", 256),
                        Verdict.atLeast(
                                scale.backlog() + " waiting: rate against " + scale.fewWaiting(), share, "×", 0.8)));
    }

    private static Case run(Lab lab, Scale scale, int waiting) throws IOException, InterruptedException {
        try (BenchHome home = lab.fresh()) {
            home.up();
            Lab.warmUp(home, scale.warmUp());
            home.control("*pause");
            // A tenth of the window goes by before it begins; when it ends, as many still wait as are asked for.
            int lead = home.results() + scale.window() / 10;
            int all = waiting + scale.window() + scale.window() / 10;
            lab.say("backlog: dropping " + all + " requests");
            for (int i = 0; i < all; i++) {
                home.drop(Shape.SINGLE, Priority.NORMAL);
            }
            awaitQuiet(home);
            home.control("*resume");
            lab.say("backlog: measuring " + scale.window() + " completions while " + waiting + " wait");
            awaitResults(home, lead);
            ProcessFigures before = ProcessFigures.of(home.daemon().pid());
            int first = home.results();
            long start = System.nanoTime();
            awaitResults(home, first + scale.window());
            double done = home.results() - first;
            double seconds = (System.nanoTime() - start) / 1e9;
            ProcessFigures after = ProcessFigures.of(home.daemon().pid());
            return new Case(
                    waiting,
                    Distribution.rounded(done / seconds),
                    Distribution.rounded((after.cpuMillis() - before.cpuMillis()) / done),
                    after.peakRssMb());
        }
    }

    private static void awaitResults(BenchHome home, int results) throws IOException, InterruptedException {
        Waiting.until(
                () -> home.results() >= results, ALL, Waiting.NOW_AND_THEN, "completion of " + results, home.log());
    }

    /** Until the daemon has taken notice of what was dropped: it uses less than a tenth of a core. */
    private static void awaitQuiet(BenchHome home) throws IOException, InterruptedException {
        long[] before = {Long.MIN_VALUE};
        Waiting.until(
                () -> {
                    long now = ProcessFigures.of(home.daemon().pid()).cpuMillis();
                    boolean quiet = before[0] != Long.MIN_VALUE && now - before[0] < QUIET_LOOK.toMillis() / 10;
                    before[0] = now;
                    return quiet;
                },
                QUIET_WITHIN,
                QUIET_LOOK,
                "quiet daemon while paused",
                home.log());
    }
}
