package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of deployments, in one place so that it is always the same. */
final class Reports {
    private Reports() {}

    static Outcome live(Site site, Smoke smoke, DeploymentEntry entry, Optional<String> before, String said) {
        String previous =
                before.map(id -> " The release before it is " + id + ".").orElse("");
        Outcome outcome = Outcome.completed(said + previous)
                .withData(Map.of("deployment.live", 1L, "deployment.previous", before.isPresent() ? 1L : 0L));
        return smoke.isThere()
                ? outcome
                : with(
                        outcome,
                        finding(
                                Severity.MEDIUM,
                                "deployment.no-smoke-test",
                                "Nothing checked that " + entry.release() + " works in " + entry.environment()
                                        + ". Add a smoke_test to it in " + DeployFile.NAME + "."));
    }

    /** A sentence on what was removed and what could not be; empty when there was nothing to remove. */
    static String pruned(ReleaseStore.Pruned pruned, int keep) {
        int left = pruned.left().size();
        String beyond = " beyond the last " + keep + " that passed";
        return (pruned.removed() == 0 ? "" : " Removed " + releases(pruned.removed()) + beyond + ".")
                + (left == 0
                        ? ""
                        : " " + releases(left) + beyond + " could not be removed ("
                                + pruned.left().getFirst() + "); a later deployment tries again.");
    }

    private static String releases(int count) {
        return count == 1 ? "1 release" : count + " releases";
    }

    static Outcome rollbackFailed(String said) {
        return with(
                Outcome.failed("rollback_failed", said, false),
                finding(Severity.CRITICAL, "deployment.rollback-failed", said));
    }

    static String whatToDo(Site site, Optional<String> back) {
        String releases = site.releases().folder("").toString();
        return "Look at it now: the releases are in " + releases
                + back.map(id -> "; the last that passed was " + id).orElse("")
                + ". When it is mended, deploy again, or roll back again.";
    }

    static Finding movedAway(Site site, String release, String moved) {
        return finding(
                Severity.LOW,
                "deployment.release-changed",
                "The folder of the release " + release + " had other content than was copied there. It was moved to "
                        + site.releases().folder(moved) + " and copied anew; remove it when nothing in it is wanted.");
    }

    static Finding finding(Severity severity, String rule, String message) {
        return new Finding(severity, rule, message, Optional.empty(), Optional.empty());
    }

    static Outcome with(Outcome outcome, Finding finding) {
        List<Finding> all = new ArrayList<>(outcome.findings());
        all.add(finding);
        return outcome.withFindings(all);
    }
}
