package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Step;
import java.io.IOException;
import java.util.Optional;

/** Takes a release back that did not pass, and shows by the smoke test that what was there before works. */
final class TakingBack {
    private final Site site;
    private final Ledger ledger;
    private final LiveTarget target;
    private final Smoke smoke;

    TakingBack(Site site, Ledger ledger, LiveTarget target, Smoke smoke) {
        this.site = site;
        this.ledger = ledger;
        this.target = target;
        this.smoke = smoke;
    }

    /** Ends a deployment that failed: as {@code code} when all is as before, else as {@code rollback_failed}. */
    Outcome undo(DeploymentEntry entry, Optional<String> back, String code, String why) throws InterruptedException {
        String failed =
                "The release " + entry.release() + " was deployed to " + entry.environment() + ", but " + why + ".";
        try {
            if (back.isEmpty() && stoodBefore(entry)) {
                return broken(
                        entry,
                        failed + " It was current before already, and no other release is there to go back to, so it is"
                                + " left, and is what users see.",
                        back);
            }
            target.back(back, entry.release());
        } catch (IOException e) {
            return broken(
                    entry,
                    failed + " Going back to "
                            + back.map(id -> "the release " + id).orElse("nothing deployed") + " failed too: "
                            + e.getMessage() + ". What users see is " + seen(entry, back) + ".",
                    back);
        }
        if (back.isEmpty()) {
            String said = failed + " There was no release before it to go back to, so it was taken away, and nothing is"
                    + " deployed, as before.";
            ledger.end(entry, Step.UNDONE, back, said);
            return Outcome.failed(code, said, false);
        }
        Commands.Result again = smoke.test(back, Optional.of(entry.release()));
        if (!again.passed()) {
            return broken(
                    entry,
                    failed + " The release " + back.get() + " was brought back and is what users see now, but the smoke"
                            + " test fails on it as well: " + again.saying() + ".",
                    back);
        }
        String said = failed + " It was rolled back by itself: " + back.get() + " is current again"
                + (smoke.isThere()
                        ? ", verified: " + again.saying() + " on it."
                        : "; there is no smoke test to verify it.");
        ledger.end(entry, Step.UNDONE, back, said);
        return Outcome.failed(code, said, false);
    }

    /** A link that led to the release before this deployment is not one that it may take away. */
    boolean stoodBefore(DeploymentEntry entry) throws IOException {
        return History.stoodBefore(site.log().read().entries(), entry.release());
    }

    private Outcome broken(DeploymentEntry entry, String what, Optional<String> back) {
        String said = what + " " + Reports.whatToDo(site, back);
        ledger.end(entry, Step.BROKEN, back, said);
        return Reports.rollbackFailed(said);
    }

    private String seen(DeploymentEntry entry, Optional<String> back) {
        if (target instanceof FolderTarget folder) {
            try {
                return folder.current(History.of(java.util.List.of()))
                        .map(id -> id.equals(entry.release()) ? "the failed release " + id : "the release " + id)
                        .orElse("nothing: the link " + target.place() + " is absent");
            } catch (IOException e) {
                return "unknown: " + e.getMessage();
            }
        }
        return "either " + entry.release() + " or " + back.orElse("nothing")
                + ", since the rollback command did not say that it succeeded";
    }
}
