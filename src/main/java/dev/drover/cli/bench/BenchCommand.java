package dev.drover.cli.bench;

import dev.drover.message.DroverException;
import dev.drover.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures Drover here. */
@Command(
        name = "bench",
        description = {
            "Measures Drover on this machine, with real daemons and agents in a temporary home, and prints JSON.",
            "What is measured: start, latency, chain, burst, idle, backlog, replay. Progress and a table go to stderr."
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final List<Measurement> ALL = List.of(
            new StartMeasurement(),
            new LatencyMeasurement(),
            new ChainMeasurement(),
            new BurstMeasurement(),
            new IdleMeasurement(),
            new BacklogMeasurement(),
            new ReplayMeasurement());

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Measure only these")
    private List<String> only = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the JSON to FILE too")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--quick", description = "Fewer samples, a backlog of 10,000 instead of 100,000")
    private boolean quick;

    @Option(names = "--samples", paramLabel = "N", description = "At most N samples of each kind")
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the temporary home is made; it should be on a real disk (default: target, if there is "
                    + "such a folder here, else this folder)")
    private Optional<Path> dir = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        ProcessFigures.require();
        List<Measurement> chosen = chosen();
        Path folder = folder();
        PrintWriter progress = spec.commandLine().getErr();
        var lab = Lab.open(folder, progress);
        Thread owner = Thread.currentThread();
        Thread end = new Thread(() -> end(lab, owner), "bench-end");
        Runtime.getRuntime().addShutdownHook(end);
        try (lab) {
            Report report = measure(chosen, lab, folder);
            print(report, progress);
            return report.results().values().stream().anyMatch(r -> r.containsKey("error")) ? 1 : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    private Report measure(List<Measurement> chosen, Lab lab, Path folder) throws IOException, InterruptedException {
        Instant at = Clock.systemUTC().instant();
        long start = System.nanoTime();
        double load = Machine.load();
        lab.say("measuring in " + folder + "; load average " + load
                + (load > 0.5
                        ? ", so something else is running and the figures will be worse than they could be"
                        : ""));
        Baseline baseline = Baseline.measure(lab.root());
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        List<Verdict> targets = new ArrayList<>();
        for (Measurement measurement : chosen) {
            try {
                Findings findings = measurement.run(lab, scale());
                results.put(measurement.name(), findings.figures());
                targets.addAll(findings.verdicts());
            } catch (IOException | DroverException e) {
                if (Thread.currentThread().isInterrupted() || lab.isClosed()) {
                    throw new InterruptedException("the measurement was ended");
                }
                lab.say(measurement.name() + " failed: " + e.getMessage());
                results.put(measurement.name(), Map.of("error", String.valueOf(e.getMessage())));
            }
        }
        return new Report(
                version(),
                at,
                Distribution.rounded((System.nanoTime() - start) / 1e9),
                quick,
                Machine.of(folder),
                load,
                baseline,
                results,
                targets);
    }

    private void print(Report report, PrintWriter progress) throws IOException {
        byte[] bytes = Json.prettyBytes(report);
        if (json.isPresent()) {
            Files.write(json.get(), bytes);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(Json.pretty(report));
        out.flush();
        progress.print(report.table());
        progress.flush();
    }

    private List<Measurement> chosen() {
        String known = ALL.stream().map(Measurement::name).collect(Collectors.joining(", "));
        for (String name : only) {
            if (ALL.stream().noneMatch(m -> m.name().equals(name))) {
                throw new DroverException("there is no measurement '" + name + "'; use some of " + known);
            }
        }
        return ALL.stream()
                .filter(m -> only.isEmpty() || only.contains(m.name()))
                .toList();
    }

    private Path folder() throws IOException {
        Path target = Path.of("target");
        Path folder = dir.orElse(Files.isDirectory(target) ? target : Path.of(""))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new DroverException(folder + " is not a folder that can be written to; name one with --dir DIR");
        }
        if (dir.isEmpty() && Machine.isInMemory(folder)) {
            throw new DroverException(folder + " is in memory, where syncing to disk costs nothing; name a folder on a "
                    + "disk with --dir DIR");
        }
        return folder;
    }

    private Scale scale() {
        Scale scale = quick ? Scale.quick() : Scale.full();
        return samples.map(n -> scale.withSamples(Math.max(1, n))).orElse(scale);
    }

    /** Runs when the process ends, early or not: nothing that was started may outlive it. */
    private static void end(Lab lab, Thread owner) {
        owner.interrupt();
        try {
            lab.close();
        } catch (IOException e) {
            System.err.println("drover: the temporary folder " + lab.root() + " could not be removed: " + e);
        }
    }

    private static String version() {
        return Optional.ofNullable(BenchCommand.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
