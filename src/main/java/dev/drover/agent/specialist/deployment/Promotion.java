package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.deployment.DeployFile.Environment;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Action;
import dev.drover.agent.specialist.support.FindingsGate;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Takes a release on from the environment in which it passed. */
final class Promotion {
    private final Assignment assignment;
    private final DeployFile file;
    private final Commands commands;

    Promotion(Assignment assignment, DeployFile file, Commands commands) {
        this.assignment = assignment;
        this.file = file;
        this.commands = commands;
    }

    /** Takes over the very release that is live and passed in the environment before. */
    Outcome to(Environment environment) throws IOException, InterruptedException {
        Refusal.when(FindingsGate.obstacle(assignment, "promoted"));
        Optional<String> meant = EnvironmentChoice.param(assignment.packet(), "from");
        if (meant.isPresent() && !meant.equals(environment.promoteFrom())) {
            throw Refusal.blocked(
                    "not_promoted",
                    "The request says from '" + Ids.printable(meant.get()) + "', but "
                            + environment.name() + " takes releases from "
                            + environment.promoteFrom().orElseThrow() + " alone. Send the request again with that.");
        }
        Environment from =
                file.environment(environment.promoteFrom().orElseThrow()).orElseThrow();
        if (!Site.of(from, assignment.workspace()).exists()) {
            throw notProven(from, "nothing was deployed there yet");
        }
        Site opened = Site.opened(from, assignment.workspace());
        Site site = Site.opened(environment, assignment.workspace());
        return EnvironmentLock.holding(
                site,
                assignment,
                () -> EnvironmentLock.holding(opened, assignment, () -> promoted(opened, from, site)));
    }

    private Outcome promoted(Site source, Environment from, Site site) throws IOException, InterruptedException {
        String release = proven(source, from);
        CodewordGate.pass(assignment, site.environment());
        Path folder = source.releases().folder(release);
        Manifest manifest = Manifest.ofAll(folder);
        if (!manifest.release().equals(release)) {
            throw notProven(
                    from,
                    "its release " + release + " has other content than passed, since something wrote into " + folder);
        }
        Optional<Builder.Note> built = new Builder(assignment, commands, file).built();
        if (built.isPresent() && !built.get().release().equals(release)) {
            throw Refusal.blocked(
                    "not_promoted",
                    "What was built is the release " + built.get().release() + ", but what passed in " + from.name()
                            + " is " + release + ", and " + site.environment().name()
                            + " takes only what passed there. Deploy to " + from.name() + " first, then promote.");
        }
        return new Delivery(assignment, file, commands).of(site, manifest, folder, Action.PROMOTE);
    }

    private String proven(Site source, Environment from) throws IOException {
        History history = History.of(source.log().read().entries());
        Optional<String> current = LiveTarget.of(source, commands).current(history);
        // What was begun there and never ended takes nothing from a release that passed and is still current.
        boolean passed = current.filter(history.proven()::contains).isPresent()
                && history.last()
                        .filter(e -> e.step() != DeploymentEntry.Step.BROKEN)
                        .isPresent();
        if (!passed) {
            throw notProven(
                    from,
                    current.map(id -> "its release " + id + " has not passed its smoke test")
                            .orElse("nothing is deployed there"));
        }
        return current.get();
    }

    private static Refusal notProven(Environment from, String why) {
        return Refusal.blocked(
                "not_promoted",
                "Nothing can be promoted from " + from.name() + ": " + why + ". Deploy to " + from.name()
                        + " first, then retry the request.");
    }
}
