package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Artifact;
import dev.drover.message.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Ends the work with an outcome other than completed. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    private Refusal(Outcome outcome) {
        super(outcome.summary());
        this.outcome = outcome;
    }

    static Refusal blocked(String code, String message) {
        return new Refusal(Outcome.blocked(code, message));
    }

    static Refusal blocked(String code, String message, List<Finding> findings) {
        return new Refusal(Outcome.blocked(code, message).withFindings(findings));
    }

    static Refusal failed(String code, String message, boolean retryable) {
        return new Refusal(Outcome.failed(code, message, retryable));
    }

    /** The same, with what was made before it came to that. */
    Refusal withArtifacts(List<Artifact> artifacts) {
        return new Refusal(outcome.withArtifacts(artifacts));
    }

    /** Ends the work when something is in its way. */
    static void when(Optional<Outcome> obstacle) throws Refusal {
        if (obstacle.isPresent()) {
            throw new Refusal(obstacle.get());
        }
    }

    Outcome outcome() {
        return outcome;
    }
}
