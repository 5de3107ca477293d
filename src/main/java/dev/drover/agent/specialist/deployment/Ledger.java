package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Action;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Step;
import dev.drover.message.Packet;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes one deployment down: in the log of its environment, which the next one goes by, and in that of the home. */
final class Ledger {
    private final Assignment assignment;
    private final Site site;
    private final List<String> troubles = new ArrayList<>();

    Ledger(Assignment assignment, Site site) {
        this.assignment = assignment;
        this.site = site;
    }

    /** Before anything is switched. Nothing may be switched when this throws. */
    DeploymentEntry begin(
            Action action, String release, String sha256, Optional<String> previous, Optional<String> commit)
            throws IOException {
        Packet packet = assignment.packet();
        var entry = new DeploymentEntry(
                assignment.surroundings().now(),
                site.environment().name(),
                assignment.workspace().toString(),
                site.folder().toString(),
                action,
                Step.BEGUN,
                release,
                sha256,
                previous,
                packet.requestId(),
                packet.taskId(),
                packet.packetId(),
                packet.attempt(),
                assignment.agentId(),
                commit,
                "begun");
        Files.createDirectories(assignment.surroundings().deployments().getParent());
        new DeploymentLog(assignment.surroundings().deployments()).append(entry);
        site.log().append(entry);
        KillPoint.reach("deploy.begun");
        return entry;
    }

    /** After all is as it says. What cannot be written down any more is told in the outcome instead. */
    void end(DeploymentEntry begun, Step how, Optional<String> before, String message) {
        DeploymentEntry entry = begun.ended(assignment.surroundings().now(), how, before, message);
        KillPoint.reach("deploy.ending");
        append(site.log(), entry);
        append(new DeploymentLog(assignment.surroundings().deployments()), entry);
    }

    private void append(DeploymentLog log, DeploymentEntry entry) {
        try {
            log.append(entry);
        } catch (IOException e) {
            troubles.add(e.toString());
        }
    }

    /** What could not be written down. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }
}
