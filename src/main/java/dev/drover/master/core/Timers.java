package dev.drover.master.core;

import dev.drover.message.Limits;
import java.time.Instant;
import java.util.Optional;

/** When the passing of time alone changes what may be done. */
final class Timers {
    private Timers() {}

    static Optional<Instant> next(State state, Instant now) {
        Optional<Instant> next = Optional.empty();
        for (Run run : state.open()) {
            if (run.finish().isPresent()) {
                continue;
            }
            Optional<Instant> limit = run.accepted()
                    .limits()
                    .flatMap(Limits::maxRuntimeSeconds)
                    .filter(seconds -> run.cancelReason().isEmpty())
                    .map(seconds -> run.acceptedAt().plusSeconds(seconds));
            next = earlier(next, limit);
            for (Task task : run.unlocked()) {
                next = earlier(next, task.waitsUntil(now));
            }
        }
        return next;
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return a.get().isBefore(b.get()) ? a : b;
    }
}
