package dev.drover.council;

import dev.drover.message.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How much may be used of models before no more is asked.
 *
 * @param request what the request says itself
 * @param day of UTC, for all requests together
 */
record Budget(SpendingLimit task, SpendingLimit request, SpendingLimit day) {
    private static final String AND_OF_DEFINITION = " of the agent's definition where it has one";
    private static final Raise TASK = new Raise(
            "model.task_tokens, and limits.tokens" + AND_OF_DEFINITION,
            "model.task_dollars, and limits.dollars" + AND_OF_DEFINITION);
    private static final Raise REQUEST =
            new Raise("limits.max_tokens in a new request", "limits.max_dollars in a new request");
    private static final Raise DAY = new Raise("model.day_tokens", "model.day_dollars");

    /** What a person changes to allow more. */
    private record Raise(String tokens, String dollars) {}

    /** The limits of the settings, of a definition and of a request. */
    static Budget of(Settings.Model settings, AgentDefinition.Limits own, Limits request) {
        return new Budget(
                SpendingLimit.of(settings.taskTokens(), settings.taskDollars())
                        .and(SpendingLimit.of(own.tokens(), own.dollars())),
                SpendingLimit.of(request.maxTokens(), request.maxDollars()),
                SpendingLimit.of(settings.dayTokens(), settings.dayDollars()));
    }

    /**
     * Says which limit was reached, how much was used and what raises it; empty when another question may be asked.
     * An answer that was begun below a limit may go above it.
     */
    Optional<String> exceeded(Spending spending, String requestId, String taskId, InstantSource clock) {
        return reached("task", spending.ofTask(requestId, taskId), task, TASK)
                .or(() -> reached("request", spending.ofRequest(requestId), request, REQUEST))
                .or(() -> reached("day", spending.today(), day, DAY)
                        .map(told -> told + ", or wait until midnight UTC, " + untilMidnight(clock.instant())));
    }

    /** What the next question may cost, in millionths of a dollar; empty where no limit says. */
    OptionalLong microDollarsLeft(Spending spending, String requestId, String taskId) {
        return Stream.of(
                        task.microDollarsLeft(spending.ofTask(requestId, taskId)),
                        request.microDollarsLeft(spending.ofRequest(requestId)),
                        day.microDollarsLeft(spending.today()))
                .flatMapToLong(left -> left.isPresent() ? LongStream.of(left.getAsLong()) : LongStream.empty())
                .min();
    }

    private static Optional<String> reached(String what, Spent spent, SpendingLimit limit, Raise raise) {
        if (limit.tokens() > 0 && spent.tokens() >= limit.tokens()) {
            return Optional.of("the " + what + " has used " + spent.tokens() + " of its " + limit.tokens()
                    + " tokens of models; to allow more, raise " + raise.tokens());
        }
        return limit.microDollars() > 0 && spent.microDollars() >= limit.microDollars()
                ? Optional.of("the " + what + " has cost " + dollars(spent.microDollars()) + " of its "
                        + dollars(limit.microDollars()) + " dollars; to allow more, raise " + raise.dollars())
                : Optional.empty();
    }

    private static String dollars(long micro) {
        return String.format(Locale.ROOT, "%.6f", micro / 1e6).replaceFirst("(\\.\\d\\d\\d*?)0+$", "$1");
    }

    private static String untilMidnight(Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Duration left = Duration.between(now, midnight);
        return "in " + left.toHours() + " h " + left.toMinutesPart() + " min";
    }
}
