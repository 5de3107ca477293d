package dev.drover.archfixture.clocks.cli;

import java.time.Instant;

final class Command {
    private Command() {}

    static Instant now() {
        return Instant.now();
    }
}
