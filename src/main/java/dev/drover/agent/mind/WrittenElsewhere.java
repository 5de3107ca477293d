package dev.drover.agent.mind;

import dev.drover.agent.specialist.git.Checkouts;
import dev.drover.message.Finding;
import dev.drover.message.Ids;
import dev.drover.message.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was written meanwhile in a person's checkout, and in the repository itself, by a coding CLI that runs as that
 * person and is held back by nothing but what it was told. It may have been the person.
 */
final class WrittenElsewhere {
    private static final int MOST_NAMED = 10;

    private WrittenElsewhere() {}

    /** At most two findings: what a person could have changed while working, and what says which programs git runs. */
    static List<Finding> since(Checkouts before, Checkouts after, String who) {
        var findings = new ArrayList<Finding>();
        List<Path> files = after.filesSince(before);
        if (!files.isEmpty()) {
            findings.add(finding(
                    Severity.MEDIUM,
                    "While " + who + " ran, files outside its work tree changed: " + named(files)
                            + ". If that was neither you nor another task, it was not allowed to; look at them with git"
                            + " diff."));
        }
        List<Path> settings = after.settingsSince(before);
        if (!settings.isEmpty()) {
            findings.add(finding(
                    Severity.HIGH,
                    "While " + who + " ran, files changed that say what git does and which programs it runs: "
                            + named(settings)
                            + ". If that was not you, it was not allowed to; look at them before you use git there."));
        }
        return findings;
    }

    private static Finding finding(Severity severity, String message) {
        return new Finding(severity, "cli.wrote-elsewhere", message, Optional.empty(), Optional.empty());
    }

    private static String named(List<Path> files) {
        String names = files.stream()
                .limit(MOST_NAMED)
                .map(file -> Ids.printable(file.toString()))
                .collect(Collectors.joining(", "));
        int more = files.size() - MOST_NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}
