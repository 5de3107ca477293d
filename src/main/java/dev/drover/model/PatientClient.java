package dev.drover.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Asks again where that may help: a server that has too much to do, or that something before it could not reach. Each
 * time it waits about twice as long, and at least as long as the server wants.
 */
public final class PatientClient implements ModelClient {
    /** How long it is asked again as a rule. */
    public static final Duration TOTAL = Duration.ofMinutes(2);

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(16);
    private static final int MOST_DOUBLINGS = 10;

    private final ModelClient client;
    private final Duration total;
    private final RandomGenerator random;
    private final LongSupplier ticker;
    private final Waiter waiter;

    /** How time is let pass. */
    interface Waiter {
        void await(Duration time) throws InterruptedException;
    }

    private interface Question<T> {
        T ask() throws ModelException, InterruptedException;
    }

    /**
     * Asks through this client.
     *
     * @param total from the first refusal to the last question; no answer that is under way is broken off for it
     * @param random spreads out those who wait for the same server
     */
    public PatientClient(ModelClient client, Duration total, RandomGenerator random) {
        this(client, total, random, System::nanoTime, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    PatientClient(ModelClient client, Duration total, RandomGenerator random, LongSupplier ticker, Waiter waiter) {
        this.client = client;
        this.total = total;
        this.random = random;
        this.ticker = ticker;
        this.waiter = waiter;
    }

    /**
     * Asks and waits for the whole answer.
     *
     * @throws ModelException that of the last time, with how often it was asked when that may have helped
     */
    @Override
    public ChatAnswer chat(Chat chat) throws ModelException, InterruptedException {
        return patiently(() -> client.chat(chat));
    }

    @Override
    public List<ModelInfo> models() throws ModelException, InterruptedException {
        return patiently(client::models);
    }

    private <T> T patiently(Question<T> question) throws ModelException, InterruptedException {
        long start = 0;
        for (int asked = 1; ; asked++) {
            try {
                return question.ask();
            } catch (ModelException e) {
                // Not from the question: it may have stood in line for longer than anybody has patience.
                start = asked == 1 ? ticker.getAsLong() : start;
                Duration spent = Duration.ofNanos(ticker.getAsLong() - start);
                Duration wait = e.retryAfter().plus(backOff(asked));
                if (!e.isPassing() || spent.plus(wait).compareTo(total) > 0) {
                    throw asked == 1 && !e.isPassing() ? e : e.and(told(asked, spent, e.retryAfter()));
                }
                waiter.await(wait);
            }
        }
    }

    /** Between half of the time and all of it. */
    private Duration backOff(int asked) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(asked - 1, MOST_DOUBLINGS));
        long most = Math.min(doubled.toNanos(), LONGEST.toNanos());
        return Duration.ofNanos(most / 2 + random.nextLong(most / 2 + 1));
    }

    private static String told(int asked, Duration spent, Duration retryAfter) {
        String times = asked == 1 ? "once" : asked + " times in " + spent.toSeconds() + " s";
        String wish = retryAfter.isZero() ? "" : ", and wants to be left alone for " + retryAfter.toSeconds() + " s";
        return " (it was asked " + times + wish + ")";
    }
}
