package dev.drover.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The final answer to a request, published as {@code bus/outbox/<request_id>.json}.
 *
 * @param successRate completed tasks divided by all tasks, 0 to 1
 * @param totalSeconds wall-clock seconds from acceptance to the end
 * @param finishedAt when it ended; absent in answers of versions that did not say
 * @param round 1, or higher when the request was retried after it had ended
 */
public record RequestResult(
        int protocol,
        String requestId,
        RequestStatus status,
        String summary,
        int completedTasks,
        int totalTasks,
        double successRate,
        double totalSeconds,
        Optional<Instant> finishedAt,
        int round,
        Optional<String> pattern,
        List<TaskReport> tasks,
        Anchor audit) {
    public RequestResult {
        tasks = Wire.list(tasks);
    }

    /** The place of the request's completion event in {@code logs/master.jsonl}. */
    public record Anchor(long seq, String hash) {}
}
