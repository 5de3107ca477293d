package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.FileMutex;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Changes of files that are made and may yet be taken back: until {@link #commit} they are undone by whoever next works
 * in the workspace once this process has died. Confined to one thread.
 */
public final class Transaction implements AutoCloseable {
    private final Pending pending;
    private final Path folder;
    private final EditLog log;
    private final FileMutex owner;
    private int reached;

    private Transaction(Pending pending, Path folder, EditLog log, FileMutex owner) {
        this.pending = pending;
        this.folder = folder;
        this.log = log;
        this.owner = owner;
    }

    /** Someone else has changed a file since it was read. Nothing was changed. */
    public static final class ChangedMeanwhile extends IOException {
        private static final long serialVersionUID = 1L;

        public ChangedMeanwhile(String message) {
            super(message);
        }
    }

    /**
     * Makes the changes, all of them or none. Waits while another agent has its own changes of one of these files on
     * trial.
     *
     * @param name unique in the home and of no use to anyone later: the attempt that does it
     * @param record the file that {@link #commit} writes, in a folder that exists
     * @throws ChangedMeanwhile when a file is not as the changes found it
     */
    public static Transaction begin(Pending pending, Path workspace, String name, Path record, List<Change> changes)
            throws IOException, InterruptedException {
        try (FileMutex lock = pending.lockFor(workspace, changes)) {
            return Steady.run(() -> make(pending, workspace, name, record, changes));
        }
    }

    private static Transaction make(Pending pending, Path workspace, String name, Path record, List<Change> changes)
            throws IOException {
        for (Change change : changes) {
            requireSame(workspace, change);
        }
        Path folder = pending.folder().resolve(name);
        Files.createDirectories(folder);
        FileMutex owner = FileMutex.tryTake(folder.resolve(Pending.OWNER))
                .orElseThrow(() -> new IOException(folder + " is held by another process"));
        boolean made = false;
        try {
            EditLog log = EditLog.of(workspace, name, record, changes, missingFolders(workspace, changes));
            keep(folder, log, changes);
            pending.moments().reach("agent.edits.logged");
            var transaction = new Transaction(pending, folder, log, owner);
            transaction.applyOrUndo(changes);
            made = true;
            return transaction;
        } finally {
            if (!made) {
                owner.close();
            }
        }
    }

    private void applyOrUndo(List<Change> changes) throws IOException {
        try {
            apply(changes);
        } catch (IOException e) {
            Optional<String> obstacle = pending.undone(folder, log, e instanceof Disk.Foreign ? reached - 1 : reached);
            if (obstacle.isPresent()) {
                throw new IOException(obstacle.get(), e);
            }
            throw e instanceof Disk.Foreign ? new ChangedMeanwhile(String.valueOf(e.getMessage())) : e;
        }
    }

    private static void requireSame(Path workspace, Change change) throws IOException {
        Path file = workspace.resolve(change.path());
        boolean same = Disk.is(file, change.before().map(FileState::trace))
                && (change.before().isEmpty()
                        || Modes.of(file) == change.before().get().mode());
        if (!same) {
            throw new ChangedMeanwhile(change.path() + " was changed by someone else while the edits were prepared");
        }
    }

    private static List<String> missingFolders(Path workspace, List<Change> changes) {
        Set<String> missing = new LinkedHashSet<>();
        for (Change change : changes) {
            var above = new ArrayList<String>();
            Path folder = Path.of(change.path()).getParent();
            while (folder != null && !Files.exists(workspace.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                above.addFirst(folder.toString());
                folder = folder.getParent();
            }
            missing.addAll(above);
        }
        return List.copyOf(missing);
    }

    /** The contents from before come first: the log says that they are there. */
    private static void keep(Path folder, EditLog log, List<Change> changes) throws IOException {
        for (int i = 0; i < changes.size(); i++) {
            Optional<FileState> before = changes.get(i).before();
            if (before.isPresent()) {
                Durable.create(folder.resolve(String.valueOf(i)), before.get().content());
            }
        }
        Durable.publish(folder.resolve(EditLog.FILE), Json.prettyBytes(log));
        Durable.sync(Objects.requireNonNull(folder.getParent()));
    }

    private void apply(List<Change> changes) throws IOException {
        Path workspace = Path.of(log.workspace());
        for (String made : log.folders()) {
            Path fresh = Files.createDirectory(workspace.resolve(made));
            Modes.set(fresh, Modes.ofNewFolder());
        }
        for (int i = 0; i < changes.size(); i++) {
            stage(i, changes.get(i));
            pending.moments().reach("agent.edits.staged");
        }
        Set<Path> touched = new LinkedHashSet<>();
        log.folders()
                .forEach(made -> touched.add(
                        Objects.requireNonNull(workspace.resolve(made).getParent())));
        for (int i = 0; i < changes.size(); i++) {
            EditLog.Entry entry = log.entries().get(i);
            reached = i + 1;
            Disk.exchange(
                    log.target(entry),
                    entry.before(),
                    entry.after().isPresent() ? Optional.of(log.staged(i)) : Optional.empty());
            touched.add(log.folderOf(i));
            pending.moments().reach("agent.edits.moved");
        }
        Durable.sync(touched);
        pending.moments().reach("agent.edits.applied");
    }

    private void stage(int number, Change change) throws IOException {
        if (change.after().isEmpty()) {
            return;
        }
        FileState after = change.after().get();
        Path staged = log.staged(number);
        Durable.create(staged, after.content());
        if (change.before().isPresent()) {
            Modes.copyOwner(log.target(log.entries().get(number)), staged);
        }
        Modes.set(staged, after.mode());
    }

    /**
     * The changes stay.
     *
     * @param content kept in the record, for an attempt after this one
     */
    public void commit(Object content) throws IOException, InterruptedException {
        Steady.run(() -> {
            Durable.publish(Path.of(log.record()), Json.prettyBytes(content));
            pending.moments().reach("agent.edits.recorded");
            Pending.remove(folder);
            pending.moments().reach("agent.edits.committed");
            return true;
        });
    }

    /**
     * Takes the changes back.
     *
     * @return why that could not be; empty when all is as it was
     */
    public Optional<String> rollBack() throws IOException, InterruptedException {
        return Steady.run(() -> pending.undo(folder, log));
    }

    /**
     * Takes the changes back after commands that were run on them have ended. What the files hold by now counts as the
     * doing of these commands; it is copied, and then taken back as well.
     *
     * @param kept folder for the copies
     */
    public TakenBack rollBackTrial(Path kept) throws IOException, InterruptedException {
        return Steady.run(() -> pending.undoTrial(folder, log, kept));
    }

    /**
     * What came of taking changes back.
     *
     * @param obstacle why that could not be; empty when all is as it was
     * @param copies of what had been written over changed files, by their paths
     */
    public record TakenBack(Optional<String> obstacle, Map<String, Path> copies) {}

    /** States of the files by which they are known again. */
    public EditLogView view() {
        return new EditLogView(log.workspace(), log.entries());
    }

    @Override
    public void close() throws IOException {
        owner.close();
    }
}
