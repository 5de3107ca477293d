package dev.drover.archfixture.clocks.bus;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

final class Reader {
    private Reader() {}

    static Instant now() {
        return Instant.now();
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static long millis() {
        return System.currentTimeMillis();
    }

    static Clock systemClock() {
        return Clock.systemUTC();
    }

    static Instant allowed(Clock clock) {
        return Instant.now(clock);
    }
}
