package dev.drover.report.account;

import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.message.DroverException;
import dev.drover.message.Json;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.RequestResult;
import dev.drover.message.TaskReport;
import dev.drover.message.TaskSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Reads the run folder of an ended request. */
public final class AccountReader {
    private static final int MOST_ANSWER = 64 * 1024 * 1024;
    private static final int EARLIER_ATTEMPTS = 5;
    private static final long EARLIER_BYTES = 1024 * 1024;

    /** So many tasks are read in full; of those beyond, the answer itself says enough. */
    private static final int MOST_TASKS = 2000;

    private static final String JUNIT = "junit";

    private final Home home;
    private final Path folder;
    private final Bounds bounds;
    private final RunFile files;

    private AccountReader(Home home, String requestId, Bounds bounds) {
        this.home = home;
        this.folder = home.run(requestId);
        this.bounds = bounds;
        this.files = new RunFile(folder, bounds.bytes());
    }

    /**
     * What the request came to.
     *
     * @throws DroverException when it has not ended, or nothing is kept of it
     * @throws IOException when its folder cannot be read, or does not hold what was written there
     */
    public static RunAccount read(Home home, String requestId, Bounds bounds) throws IOException {
        Path answer = home.run(requestId).resolve("result.json");
        if (!Files.exists(answer, LinkOption.NOFOLLOW_LINKS)) {
            throw new DroverException("request '" + requestId + "' has not ended, or nothing is kept of it in "
                    + home.run(requestId) + "; see: drover show " + requestId);
        }
        return read(home, result(answer, requestId), bounds);
    }

    /** The same for who has the answer already. */
    public static RunAccount read(Home home, RequestResult answer, Bounds bounds) throws IOException {
        return new AccountReader(home, answer.requestId(), bounds).all(answer);
    }

    private RunAccount all(RequestResult result) throws IOException {
        Plan plan = record("plan.json", Plan.class);
        Map<String, TaskSpec> specs = new HashMap<>();
        plan.tasks().forEach(spec -> specs.put(spec.taskId(), spec));
        List<TaskAccount> tasks = new ArrayList<>();
        for (TaskReport report : result.tasks()) {
            Optional<TaskSpec> spec = Optional.ofNullable(specs.get(report.taskId()));
            tasks.add(
                    tasks.size() < MOST_TASKS
                            ? task(spec, report)
                            : account(spec, report, Optional.of("there are too many tasks to read all of them")));
        }
        return new RunAccount(home.root(), folder, record("accepted.json", Asked.class), plan, result, tasks);
    }

    private static RequestResult result(Path file, String requestId) throws IOException {
        RequestResult result =
                switch (Messages.requestResult(bytes(file))) {
                    case Parsed.Valid<RequestResult> valid -> valid.value();
                    case Parsed.Invalid<RequestResult> invalid ->
                        throw damaged(file, invalid.violations().getFirst().message());
                    case Parsed.Incomplete<RequestResult> incomplete -> throw damaged(file, incomplete.reason());
                };
        if (!result.requestId().equals(requestId)) {
            throw damaged(file, "it is the answer to another request");
        }
        return result;
    }

    private <T> T record(String name, Class<T> type) throws IOException {
        Path file = folder.resolve(name);
        try {
            return Optional.ofNullable(Json.read(bytes(file), type)).orElseThrow(() -> damaged(file, "it is empty"));
        } catch (JacksonException e) {
            throw new IOException(damaged(file, e.getOriginalMessage()).getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        return SmallFile.read(file, MOST_ANSWER)
                .orElseThrow(() -> damaged(file, "it is no file, or larger than what is written there"));
    }

    private static IOException damaged(Path file, String why) {
        return new IOException(file + " does not hold what was written there: " + why);
    }

    private TaskAccount task(Optional<TaskSpec> spec, TaskReport report) {
        List<Try> attempts = earlier(report);
        if (report.result().isEmpty()) {
            return new TaskAccount(spec, report, Optional.empty(), Optional.empty(), attempts, Optional.empty());
        }
        Path file = attempt(report, report.attempts()).resolve("result.json");
        var sink = new DigestSink(bounds);
        try (InputStream in = files.open(file)) {
            ResultStream.read(in, sink);
            Digest digest = sink.digest();
            if (digest.findings() != report.findings()) {
                throw new IOException("it holds " + digest.findings() + " findings, and " + report.findings()
                        + " were there when it counted");
            }
            attempts.add(digest.attempt());
            return new TaskAccount(
                    spec, report, Optional.of(digest), Optional.empty(), attempts, tests(report, digest));
        } catch (IOException e) {
            return account(spec, report, Optional.of(file + " was not read: " + e.getMessage()));
        }
    }

    private static TaskAccount account(Optional<TaskSpec> spec, TaskReport report, Optional<String> unread) {
        return new TaskAccount(spec, report, Optional.empty(), unread, List.of(), Optional.empty());
    }

    private List<Try> earlier(TaskReport report) {
        List<Try> attempts = new ArrayList<>();
        for (int n = Math.max(1, report.attempts() - EARLIER_ATTEMPTS); n < report.attempts(); n++) {
            earlier(attempt(report, n).resolve("result.json")).ifPresent(attempts::add);
        }
        return attempts;
    }

    /** What did not count is left out of the timeline when it cannot be read; the answer counts it all the same. */
    private Optional<Try> earlier(Path file) {
        var sink = new DigestSink(bounds);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > EARLIER_BYTES) {
                return Optional.empty();
            }
            try (InputStream in = files.open(file)) {
                ResultStream.read(in, sink);
            }
            return Optional.of(sink.attempt());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path attempt(TaskReport report, int number) {
        return folder.resolve("tasks/" + report.taskId() + "/" + number);
    }

    private Optional<TestSuites> tests(TaskReport report, Digest digest) {
        Path artifacts = attempt(report, report.attempts()).resolve("artifacts");
        return digest.artifacts().stream()
                .filter(artifact -> artifact.name().equals(JUNIT))
                .flatMap(artifact -> RunFile.artifact(home, artifacts, artifact).stream())
                .findFirst()
                .flatMap(this::tests);
    }

    private Optional<TestSuites> tests(Path file) {
        try (InputStream in = files.open(file)) {
            return Optional.of(JunitReader.read(in, bounds));
        } catch (IOException e) {
            return Optional.of(TestSuites.unread(file + " was not read: " + e.getMessage()));
        }
    }
}
