package dev.drover.report.account;

import java.time.Duration;
import java.time.Instant;

/** One attempt at a task, by its agent's account. */
public record Try(int number, String agentId, String status, Instant started, Instant finished) {
    public Duration took() {
        return started.isAfter(finished) ? Duration.ZERO : Duration.between(started, finished);
    }
}
