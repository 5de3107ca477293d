package dev.drover.archfixture.clocks.agent;

import java.time.Instant;

final class Worker {
    private Worker() {}

    static Instant now() {
        return Instant.now();
    }
}
