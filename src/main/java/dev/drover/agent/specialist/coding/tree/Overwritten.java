package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.coding.tree.EditLog.Entry;
import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was written over changed files while they were on trial.
 *
 * @param log knows these contents as what the files became, so that they are taken back too
 * @param copies of the contents, by the path of the file; a file that was removed has none
 */
record Overwritten(EditLog log, Map<String, Path> copies) {
    /**
     * Looks, and keeps a copy of what it finds. A link, a pipe or a file that is too large is not taken for ours.
     *
     * @param kept folder for the copies
     */
    static Overwritten find(EditLog log, Path kept) throws IOException {
        var entries = new ArrayList<Entry>();
        var copies = new LinkedHashMap<String, Path>();
        for (int i = 0; i < log.entries().size(); i++) {
            Entry entry = log.entries().get(i);
            Path file = log.target(entry);
            if (Disk.is(file, entry.after()) || Disk.is(file, entry.before())) {
                entries.add(entry);
            } else if (Disk.is(file, Optional.empty())) {
                entries.add(new Entry(entry.path(), entry.before(), Optional.empty()));
            } else {
                Optional<FileState> found = read(file);
                if (found.isPresent()) {
                    Path copy = kept.resolve(i + ".changed");
                    Durable.create(copy, found.get().content());
                    copies.put(entry.path(), copy);
                    entries.add(new Entry(entry.path(), entry.before(), found.map(FileState::trace)));
                } else {
                    entries.add(entry);
                }
            }
        }
        Durable.sync(List.of(kept));
        return new Overwritten(new EditLog(log.workspace(), log.name(), log.record(), entries, log.folders()), copies);
    }

    /** What a plain file in real folders holds. */
    private static Optional<FileState> read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<FileState> state = SafeFiles.read(file, Places.MAX_BYTES).map(content -> new FileState(content, 0));
        return state.isPresent() && Disk.is(file, state.map(FileState::trace)) ? state : Optional.empty();
    }
}
