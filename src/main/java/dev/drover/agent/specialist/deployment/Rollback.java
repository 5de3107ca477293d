package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Action;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Step;
import dev.drover.message.Packet;
import dev.drover.message.Severity;
import java.io.IOException;
import java.util.Optional;

/** Goes back to the release before, in an environment whose lock is held, and shows that it works. */
final class Rollback {
    private final Site site;
    private final Ledger ledger;
    private final LiveTarget target;
    private final Smoke smoke;
    private final Commands commands;

    Rollback(Site site, Ledger ledger, Commands commands) {
        this.site = site;
        this.ledger = ledger;
        this.commands = commands;
        this.target = LiveTarget.of(site, commands);
        this.smoke = new Smoke(site, commands);
    }

    /** Which release is left, and for which. */
    private record Way(String from, String to) {}

    Outcome roll(Packet packet) throws IOException, InterruptedException {
        History logged = History.of(site.log().read().entries());
        Optional<String> current = target.current(logged);
        Way way = way(packet, logged, current);
        if (!site.releases().has(way.to())) {
            throw Refusal.blocked(
                    "release_gone",
                    "The release before " + way.from() + " was " + way.to() + ", but its folder "
                            + site.releases().folder(way.to()) + " is gone. Deploy what you want instead.");
        }
        commands.requireTime(
                smoke.time().plus(target.stepTime()),
                "going back in " + site.environment().name() + " with its smoke test");
        DeploymentEntry entry =
                ledger.begin(Action.ROLLBACK, way.from(), way.from(), Optional.of(way.to()), Optional.empty());
        try {
            if (!current.equals(Optional.of(way.to()))) {
                target.back(Optional.of(way.to()), way.from());
            }
        } catch (IOException e) {
            return broken(
                    entry,
                    "Going back from " + way.from() + " to " + way.to() + " in " + entry.environment() + " failed: "
                            + e.getMessage() + ".",
                    way);
        }
        Commands.Result result = smoke.test(Optional.of(way.to()), Optional.of(way.from()));
        if (!result.passed()) {
            return broken(
                    entry,
                    "Went back from " + way.from() + " to " + way.to() + " in " + entry.environment()
                            + ", which is what users see now, but the smoke test fails on it: " + result.saying() + ".",
                    way);
        }
        String said = "Went back from the release " + way.from() + " to " + way.to() + " in " + entry.environment()
                + "; " + result.saying() + ".";
        ledger.end(entry, Step.ROLLED_BACK, Optional.of(way.to()), said);
        Outcome outcome = Reports.live(site, smoke, entry, Optional.empty(), said);
        // Not before: users wait for it.
        return site.releases().isUnchanged(way.to()) ? outcome : Reports.with(outcome, changed(way.to()));
    }

    /** A task that was done before, well or badly, and whose result was lost, does not go back one more. */
    private Way way(Packet packet, History logged, Optional<String> current) throws Refusal {
        Optional<DeploymentEntry> mine = logged.last()
                .filter(e -> e.packetId().equals(packet.packetId()) && e.action() == Action.ROLLBACK)
                .filter(e -> e.step() == Step.BEGUN || e.step() == Step.ROLLED_BACK || e.step() == Step.BROKEN)
                .filter(e -> e.previous().isPresent());
        if (mine.isPresent()) {
            return new Way(mine.get().release(), mine.get().previous().orElseThrow());
        }
        History history = logged.seenWith(current);
        Optional<String> good = history.good();
        if (current.isPresent() && good.isPresent() && !current.equals(good)) {
            // What is current was never proven: an earlier deployment was killed before it was.
            return new Way(current.get(), good.get());
        }
        if (current.isEmpty() && history.pending().isPresent() && good.isPresent()) {
            return new Way(history.pending().get().release(), good.get());
        }
        return new Way(good.orElseThrow(this::nothing), history.before().orElseThrow(this::nothing));
    }

    private Refusal nothing() {
        return Refusal.blocked(
                "nothing_before",
                "There is no release to go back to in " + site.environment().name() + ": "
                        + "none was deployed and passed before the one that is there. Deploy what you want instead.");
    }

    private Outcome broken(DeploymentEntry entry, String what, Way way) {
        String said = what + " " + Reports.whatToDo(site, Optional.of(way.from()));
        ledger.end(entry, Step.BROKEN, Optional.of(way.to()), said);
        return Reports.rollbackFailed(said);
    }

    private dev.drover.message.Finding changed(String release) {
        return Reports.finding(
                Severity.LOW,
                "deployment.release-changed",
                "The folder of the release " + release + " has other content than was deployed, so something wrote into"
                        + " it.");
    }
}
