package dev.drover.master.core;

import dev.drover.message.DroverException;
import dev.drover.message.RequestResult;
import dev.drover.message.RequestStatus;
import dev.drover.message.TaskReport;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The final result of a request, the same bytes however often it is derived. */
public final class Reports {
    private Reports() {}

    /** The answer to a request that has ended. */
    public static RequestResult of(Run run) {
        Run.Finish finish = run.finish()
                .orElseThrow(
                        () -> new DroverException("request '" + run.id() + "' has not ended, so it has no result"));
        int completed = run.count(TaskState.COMPLETED);
        int total = run.tasks().size();
        return new RequestResult(
                1,
                run.id(),
                finish.status(),
                finish.summary(),
                completed,
                total,
                Math.round(1000.0 * completed / total) / 1000.0,
                Duration.between(run.acceptedAt(), finish.at()).toMillis() / 1000.0,
                Optional.of(finish.at().truncatedTo(ChronoUnit.MILLIS)),
                run.round(),
                run.plan().pattern(),
                run.tasks().stream().map(task -> report(run, task)).toList(),
                new RequestResult.Anchor(finish.seq(), finish.hash()));
    }

    /** How one task stands. */
    public static TaskReport report(Run run, Task task) {
        return new TaskReport(
                task.id(),
                task.agentType(),
                task.state(),
                task.attempts(),
                task.agentId(),
                task.outcome().map(Outcome::seconds),
                task.outcome().map(Outcome::summary).orElse(""),
                task.outcome().map(Outcome::findings).orElse(0),
                task.outcome().flatMap(Outcome::commit),
                task.outcome().flatMap(Outcome::branch),
                Packets.resultPath(run, task),
                task.error());
    }

    static String summary(Run run, RequestStatus status) {
        List<String> parts = new ArrayList<>();
        for (TaskState state : TaskState.values()) {
            int n = run.count(state);
            if (n > 0) {
                parts.add(n + " " + state.wire());
            }
        }
        int findings = run.tasks().stream()
                .flatMap(task -> task.outcome().stream())
                .mapToInt(Outcome::findings)
                .sum();
        String reason = run.cancelReason().map(why -> ": " + why).orElse("");
        return "%s%s; %d task%s: %s; %d finding%s"
                .formatted(
                        status.wire(),
                        reason,
                        run.tasks().size(),
                        run.tasks().size() == 1 ? "" : "s",
                        String.join(", ", parts),
                        findings,
                        findings == 1 ? "" : "s");
    }
}
