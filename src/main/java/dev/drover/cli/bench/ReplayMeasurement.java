package dev.drover.cli.bench;

import dev.drover.audit.ChainReader;
import dev.drover.audit.ChainedLog;
import dev.drover.daemon.DaemonFile;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a daemon takes to start when it must read a long journal, and what memory; and how long when there is a
 * snapshot. The journal holds one real request again and again, under other ids.
 */
final class ReplayMeasurement implements Measurement {
    private static final int EVENTS_PER_BATCH = 200;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Findings run(Lab lab, Scale scale) throws IOException, InterruptedException {
        try (BenchHome home = lab.fresh()) {
            home.up();
            BenchHome.Dropped request = home.drop(Shape.SINGLE, Priority.NORMAL);
            home.await(request);
            home.down();
            lab.say("replay: writing a journal of " + scale.replayEvents() + " events");
            write(home.journal(), request.id(), scale.replayEvents());
            lab.say("replay: a start from the first line, then one from a snapshot");
            DaemonFile daemon = home.up();
            double replay = seconds(daemon);
            double peak = ProcessFigures.of(daemon.pid()).peakRssMb();
            home.down();
            double snapshot = seconds(home.up());
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("events", scale.replayEvents());
            figures.put("ready_after_replay_s", replay);
            figures.put("daemon_peak_rss_mb", peak);
            figures.put("ready_after_snapshot_s", snapshot);
            return new Findings(
                    figures,
                    List.of(
                            Verdict.atMost(
                                    "daemon ready after replay of " + scale.replayEvents() + " events",
                                    replay,
                                    "s",
                                    10),
                            Verdict.atMost("its peak RSS then", peak, "MB", 512),
                            Verdict.atMost("daemon ready when there is a snapshot", snapshot, "s", 1)));
        }
    }

    /** The members of each line about the request, without what the chain adds. */
    private static List<String> lines(Path journal, String requestId) throws IOException {
        List<String> lines = new ArrayList<>();
        ChainReader.read(journal, line -> {
            String text = line.text();
            if (text.contains("\"request_id\":\"" + requestId + "\"")) {
                lines.add(text.substring(text.indexOf(",\"event\":") + 1, text.indexOf(",\"prev\":\"")));
            }
        });
        return lines;
    }

    private static void write(Path journal, String requestId, int events) throws IOException {
        List<String> lines = lines(journal, requestId);
        Instant at = Clock.systemUTC().instant();
        try (ChainedLog log = ChainedLog.open(journal, line -> {})) {
            for (int written = 0; written < events; ) {
                String id = "replayed-" + written;
                for (String line : lines) {
                    log.add(at, "{" + line.replace(requestId, id) + "}");
                }
                boolean full = written / EVENTS_PER_BATCH != (written + lines.size()) / EVENTS_PER_BATCH;
                written += lines.size();
                if (full || written >= events) {
                    log.write(at);
                }
            }
            log.sync();
        }
    }

    private static double seconds(DaemonFile daemon) throws IOException {
        Instant begun =
                ProcessFigures.startedAt(daemon.start(), Clock.systemUTC().instant());
        return Distribution.rounded(Duration.between(begun, daemon.readyAt()).toMillis() / 1000.0);
    }
}
