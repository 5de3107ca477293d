package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Where the work tree of a request is from, as it is written down when it is made: later tasks stand in the work tree
 * itself, and what lies there is not asked to which repository it belongs.
 *
 * @param common the folder of the repository that all its work trees share
 * @param top the work tree
 * @param prefix of the folder in it that the request is about, with a slash at its end; empty for all of it
 * @param base the commit that the branch begins at
 * @param checkout the top of what a person has checked out there and asked about; empty for a scratch folder
 */
record WorkTreeOrigin(String common, String top, String prefix, String base, Optional<String> checkout) {
    private static final String FILE = ".worktree.json";
    private static final int MAX_BYTES = 64 << 10;

    static Optional<WorkTreeOrigin> read(Path runFolder) throws IOException {
        try {
            return SafeFiles.read(runFolder.resolve(FILE), MAX_BYTES)
                    .map(bytes -> Json.read(bytes, WorkTreeOrigin.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether a work tree is that of a request, of this home or another one. */
    static boolean isBeside(Path workTree) {
        return SafeFiles.isRegular(workTree.resolveSibling(FILE));
    }

    void write(Path runFolder) throws IOException {
        Durable.publish(runFolder.resolve(FILE), Json.prettyBytes(this));
    }
}
