package dev.drover.council;

import dev.drover.message.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How much may be used of models before no more is asked. Each limit in tokens, read and written together, or in
 * millionths of a dollar; 0 is none.
 *
 * @param requestTokens those that the request says itself
 * @param requestMicroDollars those that the request says itself
 */
public record Budget(
        long taskTokens,
        Optional<Long> requestTokens,
        long dayTokens,
        long taskMicroDollars,
        Optional<Long> requestMicroDollars,
        long dayMicroDollars) {
    private static final String TASK_RAISED_BY =
            "model.task_tokens, and limits.tokens of the agent's definition where it has one";

    /** The limits of the settings and of a request; neither says anything about dollars. */
    public static Budget of(Settings.Model settings, Limits request) {
        return new Budget(settings.taskTokens(), request.maxTokens(), settings.dayTokens(), 0, Optional.empty(), 0);
    }

    /**
     * Says which limit was reached, how much was used and what raises it; empty when another question may be asked.
     * An answer that was begun below a limit may go above it.
     */
    public Optional<String> exceeded(Spending spending, String requestId, String taskId, InstantSource clock) {
        return reached("task", spending.ofTask(requestId, taskId), taskTokens, taskMicroDollars, TASK_RAISED_BY)
                .or(() -> reached(
                        "request",
                        spending.ofRequest(requestId),
                        requestTokens.orElse(0L),
                        requestMicroDollars.orElse(0L),
                        "limits.max_tokens in a new request"))
                .or(() -> reached("day", spending.today(), dayTokens, dayMicroDollars, "model.day_tokens")
                        .map(told -> told + ", or wait until midnight UTC, " + untilMidnight(clock.instant())));
    }

    private static Optional<String> reached(String what, Spent spent, long tokens, long microDollars, String raisedBy) {
        if (tokens > 0 && spent.tokens() >= tokens) {
            return Optional.of("the " + what + " has used " + spent.tokens() + " of its " + tokens
                    + " tokens of models; to allow more, raise " + raisedBy);
        }
        return microDollars > 0 && spent.microDollars() >= microDollars
                ? Optional.of("the " + what + " has used " + spent.microDollars() + " of its " + microDollars
                        + " micro-dollars of models; to allow more, raise its limit in micro-dollars")
                : Optional.empty();
    }

    private static String untilMidnight(Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Duration left = Duration.between(now, midnight);
        return "in " + left.toHours() + " h " + left.toMinutesPart() + " min";
    }
}
