package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One deployment task in a process of its own, which can be killed: folder of the yard, capability, packet id. */
final class DeployRun {
    private DeployRun() {}

    public static void main(String[] args) throws Exception {
        Yard yard = new Yard(Path.of(args[0]), false);
        Outcome outcome = yard.perform(yard.assignment(args[1], Map.of(), List.of(), args[2], Optional.empty()));
        System.out.println(outcome.status() + ": " + outcome.summary());
    }
}
