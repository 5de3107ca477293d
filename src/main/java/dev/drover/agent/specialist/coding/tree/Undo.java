package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.coding.tree.EditLog.Entry;
import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the changes of a log back, however far they came. It can die at any moment and be begun again. A file that is
 * neither as it was nor as it was to become has been changed by someone else; then none is touched.
 */
final class Undo {
    private final Path folder;
    private final EditLog log;
    private final Moments moments;
    private final int reached;

    /** @param reached how many entries may have been changed; those behind them are whoever's */
    Undo(Path folder, EditLog log, int reached, Moments moments) {
        this.folder = folder;
        this.log = log;
        this.moments = moments;
        this.reached = reached;
    }

    /** Returns the files that someone else has changed; none when all is as it was. */
    List<String> run() throws IOException {
        var changed = new ArrayList<Integer>();
        var foreign = new ArrayList<String>();
        for (int i = 0; i < reached; i++) {
            Entry entry = log.entries().get(i);
            Path file = log.target(entry);
            if (Disk.is(file, entry.after())) {
                changed.add(i);
            } else if (!Disk.is(file, entry.before())) {
                foreign.add(entry.path());
            }
        }
        if (!foreign.isEmpty()) {
            return foreign;
        }
        Set<Path> touched = new LinkedHashSet<>();
        try {
            for (int number : changed) {
                restore(number);
                touched.add(log.folderOf(number));
                moments.reach("agent.edits.restored");
            }
        } catch (Disk.Foreign e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        clear();
        Durable.sync(touched);
        moments.reach("agent.edits.undone");
        return List.of();
    }

    private void restore(int number) throws IOException {
        Entry entry = log.entries().get(number);
        Path file = log.target(entry);
        if (entry.before().isEmpty()) {
            Disk.exchange(file, entry.after(), Optional.empty());
            return;
        }
        Path backup = folder.resolve(String.valueOf(number));
        byte[] content = SafeFiles.read(backup, Places.MAX_BYTES)
                .filter(bytes ->
                        SafeFiles.sha256(bytes).equals(entry.before().get().sha256()))
                .orElseThrow(() -> new IOException(backup + " is not the content that " + entry.path()
                        + " had before, so it cannot be put back; nothing more is undone"));
        Path returning = log.returning(number);
        Files.deleteIfExists(returning);
        Durable.create(returning, content);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Modes.copyOwner(file, returning);
        }
        Modes.set(returning, entry.before().get().mode());
        Disk.exchange(file, entry.after(), Optional.of(returning));
    }

    /** What waited beside the files, and the folders that were made for them. */
    private void clear() throws IOException {
        for (int i = 0; i < log.entries().size(); i++) {
            Files.deleteIfExists(log.staged(i));
            Files.deleteIfExists(log.returning(i));
        }
        for (String made : log.folders().reversed()) {
            removeIfEmpty(Path.of(log.workspace()).resolve(made));
        }
    }

    /** When someone else has put a file there, the folder is theirs by now. */
    private static void removeIfEmpty(Path made) throws IOException {
        if (Durable.list(made).isEmpty()) {
            Files.deleteIfExists(made);
        }
    }
}
