package dev.drover.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What does not belong into a folder of the bus. It is there in one step: the daemon may take it away at once. */
final class Junk {
    private Junk() {}

    /** A folder that is not empty. */
    static void folder(Path at, String name) throws IOException {
        Path made = at.resolve(".making-" + name);
        Files.createDirectories(made.resolve("inner"));
        Files.move(made, at.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** So many zeros, which take no place on the disk: writing them out would hold up all others that wait for it. */
    static void zeros(Path at, String name, long bytes) throws IOException {
        Path made = at.resolve(".making-" + name);
        try (var file = new RandomAccessFile(made.toFile(), "rw")) {
            file.setLength(bytes);
        }
        Files.move(made, at.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
