package dev.drover.agent.specialist.builtin;

import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.coding.CodingSpecialist;
import dev.drover.agent.specialist.deployment.DeploymentSpecialist;
import dev.drover.agent.specialist.documentation.DocumentationSpecialist;
import dev.drover.agent.specialist.git.GitSpecialist;
import dev.drover.agent.specialist.review.ReviewSpecialist;
import dev.drover.agent.specialist.testing.TestingSpecialist;
import java.util.Optional;

/** Finds the specialist of an agent type. A type of the user's own has none: it works by commands. */
public final class Specialists {
    private Specialists() {}

    /** Empty for a type without one. An agent has one type, so only its specialist is loaded. */
    public static Optional<Specialist> forType(String agentType) {
        return switch (agentType) {
            case "testing" -> Optional.of(new TestingSpecialist());
            case "review" -> Optional.of(new ReviewSpecialist());
            case "documentation" -> Optional.of(new DocumentationSpecialist());
            case "git" -> Optional.of(new GitSpecialist());
            case "deployment" -> Optional.of(new DeploymentSpecialist());
            case "coding" -> Optional.of(new CodingSpecialist());
            default -> Optional.empty();
        };
    }
}
