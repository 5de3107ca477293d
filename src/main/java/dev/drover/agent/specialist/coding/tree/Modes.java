package dev.drover.agent.specialist.coding.tree;

import dev.drover.process.Umask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Modes and owners of files, as Unix has them. */
final class Modes {
    private static final int BITS = 07777;
    private static final int READ = 0444;

    private Modes() {}

    static int of(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & BITS;
    }

    static void set(Path file, int mode) throws IOException {
        Files.setAttribute(file, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
    }

    /** The mode that the user would give a new file. */
    static int ofNewFile() {
        String letters = PosixFilePermissions.toString(Umask.ofNewFile());
        int mode = 0;
        for (int i = 0; i < letters.length(); i++) {
            mode |= letters.charAt(i) == '-' ? 0 : 0400 >> i;
        }
        return mode;
    }

    /** The mode that the user would give a new folder: who may read a file may enter. */
    static int ofNewFolder() {
        int file = ofNewFile();
        return file | (file & READ) >> 2;
    }

    /**
     * Gives a file to the owner of another one.
     *
     * @throws IOException when this user may not
     */
    static void copyOwner(Path from, Path to) throws IOException {
        for (String id : new String[] {"unix:uid", "unix:gid"}) {
            Object wanted = Files.getAttribute(from, id, LinkOption.NOFOLLOW_LINKS);
            if (!wanted.equals(Files.getAttribute(to, id, LinkOption.NOFOLLOW_LINKS))) {
                try {
                    Files.setAttribute(to, id, wanted, LinkOption.NOFOLLOW_LINKS);
                } catch (IOException e) {
                    throw new IOException(
                            from + " belongs to another user or group and would change hands; make it this user's", e);
                }
            }
        }
    }
}
