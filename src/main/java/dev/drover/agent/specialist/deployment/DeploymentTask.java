package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.deployment.DeployFile.Environment;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Action;
import dev.drover.agent.specialist.support.FindingsGate;
import dev.drover.message.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The five things that a deployment task can be: each finds its environment, takes its lock and asks for the word. */
final class DeploymentTask {
    private final Assignment assignment;
    private final DeployFile file;
    private final Commands commands;

    DeploymentTask(Assignment assignment, DeployFile file, Commands commands) {
        this.assignment = assignment;
        this.file = file;
        this.commands = commands;
    }

    Outcome build() throws IOException, InterruptedException {
        var builder = new Builder(assignment, commands, file);
        builder.run();
        Manifest manifest = builder.manifest();
        return Outcome.completed("Built the release " + manifest.release() + " (" + files(manifest) + ").")
                .withArtifacts(List.of(builder.note(manifest)))
                .withData(Map.of("release.files", (long) manifest.entries().size(), "release.bytes", manifest.bytes()));
    }

    Outcome deploy() throws IOException, InterruptedException {
        Environment environment = EnvironmentChoice.of(
                assignment.packet(), file, List.copyOf(file.environments().values()));
        if (environment.promoteFrom().isPresent()) {
            return new Promotion(assignment, file, commands).to(environment);
        }
        Refusal.when(FindingsGate.obstacle(assignment, "deployed"));
        Site site = open(environment);
        return EnvironmentLock.holding(site, assignment, () -> {
            CodewordGate.pass(assignment, environment);
            return new Delivery(assignment, file, commands).of(site, built(), assignment.workspace(), Action.DEPLOY);
        });
    }

    /** What an earlier task of the request built, and else what is built now. */
    private Manifest built() throws IOException, InterruptedException {
        var builder = new Builder(assignment, commands, file);
        Optional<Builder.Note> built = builder.built();
        if (built.isEmpty()) {
            builder.run();
        }
        Manifest manifest = builder.manifest();
        if (built.isPresent() && !built.get().sha256().equals(manifest.sha256())) {
            throw Refusal.failed(
                    "artifacts_changed",
                    "What was built in this request is the release "
                            + built.get().release()
                            + ", but what lies there now is " + manifest.release() + ": something changed it since."
                            + " Nothing was deployed; send the request again.",
                    false);
        }
        return manifest;
    }

    Outcome promote() throws IOException, InterruptedException {
        List<Environment> candidates = file.environments().values().stream()
                .filter(e -> e.promoteFrom().isPresent())
                .toList();
        Environment environment = EnvironmentChoice.of(assignment.packet(), file, candidates);
        if (environment.promoteFrom().isEmpty()) {
            throw Refusal.blocked(
                    "no_promotion",
                    "Nothing is promoted to " + environment.name() + ": it has no promote_from in " + DeployFile.NAME
                            + ". Add one, or deploy to it.");
        }
        return new Promotion(assignment, file, commands).to(environment);
    }

    Outcome rollback() throws IOException, InterruptedException {
        Environment environment = EnvironmentChoice.of(
                assignment.packet(), file, List.copyOf(file.environments().values()));
        Site site = existing(environment);
        return EnvironmentLock.holding(site, assignment, () -> {
            CodewordGate.pass(assignment, environment);
            var ledger = new Ledger(assignment, site);
            return Delivery.told(new Rollback(site, ledger, commands).roll(assignment.packet()), ledger);
        });
    }

    Outcome smokeTest() throws IOException, InterruptedException {
        Environment environment = EnvironmentChoice.of(
                assignment.packet(), file, List.copyOf(file.environments().values()));
        Site site = existing(environment);
        var smoke = new Smoke(site, commands);
        if (!smoke.isThere()) {
            throw Refusal.blocked(
                    "no_smoke_test",
                    "The environment " + environment.name() + " has no smoke_test in " + DeployFile.NAME
                            + ". Add one and retry the request.");
        }
        return EnvironmentLock.holding(site, assignment, () -> checked(site, smoke));
    }

    private Outcome checked(Site site, Smoke smoke) throws IOException, InterruptedException {
        String name = site.environment().name();
        History history = History.of(site.log().read().entries());
        Optional<String> current = LiveTarget.of(site, commands).current(history);
        if (current.isEmpty()) {
            throw nothingDeployed(site.environment());
        }
        Commands.Result result = smoke.test(current, history.before());
        if (result.passed()) {
            return Outcome.completed(
                    "The release " + current.get() + " works in " + name + ": " + result.saying() + ".");
        }
        String said = "The release " + current.get() + " is what users see in " + name + ", and its smoke test "
                + result.saying() + ".";
        return Reports.with(
                Outcome.completed(said), Reports.finding(Severity.HIGH, "deployment.smoke-test-failed", said));
    }

    private Site open(Environment environment) throws IOException {
        return Site.opened(environment, assignment.workspace());
    }

    private Site existing(Environment environment) throws IOException {
        if (!Site.of(environment, assignment.workspace()).exists()) {
            throw nothingDeployed(environment);
        }
        return open(environment);
    }

    private static Refusal nothingDeployed(Environment environment) {
        return Refusal.blocked(
                "nothing_deployed",
                "Nothing is deployed in " + environment.name() + " yet. Deploy to it first, then retry the request.");
    }

    private static String files(Manifest manifest) {
        int count = manifest.entries().size();
        return (count == 1 ? "1 file" : count + " files") + ", " + manifest.bytes() + " bytes";
    }
}
