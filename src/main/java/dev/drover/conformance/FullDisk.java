package dev.drover.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system in memory that is mounted on a folder and has no room left. */
final class FullDisk implements AutoCloseable {
    private static final int BYTES = 64 * 1024;

    private final Path folder;

    private FullDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it; says that the check is skipped where that is not permitted. */
    static FullDisk mount(Path folder) throws IOException, InterruptedException {
        run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString());
        FullDisk disk = new FullDisk(folder);
        disk.fill();
        return disk;
    }

    /** Makes room again. */
    void free() throws IOException {
        Files.deleteIfExists(folder.resolve(".fill"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // The agent may have a file open in it; a lazy unmount does not mind.
        run("umount", "-l", folder.toString());
    }

    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(".fill"))) {
            byte[] page = new byte[4096];
            for (int written = 0; written < BYTES; written += page.length) {
                out.write(page);
            }
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Skipped("a file system of its own could not be " + command.getFirst()
                        + "ed, which takes root: " + said.strip());
            }
        } catch (IOException e) {
            throw new Skipped(command.getFirst() + " is not there: " + e.getMessage());
        }
    }
}
