package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.FileMutex;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Changes of files that are under way in a home, each in a folder of its own; a folder whose owner holds no lock on it
 * any more is that of a dead agent. Usually there is none, and looking costs one system call.
 */
public final class Pending {
    static final String OWNER = "owner";
    private static final String LOCK = ".lock";
    private static final int MAX_LOG_BYTES = 64 << 20;
    private static final long LOOK_MILLIS = 100;

    private final Path folder;
    private final Moments moments;

    public Pending(Path folder) {
        this(folder, KillPoint::reach);
    }

    Pending(Path folder, Moments moments) {
        this.folder = folder;
        this.moments = moments;
    }

    Path folder() {
        return folder;
    }

    Moments moments() {
        return moments;
    }

    /**
     * Undoes what dead agents left half done in this workspace, or in one below or above it.
     *
     * @return why it cannot be undone, for a person; empty when the workspace is whole
     */
    public Optional<String> settle(Path workspace) throws IOException, InterruptedException {
        if (begun().isEmpty()) {
            return Optional.empty();
        }
        try (FileMutex lock = FileMutex.take(folder.resolve(LOCK))) {
            return settled(workspace);
        }
    }

    private Optional<String> settled(Path workspace) throws IOException, InterruptedException {
        for (Path begun : begun()) {
            Optional<FileMutex> dead = FileMutex.tryTake(begun.resolve(OWNER));
            if (dead.isPresent()) {
                try (FileMutex owner = dead.get()) {
                    Optional<String> obstacle = Steady.run(() -> settle(begun, workspace));
                    if (obstacle.isPresent()) {
                        return obstacle;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> settle(Path begun, Path workspace) throws IOException {
        if (!Files.exists(begun.resolve(EditLog.FILE))) {
            // Without a log nothing was touched yet, or all is done.
            remove(begun);
            return Optional.empty();
        }
        Optional<EditLog> log = read(begun);
        if (log.isEmpty()) {
            return Optional.of("An agent died while it changed files, and " + begun.resolve(EditLog.FILE)
                    + " cannot be read, so it is not known which. Compare the files beside it with your own, then remove "
                    + begun + " and retry the task.");
        }
        if (!related(log.get(), workspace)) {
            return Optional.empty();
        }
        if (Files.exists(Path.of(log.get().record()))) {
            remove(begun);
            return Optional.empty();
        }
        return undone(begun, log.get(), log.get().entries().size());
    }

    /** Undoes on behalf of an owner that lives. */
    Optional<String> undo(Path begun, EditLog log) throws IOException, InterruptedException {
        try (FileMutex lock = FileMutex.take(folder.resolve(LOCK))) {
            return undone(begun, log, log.entries().size());
        }
    }

    /** The same after a trial; see {@link Transaction#rollBackTrial}. */
    Transaction.TakenBack undoTrial(Path begun, EditLog log, Path kept) throws IOException, InterruptedException {
        try (FileMutex lock = FileMutex.take(folder.resolve(LOCK))) {
            Overwritten overwritten = Overwritten.find(log, kept);
            EditLog current = overwritten.log();
            if (!current.equals(log)) {
                // Whoever goes on with this after a death must know these contents too.
                Durable.publish(begun.resolve(EditLog.FILE), Json.prettyBytes(current));
            }
            return new Transaction.TakenBack(
                    undone(begun, current, current.entries().size()), overwritten.copies());
        }
    }

    /** Undoes the first entries; the caller holds the lock. */
    Optional<String> undone(Path begun, EditLog log, int reached) throws IOException {
        List<String> foreign = new Undo(begun, log, reached, moments).run();
        if (foreign.isEmpty()) {
            remove(begun);
            return Optional.empty();
        }
        return Optional.of("The edits of " + log.name() + " were to be undone, but someone else has changed "
                + Ids.printable(String.join(", ", foreign), 500) + " since, so nothing was touched. What the files of "
                + log.workspace() + " held before lies in " + begun + " (" + EditLog.FILE
                + " says which is which). Put them right, then remove that folder and retry the task.");
    }

    /**
     * Waits until nobody has one of these files on trial, and lets nobody else begin.
     *
     * @throws IOException when what a dead agent left cannot be undone
     */
    FileMutex lockFor(Path workspace, List<Change> changes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Set<Path> files = changes.stream().map(c -> workspace.resolve(c.path())).collect(Collectors.toSet());
        while (true) {
            FileMutex lock = FileMutex.take(folder.resolve(LOCK));
            boolean taken = false;
            try {
                Optional<String> obstacle = settled(workspace);
                if (obstacle.isPresent()) {
                    throw new IOException(obstacle.get());
                }
                if (!onTrial(files)) {
                    taken = true;
                    return lock;
                }
            } finally {
                if (!taken) {
                    lock.close();
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean onTrial(Set<Path> files) throws IOException {
        for (Path begun : begun()) {
            Optional<EditLog> log = read(begun);
            if (log.isPresent()
                    && log.get().entries().stream().map(log.get()::target).anyMatch(files::contains)) {
                return true;
            }
        }
        return false;
    }

    private List<Path> begun() throws IOException {
        var begun = new ArrayList<>(Durable.list(folder));
        begun.removeIf(entry -> String.valueOf(entry.getFileName()).startsWith(".") || !Files.isDirectory(entry));
        return begun;
    }

    private static Optional<EditLog> read(Path begun) throws IOException {
        try {
            return SafeFiles.read(begun.resolve(EditLog.FILE), MAX_LOG_BYTES)
                    .map(bytes -> Json.read(bytes, EditLog.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean related(EditLog log, Path workspace) {
        Path other = Path.of(log.workspace());
        return other.startsWith(workspace) || workspace.startsWith(other);
    }

    /** The log goes first: without it nothing is pending. */
    static void remove(Path begun) throws IOException {
        Files.deleteIfExists(begun.resolve(EditLog.FILE));
        Durable.sync(begun);
        Durable.remove(begun);
    }
}
