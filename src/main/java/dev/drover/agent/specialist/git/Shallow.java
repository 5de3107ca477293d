package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the history of a shallow clone was cut off: commits whose parents are not here. */
final class Shallow {
    private static final int MAX_BYTES = 16 << 20;

    private Shallow() {}

    static Set<String> boundary(Repository repository) throws IOException, InterruptedException {
        if (!repository.isShallow()) {
            return Set.of();
        }
        return SafeFiles.readText(repository.gitPath("shallow"), MAX_BYTES)
                .orElse("")
                .lines()
                .collect(Collectors.toSet());
    }

    /** Refuses work that needs what lies behind the boundary. */
    static Refusal refusal(String what) {
        return Refusal.blocked(
                "shallow_clone",
                what + " needs history that this shallow clone does not have. Run 'git fetch --unshallow' and retry the"
                        + " task.");
    }
}
