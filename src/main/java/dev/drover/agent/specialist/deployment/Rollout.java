package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Action;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Step;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a release to an environment whose lock is held, and takes it back by itself when it does not pass. */
final class Rollout {
    private final Site site;
    private final Ledger ledger;
    private final LiveTarget target;
    private final Smoke smoke;
    private final Commands commands;
    private final TakingBack takingBack;

    Rollout(Site site, Ledger ledger, Commands commands) {
        this.site = site;
        this.ledger = ledger;
        this.commands = commands;
        this.target = LiveTarget.of(site, commands);
        this.smoke = new Smoke(site, commands);
        this.takingBack = new TakingBack(site, ledger, target, smoke);
    }

    /**
     * Deploys.
     *
     * @param source the folder that the manifest's paths are below
     */
    Outcome deploy(Manifest manifest, Path source, Action action, Optional<String> commit)
            throws IOException, InterruptedException {
        History logged = History.of(site.log().read().entries());
        Optional<String> current = target.current(logged);
        History history = logged.seenWith(current);
        String release = manifest.release();
        Optional<String> back = goBackTo(history, current, release);
        refuseNoWayBack(current, back, release);
        requireTime();
        List<String> movedAway = site.releases().put(manifest, source, current.equals(Optional.of(release)));
        // Nobody knows how long it takes to copy.
        requireTime();
        boolean isLive = current.equals(Optional.of(release))
                && history.good().equals(current)
                && history.pending().isEmpty();
        DeploymentEntry entry = ledger.begin(action, release, manifest.sha256(), current, commit);
        Outcome outcome = isLive ? confirm(entry, back) : replace(entry, current, back);
        for (String moved : movedAway) {
            outcome = Reports.with(outcome, Reports.movedAway(site, release, moved));
        }
        return outcome;
    }

    /** One that fails at its very end must still have the time to take itself back and to prove that. */
    private void requireTime() throws Refusal {
        commands.requireTime(
                smoke.time().multipliedBy(2).plus(target.stepTime().multipliedBy(2)),
                "deploying to " + site.environment().name()
                        + " with its smoke test, a roll-back and the smoke test again");
    }

    /** A link that leads somewhere is never taken away, and where it led to cannot be brought back. */
    private void refuseNoWayBack(Optional<String> current, Optional<String> back, String release) throws Refusal {
        if (target instanceof FolderTarget
                && back.isEmpty()
                && current.filter(id -> !id.equals(release)).isPresent()) {
            throw Refusal.blocked(
                    "release_gone",
                    target.place() + " leads to the release " + current.get() + ", whose folder is gone, so there would"
                            + " be no way back from " + release + ", and nothing was switched. Bring the folder back,"
                            + " or remove the link, and retry the request.");
        }
    }

    private Outcome replace(DeploymentEntry entry, Optional<String> current, Optional<String> back)
            throws IOException, InterruptedException {
        String release = entry.release();
        try {
            try {
                target.forward(release, current);
            } catch (IOException e) {
                return notReached(entry, current, back, e);
            }
            Commands.Result result = smoke.test(Optional.of(release), back);
            if (!result.passed()) {
                return takingBack.undo(entry, back, "smoke_test_failed", "its smoke test " + result.saying());
            }
            return live(entry, back, result);
        } catch (InterruptedException e) {
            stopped(entry, back);
            throw e;
        }
    }

    /** Users do not go on seeing what nobody has checked, where that can be had without another command. */
    private void stopped(DeploymentEntry entry, Optional<String> back) throws IOException {
        // The flag would make every step on disk fail from here on.
        Thread.interrupted();
        if (back.isEmpty() && takingBack.stoodBefore(entry)) {
            return;
        }
        if (target.backAtOnce(back)) {
            ledger.end(entry, Step.UNDONE, back, "the agent was told to stop before the smoke test had passed");
        }
    }

    /** What is live already is looked at again, and nothing is switched. */
    private Outcome confirm(DeploymentEntry entry, Optional<String> back) throws InterruptedException {
        Commands.Result result = smoke.test(Optional.of(entry.release()), back);
        if (result.passed()) {
            String said = "The release " + entry.release() + " is current in " + entry.environment()
                    + " already, so nothing was switched";
            ledger.end(entry, Step.LIVE, back, said);
            return Reports.live(site, smoke, entry, back, said + "; " + result.saying() + ".");
        }
        String said = "The release " + entry.release() + " was current in " + entry.environment()
                + " already, so nothing was switched and nothing is taken back; but the smoke test "
                + result.saying() + ". Deploy another release, or roll back.";
        ledger.end(entry, Step.BROKEN, Optional.of(entry.release()), said);
        return Outcome.failed("smoke_test_failed", said, false);
    }

    private Outcome live(DeploymentEntry entry, Optional<String> back, Commands.Result result) {
        String said = "Deployed the release " + entry.release() + " to " + entry.environment() + " (" + target.place()
                + "); " + result.saying() + ".";
        ledger.end(entry, Step.LIVE, back, said);
        KillPoint.reach("deploy.live");
        return Reports.live(site, smoke, entry, back, said + pruned());
    }

    /** The link is switched in one step, so it is still as before when that failed; of commands nobody knows. */
    private Outcome notReached(DeploymentEntry entry, Optional<String> current, Optional<String> back, IOException e)
            throws IOException, InterruptedException {
        if (target instanceof FolderTarget
                && target.current(new History(List.of(), Optional.empty(), Optional.empty()))
                        .equals(current)) {
            String said = "The release " + entry.release() + " could not be made current in " + entry.environment()
                    + " (" + e + "); "
                    + current.map(c -> c + " is current as before").orElse("nothing is, as before")
                    + ".";
            ledger.end(entry, Step.UNDONE, current, said);
            return Outcome.failed("deploy_failed", said, true);
        }
        return takingBack.undo(entry, back, "deploy_failed", "the deploy command " + e.getMessage());
    }

    /** What cannot be removed now is removed by a later deployment; this one is done. */
    private String pruned() {
        int keep = site.environment().keep();
        try {
            History history = History.of(site.log().read().entries());
            List<String> proven = history.proven();
            List<String> kept = new ArrayList<>(proven.subList(Math.max(0, proven.size() - keep), proven.size()));
            target.current(history).ifPresent(kept::add);
            return Reports.pruned(site.releases().prune(kept), keep);
        } catch (IOException e) {
            return " Whether there are releases beyond the last " + keep + " that passed could not be seen: " + e + ".";
        }
    }

    /**
     * The newest release that was proven, is still there, and is another one. Where none was proven, what users see now:
     * it may work, and the smoke test will say.
     */
    private Optional<String> goBackTo(History history, Optional<String> current, String release) {
        List<String> proven = history.proven();
        for (int i = proven.size() - 1; i >= 0; i--) {
            if (!proven.get(i).equals(release) && site.releases().has(proven.get(i))) {
                return Optional.of(proven.get(i));
            }
        }
        return current.filter(id -> !id.equals(release) && site.releases().has(id));
    }
}
