package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import java.io.IOException;
import java.util.List;

/**
 * Builds, deploys, checks, promotes and rolls back, as the workspace's {@code .drover/deploy.yaml} says, and asks for
 * the codeword of an environment that has one. Param: {@code environment}.
 */
public final class DeploymentSpecialist implements Specialist {
    /** Where it is said what the commands of a build or a deployment are, in a workspace. */
    public static final String FILE = DeployFile.NAME;

    private static final List<String> CAPABILITIES = List.of("build", "deploy", "smoke_test", "promote", "rollback");

    @Override
    public boolean canDo(String capability) {
        return CAPABILITIES.contains(capability);
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        var commands = new Commands(assignment);
        Outcome outcome;
        try {
            DeployFile file = DeployFileReader.read(assignment.workspace());
            var task = new DeploymentTask(assignment, file, commands);
            outcome = switch (assignment.packet().capability().orElseThrow()) {
                case "build" -> task.build();
                case "deploy" -> task.deploy();
                case "promote" -> task.promote();
                case "rollback" -> task.rollback();
                default -> task.smokeTest();
            };
        } catch (Refusal refusal) {
            outcome = refusal.outcome();
        } catch (CommandTimedOut e) {
            outcome = Outcomes.timeout(e);
        }
        return outcome.withEvidence(commands.evidence());
    }
}
