package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.deployment.DeployFile.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What makes a release the one that users see. */
sealed interface LiveTarget permits FolderTarget, CommandTarget {
    static LiveTarget of(Site site, Commands commands) {
        return switch (site.environment().target()) {
            case Target.Local local -> new FolderTarget(site);
            case Target.Commands target -> new CommandTarget(site, target, commands);
        };
    }

    /** The release that users see; empty when there is none, or nobody can know. */
    Optional<String> current(History logged) throws IOException;

    /** Brings a release to its users. */
    void forward(String release, Optional<String> previous) throws IOException, InterruptedException;

    /** Brings an earlier release back; without one it takes away what is there. */
    void back(Optional<String> release, String left) throws IOException, InterruptedException;

    /** The same at once and without a command, where that can be done. Returns whether it was done. */
    boolean backAtOnce(Optional<String> release) throws IOException;

    /** The longest that one of these steps takes. */
    Duration stepTime();

    /** Where users find it, for people. */
    String place();
}
