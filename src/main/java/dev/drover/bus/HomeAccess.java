package dev.drover.bus;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what in a home. Whoever writes into one has commands run as the user of its daemon, so a home is its
 * owner's alone.
 */
public final class HomeAccess {
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OTHERS_ENTER =
            EnumSet.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    private static final Path SELF = Path.of("/proc/self");

    private HomeAccess() {}

    /**
     * Something that is not as it should be.
     *
     * @param remedy the command to run
     */
    public record Flaw(String what, String remedy) {}

    /** Makes a folder, and those above it that are missing, that nobody else may enter. One that is there is kept. */
    public static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder, ownerOnly(folder));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return isPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Refuses a home that others could give orders in.
     *
     * @throws DroverException with the command that puts it right
     */
    public static void require(Home home) throws IOException {
        List<Flaw> flaws = flaws(home);
        if (!flaws.isEmpty()) {
            Flaw first = flaws.getFirst();
            throw new DroverException("the home " + home.root() + " is not used: " + first.what()
                    + ", who could have commands run as you; run: " + first.remedy());
        }
    }

    /** What keeps a daemon from using the home. */
    public static List<Flaw> flaws(Home home) throws IOException {
        if (!isPosix(home.root())) {
            return List.of();
        }
        List<Flaw> flaws = new ArrayList<>();
        Optional<Object> self =
                Files.exists(SELF) ? Optional.of(Files.getAttribute(SELF, "unix:uid")) : Optional.empty();
        for (Path folder : folders(home)) {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(folder);
            if (self.isPresent() && !Files.getAttribute(folder, "unix:uid").equals(self.get())) {
                flaws.add(new Flaw(
                        folder + " belongs to " + Files.getOwner(folder).getName(),
                        "chown -R " + Files.getOwner(SELF).getName() + " '" + home.root() + "'"));
            } else if (!Collections.disjoint(mode, OTHERS_WRITE)) {
                flaws.add(new Flaw(
                        folder + " is " + PosixFilePermissions.toString(mode) + ": others may write there",
                        "chmod -R go-w '" + home.root() + "'"));
            }
        }
        return flaws;
    }

    /** Whether other users may enter the home and look at what is in it. */
    public static boolean isOpen(Home home) throws IOException {
        return isPosix(home.root())
                && Files.isDirectory(home.runs())
                && !Collections.disjoint(Files.getPosixFilePermissions(home.root()), OTHERS_ENTER)
                && !Collections.disjoint(Files.getPosixFilePermissions(home.runs()), OTHERS_ENTER);
    }

    private static List<Path> folders(Home home) throws IOException {
        List<Path> all = new ArrayList<>(List.of(home.root()));
        for (Path top : List.of(
                home.root().resolve("bus"),
                home.inbox(),
                home.council(),
                home.root().resolve("knowledge"),
                home.logs())) {
            if (Files.isDirectory(top)) {
                all.add(top);
                Folders.list(top).stream().filter(Files::isDirectory).forEach(all::add);
            }
        }
        return all.stream().distinct().toList();
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }
}
