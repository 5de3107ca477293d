package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Action;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A rollout with what is around it: what cannot be deployed, and what is said when the disk refuses. */
final class Delivery {
    private final Assignment assignment;
    private final DeployFile file;
    private final Commands commands;

    Delivery(Assignment assignment, DeployFile file, Commands commands) {
        this.assignment = assignment;
        this.file = file;
        this.commands = commands;
    }

    /**
     * Deploys to an environment whose lock is held.
     *
     * @param source the folder that the manifest's paths are below
     */
    Outcome of(Site site, Manifest manifest, Path source, Action action) throws IOException, InterruptedException {
        refuseTargetInArtifacts(site);
        var ledger = new Ledger(assignment, site);
        var rollout = new Rollout(site, ledger, commands);
        Optional<String> commit = action == Action.DEPLOY ? Builder.commit(assignment) : Optional.empty();
        try {
            return told(rollout.deploy(manifest, source, action, commit), ledger);
        } catch (Refusal | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw Refusal.failed(
                    "deploy_failed",
                    "The release " + manifest.release() + " was not deployed to "
                            + site.environment().name() + ": " + e + ". Nothing was switched. Make room or mend the"
                            + " folder " + site.folder() + ", then retry the request.",
                    true);
        }
    }

    private void refuseTargetInArtifacts(Site site) throws Refusal {
        for (String artifact : file.build().map(DeployFile.Build::artifacts).orElse(List.of())) {
            Path path = assignment.workspace().resolve(artifact).normalize();
            if (site.folder().startsWith(path) || path.startsWith(site.folder())) {
                throw Refusal.blocked(
                        "target_in_artifacts",
                        "The artifact " + artifact + " and the folder " + site.folder()
                                + " lie within each other, so every release would hold the ones before. Name another"
                                + " folder in " + DeployFile.NAME + " and retry the request.");
            }
        }
    }

    /** The outcome, with what could not be written down. */
    static Outcome told(Outcome outcome, Ledger ledger) {
        Outcome all = outcome;
        for (String trouble : ledger.troubles()) {
            all = Reports.with(
                    all,
                    Reports.finding(
                            Severity.HIGH,
                            "deployment.not-recorded",
                            "What was done could not be written down (" + trouble
                                    + "), so the next deployment takes it for interrupted. Make room and deploy again."));
        }
        return all;
    }
}
