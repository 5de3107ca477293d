package dev.drover.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of a few mebibytes in memory. Making one takes root; without that its test is skipped, and says so. */
final class SmallDisk implements AutoCloseable {
    private static final int MIB = 1 << 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk in(Path parent, int mebibytes) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(parent.resolve("disk"));
        String why = "";
        try {
            Processes.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "drover-test", folder.toString());
        } catch (IOException e) {
            why = "no disk can be mounted here: " + e.getMessage();
        }
        assumeTrue(why.isEmpty(), why);
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Leaves not one byte. */
    void fill() throws IOException {
        byte[] block = new byte[MIB];
        for (int size = MIB; size >= 1; size = size > 4096 ? size / 16 : size / 4096) {
            boolean room = true;
            while (room) {
                room = append(block, size);
            }
        }
    }

    private boolean append(byte[] block, int size) {
        try (var out = Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(block, 0, size);
            return true;
        } catch (IOException e) {
            // This is the end that was looked for.
            return false;
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Processes.run("umount", "-l", folder.toString());
    }
}
