package dev.drover.agent.specialist.documentation;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.process.Umask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/** The README of a workspace: found whatever its case, and replaced whole or not at all. */
final class ReadmeFile {
    static final int MAX_BYTES = 4 << 20;
    private static final String NAME = "README.md";

    private final Path file;

    private ReadmeFile(Path file) {
        this.file = file;
    }

    static ReadmeFile in(Path workspace) throws IOException {
        var names = new TreeSet<String>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(workspace)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        String name = names.contains(NAME)
                ? NAME
                : names.stream().filter(NAME::equalsIgnoreCase).findFirst().orElse(NAME);
        return new ReadmeFile(workspace.resolve(name));
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    boolean exists() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    boolean isLink() {
        return Files.isSymbolicLink(file);
    }

    /** Its bytes; empty when it is no regular file or too large. */
    Optional<byte[]> read() throws IOException {
        return SafeFiles.read(file, MAX_BYTES);
    }

    /**
     * Replaces the content, keeping the file's mode.
     *
     * @param before what the file held when it was read; empty when there was none
     * @return false, and nothing is changed, when it holds something else by now
     */
    boolean replace(Optional<byte[]> before, byte[] content, String uniqueName) throws IOException {
        Path fresh = file.resolveSibling("." + name() + "." + uniqueName + ".tmp");
        Files.deleteIfExists(fresh);
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            copyMode(fresh);
            if (!holds(before)) {
                return false;
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private boolean holds(Optional<byte[]> before) throws IOException {
        Optional<byte[]> now = read();
        return before.isPresent() ? now.isPresent() && Arrays.equals(now.get(), before.get()) : !exists();
    }

    /** A new one gets the mode that the user would give it, and not that of Drover's own files. */
    private void copyMode(Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (view != null && !SafeFiles.isRegular(file)) {
            view.setPermissions(Umask.ofNewFile());
        } else if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        }
    }
}
