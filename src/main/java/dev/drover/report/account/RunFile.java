package dev.drover.report.account;

import dev.drover.bus.Home;
import dev.drover.message.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Files of one run folder, which commands of its tasks may have exchanged: no links, no pipes, and a limit to all. */
final class RunFile {
    private final Path folder;
    private long left;

    /**
     * The files of a folder.
     *
     * @param bytes that may be read in all
     */
    RunFile(Path folder, long bytes) {
        this.folder = folder;
        this.left = bytes;
    }

    /**
     * Opens it for reading, and counts it.
     *
     * @throws IOException when it is not there, no file of this folder, or too large; the message says which
     */
    InputStream open(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? new IOException("it is no regular file")
                    : new NoSuchFileException("it is not there");
        }
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            throw new IOException("a link leads out of the run folder");
        }
        long size = Files.size(file);
        if (size > left) {
            throw new IOException("it has " + size + " bytes, and together with what was read before that is too much");
        }
        left -= size;
        return new BoundedInput(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), size);
    }

    /** The file of an artifact, if it lies in the folder that the task was given for it. */
    static Optional<Path> artifact(Home home, Path artifacts, Artifact artifact) {
        String prefix = home.name(artifacts) + "/";
        String name = artifact.path().startsWith(prefix) ? artifact.path().substring(prefix.length()) : "";
        return name.isEmpty() || name.contains("/") || name.startsWith(".") || name.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(artifacts.resolve(name));
    }
}
