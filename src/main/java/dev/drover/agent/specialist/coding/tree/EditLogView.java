package dev.drover.agent.specialist.coding.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of which files.
 *
 * @param workspace absolute path, links resolved
 */
public record EditLogView(String workspace, List<EditLog.Entry> entries) {
    public EditLogView {
        entries = List.copyOf(entries);
    }

    /** Whether every file is as it became. */
    public boolean stillHolds() throws IOException {
        for (EditLog.Entry entry : entries) {
            if (!Disk.is(Path.of(workspace).resolve(entry.path()), entry.after())) {
                return false;
            }
        }
        return true;
    }
}
