package dev.drover.master;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.message.Failure;
import dev.drover.message.Priority;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files between the inbox and the journal (rule 3). Safe for use by any thread. */
public final class IntakeFolder {
    /** What is said of a file that several daemons did not survive. */
    static final Failure READ_TOO_OFTEN = new Failure(
            "unreadable",
            "the daemon ended or failed " + IntakeFile.MAX_READS
                    + " times while it read this file, so it is not read again; look at it before you requeue it",
            false);

    private final Home home;
    /** Files by ULID, and the names they had, of which the intake name may be an approximation. */
    private final Map<String, Path> files = new ConcurrentHashMap<>();

    private final Map<String, Path> originalNames = new ConcurrentHashMap<>();

    public IntakeFolder(Home home) {
        this.home = home;
    }

    /** Takes a file out of the inbox: one rename, made durable at its new place first and then at the old one. */
    Path take(Path file, Priority lane, String ulid) throws IOException {
        IntakeFile name = IntakeFile.first(ulid, lane, file);
        Path target = home.intake().resolve(name.fileName());
        KillPoint.reach("intake.take");
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        KillPoint.reach("intake.taken");
        files.put(ulid, target);
        originalNames.put(ulid, file.getFileName());
        DurableFiles.syncFolder(home.intake());
        DurableFiles.syncFolder(home.lane(lane));
        return target;
    }

    /** Puts a file back that turned out to be unfinished; false when a newer one has its name by now. */
    boolean putBack(Path taken, Path original) throws IOException {
        try {
            DurableFiles.moveToFree(taken, original);
            IntakeFile.of(taken).ifPresent(name -> files.remove(name.ulid()));
            forget(taken);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** What an earlier daemon left here, each counted as begun once more before anyone reads it. */
    List<Path> resume() throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        for (Path file : Folders.list(home.intake())) {
            Optional<IntakeFile> name = IntakeFile.of(file);
            if (name.isPresent()) {
                found.add(count(file, name.get()));
            }
        }
        return found;
    }

    private Path count(Path file, IntakeFile name) throws IOException {
        IntakeFile next = name.nextRead();
        Path counted = next.reads() > 9 ? file : file.resolveSibling(next.fileName());
        Files.move(file, counted, StandardCopyOption.ATOMIC_MOVE);
        files.put(next.ulid(), counted);
        return counted;
    }

    /** Counts a reading that came to nothing; where the file lies then. */
    Path readOnceMore(Path taken) {
        try {
            Optional<IntakeFile> name = IntakeFile.of(taken);
            return name.isPresent() ? count(taken, name.get()) : taken;
        } catch (IOException e) {
            // It is read again all the same: what cannot be renamed now may be so at the next time.
            return taken;
        }
    }

    /** The file with that ULID, if it is still here. */
    Optional<Path> find(String ulid) {
        return Optional.ofNullable(files.get(ulid)).filter(Files::exists);
    }

    /** The name the file was dropped under, just as it was. */
    Optional<Path> originalName(Path taken) {
        return IntakeFile.of(taken).map(name -> originalNames.getOrDefault(name.ulid(), Path.of(name.name())));
    }

    /** The file has gone to where it belongs. */
    void forget(Path taken) {
        IntakeFile.of(taken).ifPresent(name -> {
            files.remove(name.ulid());
            originalNames.remove(name.ulid());
        });
    }
}
