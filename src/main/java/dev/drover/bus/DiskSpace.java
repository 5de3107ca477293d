package dev.drover.bus;

import java.io.File;
import java.nio.file.Path;

/** How much room a disk has. */
public final class DiskSpace {
    /** What is below this counts as full: not even one message of the largest size can be written with certainty. */
    public static final long FULL_BELOW_BYTES = 4L << 20;

    private static final long MIB = 1L << 20;

    private DiskSpace() {}

    /** What this user may still write where the folder lies. A disk that does not say how large it is has room. */
    public static long freeBytes(Path folder) {
        File disk = folder.toFile();
        return disk.getTotalSpace() == 0 ? Long.MAX_VALUE : disk.getUsableSpace();
    }

    /** The same in mebibytes, rounded down. */
    public static long freeMb(Path folder) {
        return freeBytes(folder) / MIB;
    }

    /** Whether the disk is full for all that matters. */
    public static boolean isFull(Path folder) {
        return freeBytes(folder) < FULL_BELOW_BYTES;
    }
}
