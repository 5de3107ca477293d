package dev.drover.daemon;

import dev.drover.agent.specialist.review.WithoutSecrets;
import dev.drover.bus.Home;
import dev.drover.knowledge.Lesson;
import dev.drover.knowledge.LessonBook;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.PacketResult;
import dev.drover.message.Shortened;
import dev.drover.message.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes back to {@code knowledge/lessons}: requests that ended, attempts that failed with the reason and the
 * evidence, what came after when a later attempt at such a task succeeded, and what was optimized. Confined to one thread.
 */
final class Lessons {
    private static final Logger log = LoggerFactory.getLogger(Lessons.class);
    private static final String OPTIMIZATION = "optimization";
    private static final int MAX_EVIDENCE = 10;
    private static final int MAX_TEXT = 2_000;

    private final Home home;
    private final LessonBook book;

    Lessons(Home home) {
        this.home = home;
        this.book = new LessonBook(home.lessons());
    }

    /** @param events in their order; a result and what the task came to by it are not apart */
    void learn(List<Recorded> events) {
        List<Lesson> lessons = new ArrayList<>();
        Map<String, Event.ResultReceived> results = new HashMap<>();
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case Event.ResultReceived e -> results.put(key(e.requestId(), e.taskId()), e);
                case Event.TaskRetrying e ->
                    lessons.add(failed(
                            recorded,
                            new TaskHistory(home, e.requestId(), e.taskId()),
                            Optional.ofNullable(results.get(key(e.requestId(), e.taskId()))),
                            new Came(Optional.empty(), Optional.of(e.failures()), Optional.empty(), e.why())));
                case Event.TaskEnded e -> lessons.addAll(ended(recorded, e, results));
                case Event.RequestFinished e ->
                    lessons.add(new Lesson.Worked(
                            recorded.at(),
                            recorded.seq(),
                            e.requestId(),
                            e.status().wire(),
                            withoutSecrets(e.summary()),
                            userRequest(e.requestId()),
                            new RequestHistory(home, e.requestId()).workspace()));
                default -> {}
            }
        }
        try {
            book.add(lessons);
        } catch (IOException e) {
            log.warn("lessons cannot be written to {}: {}", book.folder(), e.toString());
        }
    }

    /** How it stands with a task after a failure. */
    private record Came(Optional<String> state, Optional<Integer> failures, Optional<String> code, String why) {}

    private List<Lesson> ended(Recorded recorded, Event.TaskEnded e, Map<String, Event.ResultReceived> results) {
        var task = new TaskHistory(home, e.requestId(), e.taskId());
        Optional<Event.ResultReceived> result = Optional.ofNullable(results.get(key(e.requestId(), e.taskId())));
        if (e.error().isPresent()) {
            Failure error = e.error().get();
            var came = new Came(
                    Optional.of(e.state().wire()), Optional.empty(), Optional.of(error.code()), error.message());
            return List.of(failed(recorded, task, result, came));
        }
        return result.filter(r -> e.state() == TaskState.COMPLETED)
                .map(r -> completed(recorded, e, task, r))
                .orElse(List.of());
    }

    private static List<Lesson> completed(
            Recorded recorded, Event.TaskEnded e, TaskHistory task, Event.ResultReceived result) {
        Optional<Lesson.Subject> optimized = subject(task)
                .filter(subject -> result.outcome().commit().isPresent()
                        && subject.capability().filter(OPTIMIZATION::equals).isPresent());
        boolean failedBefore = task.failedBefore(result.attempt());
        if (optimized.isEmpty() && !failedBefore) {
            return List.of();
        }
        var by = new Lesson.Resolution(
                result.attempt(),
                shortened(withoutSecrets(result.outcome().summary())),
                result.outcome().commit(),
                evidence(task.result(result.attempt())));
        List<Lesson> lessons = new ArrayList<>();
        if (failedBefore) {
            lessons.add(new Lesson.Resolved(recorded.at(), recorded.seq(), e.requestId(), e.taskId(), by));
        }
        // What ran on the tree that was committed has accepted it; the rest is how it came about.
        var accepted = new Lesson.Resolution(
                by.attempt(),
                by.summary(),
                by.commit(),
                by.evidence().stream().filter(ran -> ran.tree().isPresent()).toList());
        optimized.ifPresent(subject -> lessons.add(
                new Lesson.Optimized(recorded.at(), recorded.seq(), e.requestId(), e.taskId(), subject, accepted)));
        return lessons;
    }

    private static Lesson failed(
            Recorded recorded, TaskHistory task, Optional<Event.ResultReceived> received, Came came) {
        Optional<PacketResult> result = received.flatMap(r -> task.result(r.attempt()));
        return new Lesson.Failed(
                recorded.at(),
                recorded.seq(),
                task.requestId(),
                task.taskId(),
                came.state(),
                came.failures(),
                came.code().or(() -> received.flatMap(r -> r.outcome().error()).map(Failure::code)),
                withoutSecrets(came.why()),
                received.map(Event.ResultReceived::attempt),
                subject(task),
                evidence(result),
                result.flatMap(PacketResult::outputTail)
                        .map(Lessons::withoutSecrets)
                        .map(Lessons::end));
    }

    private static List<Evidence> evidence(Optional<PacketResult> result) {
        return result.map(PacketResult::evidence).orElse(List.of()).stream()
                .limit(MAX_EVIDENCE)
                .map(ran -> new Evidence(
                        withoutSecrets(ran.command()),
                        ran.exitCode(),
                        ran.durationSeconds(),
                        ran.outputSha256(),
                        ran.log(),
                        ran.tree()))
                .toList();
    }

    private static Optional<Lesson.Subject> subject(TaskHistory task) {
        return task.subject()
                .map(s -> new Lesson.Subject(
                        s.agentType(), withoutSecrets(s.action()), s.capability(), s.files(), s.workspace()));
    }

    /** A lesson is given to other models than the one that knows of it already. */
    private static String withoutSecrets(String text) {
        return String.join("\n", WithoutSecrets.lines("output.txt", text));
    }

    private Optional<String> userRequest(String requestId) {
        return new RequestHistory(home, requestId)
                .userRequest()
                .map(Lessons::withoutSecrets)
                .map(Lessons::shortened);
    }

    private static String key(String requestId, String taskId) {
        return requestId + " " + taskId;
    }

    private static String shortened(String text) {
        return Shortened.of(text, MAX_TEXT);
    }

    /** What a command says last says most. */
    private static String end(String text) {
        return Shortened.endOf(text, MAX_TEXT);
    }
}
