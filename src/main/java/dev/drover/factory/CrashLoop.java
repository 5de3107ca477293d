package dev.drover.factory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds back a type whose agents die one after the other: each further death doubles the wait, up to a minute; an
 * agent that lives long enough resets it. Confined to one thread.
 */
final class CrashLoop {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration HEALTHY = Duration.ofSeconds(30);

    private record Deaths(int inARow, long untilNanos) {}

    private final Map<String, Deaths> byType = new HashMap<>();

    /** An agent of the type died after it had lived for so long. */
    Duration died(String type, Duration lived, long nowNanos) {
        Deaths before = byType.get(type);
        int inARow = lived.compareTo(HEALTHY) >= 0 || before == null ? 1 : before.inARow() + 1;
        Duration wait = inARow == 1 ? Duration.ZERO : FIRST.multipliedBy(1L << Math.min(inARow - 2, 10));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        byType.put(type, new Deaths(inARow, nowNanos + bounded.toNanos()));
        return bounded;
    }

    /** Whether another one may be started now. */
    boolean allows(String type, long nowNanos) {
        Deaths deaths = byType.get(type);
        return deaths == null || nowNanos - deaths.untilNanos() >= 0;
    }
}
