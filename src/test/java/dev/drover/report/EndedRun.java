package dev.drover.report;

import dev.drover.bus.Home;
import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.RequestResult;
import dev.drover.message.RequestStatus;
import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import dev.drover.message.TaskReport;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import dev.drover.report.account.AccountReader;
import dev.drover.report.account.Bounds;
import dev.drover.report.account.RunAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The run folder of a request that has ended, written as daemon and agents write it. */
public final class EndedRun {
    public static final Instant START = Instant.parse("2026-11-21T01:00:00Z");
    public static final String ID = "shop-1";

    private final Home home;
    private final List<TaskSpec> specs = new ArrayList<>();
    private final List<TaskReport> reports = new ArrayList<>();
    private Optional<String> request = Optional.of("Review, test and document this project");
    private Optional<String> workspace = Optional.of("/home/ada/shop");

    public EndedRun(Path folder) {
        home = new Home(folder);
    }

    public Home home() {
        return home;
    }

    public Path folder() {
        return home.run(ID);
    }

    /** The folder in which a task leaves its files. */
    public Path artifacts(String task) throws IOException {
        return Files.createDirectories(folder().resolve("tasks/" + task + "/1/artifacts"));
    }

    public EndedRun asked(String text) {
        request = Optional.of(text);
        return this;
    }

    public EndedRun in(String folder) {
        workspace = Optional.of(folder);
        return this;
    }

    /** What the agent of a task answers; everything that is not said is empty. */
    public static final class Answer {
        private ResultStatus status = ResultStatus.COMPLETED;
        private String summary = "all well";
        private final List<Finding> findings = new ArrayList<>();
        private final List<Evidence> evidence = new ArrayList<>();
        private final List<Artifact> artifacts = new ArrayList<>();
        private final Map<String, Long> data = new LinkedHashMap<>();
        private Optional<String> commit = Optional.empty();
        private Optional<String> tail = Optional.empty();
        private Optional<Failure> error = Optional.empty();

        public static Answer saying(String summary) {
            var answer = new Answer();
            answer.summary = summary;
            return answer;
        }

        public static Answer of(ResultStatus status, String code, String message) {
            Answer answer = saying(message);
            answer.status = status;
            answer.error = Optional.of(new Failure(code, message, false));
            return answer;
        }

        public Answer finding(Severity severity, String rule, String message, String file, int line) {
            findings.add(new Finding(severity, rule, message, Optional.of(file), Optional.of(line)));
            return this;
        }

        public Answer ran(String command, int exitCode, String log) {
            evidence.add(new Evidence(
                    command, exitCode, 0.25, Optional.of("ab".repeat(32)), Optional.of(log), Optional.empty()));
            return this;
        }

        public Answer left(String name, String path) {
            artifacts.add(new Artifact(name, path, Optional.empty(), Optional.of(2048L)));
            return this;
        }

        public Answer counts(String name, long value) {
            data.put(name, value);
            return this;
        }

        public Answer committed(String hash) {
            commit = Optional.of(hash);
            return this;
        }

        public Answer wrote(String lines) {
            tail = Optional.of(lines);
            return this;
        }
    }

    public EndedRun task(String id, String type, Answer answer) {
        return task(id, type, "Do " + id, answer);
    }

    public EndedRun task(String id, String type, String action, Answer answer) {
        specs.add(spec(id, type, action));
        Instant from = START.plusMillis(500L * reports.size());
        var result = new PacketResult(
                1,
                id + "-0123456789abcdef",
                id,
                ID,
                type + "-1",
                type,
                1,
                answer.status,
                answer.summary,
                answer.findings,
                answer.evidence,
                answer.artifacts,
                answer.data,
                answer.commit,
                Optional.empty(),
                Map.of(),
                answer.tail,
                from,
                from.plusMillis(1500),
                answer.error);
        write(folder().resolve("tasks/" + id + "/1/result.json"), result);
        TaskState state =
                switch (answer.status) {
                    case COMPLETED -> TaskState.COMPLETED;
                    case BLOCKED -> TaskState.BLOCKED;
                    case FAILED, TIMEOUT, RELEASED -> TaskState.FAILED;
                    case CANCELLED -> TaskState.CANCELLED;
                };
        reports.add(new TaskReport(
                id,
                type,
                state,
                1,
                Optional.of(type + "-1"),
                Optional.of(1.5),
                answer.summary,
                answer.findings.size(),
                answer.commit,
                Optional.empty(),
                Optional.of(home.name(folder().resolve("tasks/" + id + "/1/result.json"))),
                answer.error));
        return this;
    }

    /** A task that never began, since what it depends on did not complete. */
    public EndedRun notBegun(String id, String type, String dependency) {
        specs.add(spec(id, type, "Do " + id));
        reports.add(new TaskReport(
                id,
                type,
                TaskState.FAILED,
                0,
                Optional.empty(),
                Optional.empty(),
                "",
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Failure("dependency_failed", "it depends on '" + dependency + "'", false))));
        return this;
    }

    private static TaskSpec spec(String id, String type, String action) {
        return new TaskSpec(
                id,
                Optional.of(type),
                Optional.empty(),
                action,
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** Writes the answer, the plan and the rest. */
    public EndedRun ended() {
        long done =
                reports.stream().filter(r -> r.state() == TaskState.COMPLETED).count();
        boolean failed = reports.stream().anyMatch(r -> r.state() == TaskState.FAILED);
        RequestStatus status = done == reports.size()
                ? RequestStatus.COMPLETED
                : done > 0 ? RequestStatus.PARTIAL : failed ? RequestStatus.FAILED : RequestStatus.BLOCKED;
        var result = new RequestResult(
                1,
                ID,
                status,
                status.wire() + "; so it ended",
                (int) done,
                reports.size(),
                (double) done / reports.size(),
                4.0,
                Optional.of(START.plusSeconds(4)),
                1,
                Optional.of("review+run_tests"),
                reports,
                new RequestResult.Anchor(48, "92884c34b46034440019a243b5dd398096b02cecaaa5f1f73e333ab5b79f7cd5"));
        write(folder().resolve("result.json"), result);
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("event", "request_planned");
        plan.put("request_id", ID);
        plan.put("pattern", "review_test_document");
        plan.put("reason", "It fits best");
        plan.put("strategy", "parallel");
        plan.put("strategy_reason", "3 side by side");
        plan.put("tasks", specs);
        write(folder().resolve("plan.json"), plan);
        Map<String, Object> accepted = new LinkedHashMap<>();
        accepted.put("event", "request_accepted");
        accepted.put("request_id", ID);
        accepted.put("priority", "high");
        request.ifPresent(text -> accepted.put("user_request", text));
        workspace.ifPresent(path -> accepted.put("workspace", path));
        write(folder().resolve("accepted.json"), accepted);
        return this;
    }

    private static void write(Path file, Object value) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Json.prettyBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a report reads of it. */
    public RunAccount account() throws IOException {
        return AccountReader.read(home, ID, Bounds.PAGE);
    }
}
