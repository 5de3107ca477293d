package dev.drover.master;

import dev.drover.bus.DeadLetter;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.message.Failure;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Control messages between their folder and the journal: each in a folder of its own that is named by a ULID, under
 * the name it was dropped under, whatever bytes that has. Safe for use by any thread.
 */
final class ControlFolder {
    private final Home home;

    ControlFolder(Home home) {
        this.home = home;
    }

    /** Takes a message away: one rename, made durable at its new place first and then at the old one. */
    Path take(Path file, String ulid) throws IOException {
        Path folder = Files.createDirectories(home.takenControls().resolve(ulid));
        Path taken = folder.resolve(file.getFileName());
        try {
            KillPoint.reach("control.take");
            Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
            KillPoint.reach("control.taken");
        } catch (IOException e) {
            Files.deleteIfExists(folder);
            throw e;
        }
        DurableFiles.syncFolder(folder);
        DurableFiles.syncFolder(home.takenControls());
        DurableFiles.syncFolder(home.control());
        return taken;
    }

    /** Puts a message back that turned out to be unfinished; false when a newer one has its name by now. */
    boolean putBack(Path taken) throws IOException {
        try {
            DurableFiles.moveToFree(taken, home.control().resolve(taken.getFileName()));
            Files.deleteIfExists(taken.getParent());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** What the journal calls it: the ULID, a slash, and the name it was dropped under. */
    String nameOf(Path taken) {
        Path name = home.takenControls().relativize(taken);
        return name.getName(0) + "/" + name.getFileName();
    }

    /** Those that were taken and not cleared. */
    List<Path> left() throws IOException {
        List<Path> left = new ArrayList<>();
        for (Path folder : Folders.list(home.takenControls())) {
            List<Path> inside = Folders.list(folder);
            left.addAll(inside);
            if (inside.isEmpty()) {
                Files.deleteIfExists(folder);
            }
        }
        return left;
    }

    /** Removes a message that the journal knows; one that was refused goes to the dead letter. */
    void clear(String name, Optional<Failure> refused, DeadLetter deadLetter, Instant at) throws IOException {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return;
        }
        Path folder = home.takenControls().resolve(name.substring(0, slash));
        for (Path file : Folders.list(folder)) {
            if (refused.isPresent()) {
                ControlSecrets.remove(file, home);
                deadLetter.put(file, file.getFileName(), Optional.of(home.control()), refused.get(), at);
            } else {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
