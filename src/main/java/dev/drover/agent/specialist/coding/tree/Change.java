package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.coding.text.UnifiedDiff;
import java.util.Optional;

/**
 * What becomes of one file.
 *
 * @param path relative to the workspace
 * @param before empty when it is new
 * @param after empty when it is deleted
 */
public record Change(String path, Optional<FileState> before, Optional<FileState> after) {
    /** The change as a unified diff. */
    public UnifiedDiff diff() {
        return UnifiedDiff.of(path, before.map(Change::side), after.map(Change::side));
    }

    private static UnifiedDiff.Side side(FileState state) {
        return new UnifiedDiff.Side(state.content(), state.isExecutable());
    }
}
