package dev.drover.agent.specialist.builtin;

import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.documentation.DocumentationSpecialist;
import dev.drover.agent.specialist.git.GitSpecialist;
import dev.drover.agent.specialist.review.ReviewSpecialist;
import dev.drover.agent.specialist.testing.TestingSpecialist;
import java.util.Map;
import java.util.Optional;

/** Finds the specialist of an agent type. Coding and deployment have none: they need a mind, or a command to run. */
public final class Specialists {
    private static final Map<String, Specialist> BY_TYPE = Map.of(
            "testing", new TestingSpecialist(),
            "review", new ReviewSpecialist(),
            "documentation", new DocumentationSpecialist(),
            "git", new GitSpecialist());

    private Specialists() {}

    /** Empty for a type without one. */
    public static Optional<Specialist> forType(String agentType) {
        return Optional.ofNullable(BY_TYPE.get(agentType));
    }
}
