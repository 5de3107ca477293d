package dev.drover.cli.view;

import dev.drover.bus.Home;
import dev.drover.master.core.Reports;
import dev.drover.master.core.Run;
import dev.drover.master.core.Task;
import dev.drover.message.Artifact;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.TaskReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;

/**
 * What the agents answered, as the run folder has it.
 *
 * @param results by task, in the order of the plan; a task without an answer is not in it
 */
public record TaskResults(Map<String, PacketResult> results) {
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    /** A finding and the task that found it. */
    public record Found(String taskId, Finding finding) {
        private static final Comparator<Found> WORST_FIRST =
                Comparator.comparing(found -> found.finding().severity());

        /** {@code src/Login.java:12}; empty text when it is nowhere in particular. */
        public String place() {
            return finding.file()
                    .map(file -> file + finding.line().map(line -> ":" + line).orElse(""))
                    .orElse("");
        }
    }

    /** An artifact and the task that left it. */
    public record Left(String taskId, Artifact artifact) {}

    public static TaskResults read(Home home, Run run) {
        Map<String, PacketResult> results = new LinkedHashMap<>();
        for (Task task : run.tasks()) {
            TaskReport report = Reports.report(run, task);
            report.result()
                    .flatMap(path -> read(home.root().resolve(path)))
                    .ifPresent(result -> results.put(task.id(), result));
        }
        return new TaskResults(results);
    }

    private static Optional<PacketResult> read(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES
                    ? Optional.ofNullable(Json.read(Files.readAllBytes(file), PacketResult.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            // The summary in the journal stands all the same; only the details are not to be had.
            return Optional.empty();
        }
    }

    /** All findings, the worst first. */
    public List<Found> findings() {
        List<Found> all = new ArrayList<>();
        results.forEach((task, result) -> result.findings().forEach(finding -> all.add(new Found(task, finding))));
        all.sort(Found.WORST_FIRST);
        return all;
    }

    public List<Left> artifacts() {
        List<Left> all = new ArrayList<>();
        results.forEach((task, result) -> result.artifacts().forEach(artifact -> all.add(new Left(task, artifact))));
        return all;
    }

    /** The branches that hold what was written. */
    public Set<String> branches() {
        Set<String> all = new TreeSet<>();
        results.values().forEach(result -> result.branch().ifPresent(all::add));
        return all;
    }

    /** Commits by the task that made them. */
    public Map<String, String> commits() {
        Map<String, String> all = new LinkedHashMap<>();
        results.forEach((task, result) -> result.commit().ifPresent(commit -> all.put(task, commit)));
        return all;
    }
}
