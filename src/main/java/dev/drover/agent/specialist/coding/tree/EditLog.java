package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.coding.tree.FileState.Trace;
import dev.drover.message.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is about to be done to a workspace, durable before any of it is: {@code log.json} in a folder of its own, beside
 * the contents from before, each under the number of its entry.
 *
 * @param workspace absolute path, links resolved
 * @param name of the folder: the attempt that does it
 * @param record the file whose being there means that the changes stay
 * @param folders that are made for new files, relative to the workspace, those above first
 */
record EditLog(String workspace, String name, String record, List<Entry> entries, List<String> folders) {
    static final String FILE = "log.json";

    EditLog {
        entries = List.copyOf(entries);
        folders = List.copyOf(folders);
    }

    /** What becomes of one file, and how each of its states is known again. */
    record Entry(String path, Optional<Trace> before, Optional<Trace> after) {}

    static EditLog of(Path workspace, String name, Path record, List<Change> changes, List<String> folders) {
        return new EditLog(
                workspace.toString(),
                name,
                record.toString(),
                changes.stream()
                        .map(c -> new Entry(
                                c.path(),
                                c.before().map(FileState::trace),
                                c.after().map(FileState::trace)))
                        .toList(),
                folders);
    }

    Path target(Entry entry) {
        return Path.of(workspace).resolve(entry.path());
    }

    Path folderOf(int number) {
        return Objects.requireNonNull(target(entries.get(number)).getParent());
    }

    /** Where a new content waits to be renamed into place, beside its file. */
    Path staged(int number) {
        return beside(number, "new");
    }

    /** Where an old content waits to be renamed back. */
    Path returning(int number) {
        return beside(number, "old");
    }

    private Path beside(int number, String what) {
        String id = Sha256.of(name).substring(0, 16);
        return target(entries.get(number)).resolveSibling(".drover-" + id + "-" + number + "." + what);
    }
}
