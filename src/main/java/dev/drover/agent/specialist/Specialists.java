package dev.drover.agent.specialist;

import java.util.Optional;

/** The specialists that come with Drover, by agent type. */
public final class Specialists {
    private Specialists() {}

    public static Optional<Specialist> forType(String agentType) {
        return Optional.empty();
    }
}
