package dev.drover.cli.view;

import dev.drover.master.core.Run;
import dev.drover.master.core.Task;
import dev.drover.message.RequestStatus;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One request as a reader follows it: its run, and when what happened to it. Confined to the owner of its fold. */
public final class RunView {
    /**
     * One attempt at a task.
     *
     * @param agentId who claimed it
     * @param how how it ended, in a word: a result's status, {@code taken back} or {@code withdrawn}
     */
    public record Span(
            String taskId,
            int attempt,
            Instant issued,
            Optional<Instant> claimed,
            Optional<Instant> ended,
            Optional<String> agentId,
            Optional<String> how) {

        Span claimed(Instant at, String agent) {
            return new Span(taskId, attempt, issued, Optional.of(at), ended, Optional.of(agent), how);
        }

        Span ended(Instant at, String word) {
            return ended.isPresent()
                    ? this
                    : new Span(taskId, attempt, issued, claimed, Optional.of(at), agentId, Optional.of(word));
        }
    }

    static final String OPEN = "open";
    public static final String ENDING = "ending";

    private static final Duration USUAL_END = Duration.ofSeconds(15);

    private final Instant acceptedAt;
    private final List<Span> spans = new ArrayList<>();
    private final Map<String, Instant> ending = new LinkedHashMap<>();
    private Run run;
    private boolean published;

    RunView(Run run, Instant acceptedAt) {
        this.run = run;
        this.acceptedAt = acceptedAt;
    }

    public String id() {
        return run.id();
    }

    /** The run as it stands; of an ended request as it stood at its end. */
    public Run run() {
        return run;
    }

    /** When it was first taken in, whatever retries came after. */
    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** All attempts, in the order in which they were issued. */
    public List<Span> spans() {
        return Collections.unmodifiableList(spans);
    }

    /** The latest attempt at a task; empty when there was none. */
    public Optional<Span> span(String taskId) {
        return spans.reversed().stream().filter(s -> s.taskId().equals(taskId)).findFirst();
    }

    /** How it ended; empty while it is open. */
    public Optional<RequestStatus> status() {
        return run.finish().map(Run.Finish::status);
    }

    /** Whether its final result lies in the outbox. */
    public boolean isPublished() {
        return published;
    }

    /** {@code open}; {@code ending} from when it is cancelled or out of time until nothing of it runs; or how it ended. */
    public String statusWord() {
        return status().map(RequestStatus::wire).orElse(run.cancelReason().isPresent() ? ENDING : OPEN);
    }

    /** The tasks that were cancelled and whose processes may still be ending. */
    public Set<String> ending() {
        return status().isPresent() ? Set.of() : Collections.unmodifiableSet(ending.keySet());
    }

    /** What a cancelled request still waits for, in words. */
    public Optional<String> endingText(Instant now) {
        if (ending().isEmpty()) {
            return Optional.empty();
        }
        Duration longest = Duration.between(
                ending.values().stream().min(Instant::compareTo).orElse(now), now);
        String names = ending().stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        return Optional.of("it is ending: waits for processes of task " + names + " to end"
                + (longest.compareTo(USUAL_END) < 0
                        ? ""
                        : "; they have not for " + Text.duration(longest)
                                + ", and Drover keeps trying to end them (drover logs says more)"));
    }

    public int done() {
        return run.count(TaskState.COMPLETED);
    }

    public int total() {
        return run.tasks().size();
    }

    /** The time it took, of its latest round, or has taken so far. */
    public Duration took(Instant now) {
        return Duration.between(
                run.acceptedAt(), run.finish().map(Run.Finish::at).orElse(now));
    }

    /** What was asked for, in a line. */
    public String title() {
        return run.accepted().userRequest().map(Text::line).orElseGet(() -> run.tasks().stream()
                .findFirst()
                .map(Task::spec)
                .map(spec -> Text.line(spec.action()))
                .orElse(""));
    }

    void reopened(Run next) {
        run = next;
        published = false;
        ending.clear();
    }

    void withdrawn(String taskId, Instant at) {
        ending.put(taskId, at);
    }

    void gone(String taskId) {
        ending.remove(taskId);
    }

    void published() {
        published = true;
    }

    void issued(String taskId, int attempt, Instant at) {
        spans.add(
                new Span(taskId, attempt, at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    void claimed(String taskId, int attempt, Instant at, String agentId) {
        change(taskId, attempt, span -> span.claimed(at, agentId));
    }

    void ended(String taskId, int attempt, Instant at, String how) {
        change(taskId, attempt, span -> span.ended(at, how));
    }

    private void change(String taskId, int attempt, java.util.function.UnaryOperator<Span> how) {
        for (int i = spans.size() - 1; i >= 0; i--) {
            Span span = spans.get(i);
            if (span.taskId().equals(taskId) && span.attempt() == attempt) {
                spans.set(i, how.apply(span));
                return;
            }
        }
    }
}
