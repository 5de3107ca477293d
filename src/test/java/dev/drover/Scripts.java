package dev.drover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Programs that tests write and then start. */
public final class Scripts {
    private Scripts() {}

    /**
     * Has another process write it. While this one has a file open for writing, whatever another thread starts just then
     * has it open too for a moment, and a file that someone may write to cannot be started ("Text file busy").
     */
    public static Path write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Process writer = new ProcessBuilder("sh", "-c", "cat >\"$0\" && chmod 755 \"$0\"", file.toString()).start();
        try (var content = writer.outputWriter()) {
            content.write(text);
        }
        try {
            if (writer.waitFor() != 0) {
                throw new IOException("cannot write " + file);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return file;
    }
}
