package dev.drover.message;

import java.util.Optional;

/**
 * A file that a task left for people or for the tasks after it.
 *
 * @param path relative to the home when it lies in the folder of its request, {@code bus/runs/<shard>/<request_id>/};
 *     else to the workspace, which may have a folder {@code bus} of its own. In a workspace, a path of just that form
 *     cannot be named.
 */
public record Artifact(String name, String path, Optional<String> sha256, Optional<Long> bytes) {
    /**
     * Whether it lies in the home rather than in the workspace.
     *
     * @param runFolder of its request, relative to the home
     */
    public boolean isInHome(String runFolder) {
        return path.startsWith(runFolder + "/");
    }
}
