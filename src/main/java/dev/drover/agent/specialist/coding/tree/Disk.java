package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.coding.tree.FileState.Trace;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.process.FreeName;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/** Looks at files and exchanges them, each in one step. */
final class Disk {
    private Disk() {}

    /** Something other than what was looked for has the name of a file. */
    static final class Foreign extends IOException {
        private static final long serialVersionUID = 1L;

        Foreign(Path file) {
            super(file + " was changed by someone else meanwhile");
        }
    }

    /** Whether the file is in that state; empty is a file that is not there. */
    static boolean is(Path file, Optional<Trace> state) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        if (Files.exists(folder) && !folder.toRealPath().equals(folder)) {
            // Someone has put a link in the place of a folder, and what it leads to is none of ours.
            return false;
        }
        if (state.isEmpty() || !SafeFiles.isRegular(file)) {
            return state.isEmpty() && !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        }
        Optional<byte[]> content = SafeFiles.read(file, Places.MAX_BYTES);
        return content.isPresent()
                && SafeFiles.sha256(content.get()).equals(state.get().sha256());
    }

    /**
     * Puts a file that waits beside it into the place of another, or removes that one.
     *
     * @param from the state that the file must be in
     * @param fresh the file that waits; empty when the file is to be gone
     * @throws Foreign when it is in another state; nothing was changed
     */
    static void exchange(Path file, Optional<Trace> from, Optional<Path> fresh) throws IOException {
        if (!is(file, from)) {
            throw new Foreign(file);
        }
        if (fresh.isEmpty()) {
            Files.deleteIfExists(file);
        } else if (from.isPresent()) {
            Files.move(fresh.get(), file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            moveToFree(fresh.get(), file);
        }
    }

    private static void moveToFree(Path fresh, Path file) throws IOException {
        try {
            if (!FreeName.rename(fresh, file)) {
                Files.move(fresh, file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Foreign(file);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(file + " lies on another file system than its folder", e);
        }
    }
}
