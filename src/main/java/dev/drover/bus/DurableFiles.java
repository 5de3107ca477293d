package dev.drover.bus;

import dev.drover.process.FreeName;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** Writing so that a reader sees a whole file or none, and what was seen survives a power failure. */
public final class DurableFiles {
    private DurableFiles() {}

    /**
     * Publishes a file (rule 1): a name that begins with a dot, fsync, rename, fsync of the folder. Replaces a file of
     * that name.
     */
    public static void publish(Path target, byte[] content) throws IOException {
        Path temporary = temporaryFor(target);
        try {
            write(temporary, content, true);
            KillPoint.reach("file.written");
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            KillPoint.reach("file.renamed");
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        syncFolder(folderOf(target));
    }

    /**
     * The same under a name that must be free.
     *
     * @throws FileAlreadyExistsException when it is not; the file of that name stays as it is
     */
    public static void publishNew(Path target, byte[] content) throws IOException {
        Path temporary = temporaryFor(target);
        try {
            write(temporary, content, true);
            moveToFree(temporary, target);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        syncFolder(folderOf(target));
    }

    /** The same for what nobody but its owner may read, from its first byte on. */
    public static void publishPrivately(Path target, byte[] content) throws IOException {
        Path temporary = temporaryFor(target);
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            write(temporary, content, true);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        syncFolder(folderOf(target));
    }

    /** Replaces a projection, whole or not at all; it can be made again, so it is not synced. */
    public static void project(Path target, byte[] content) throws IOException {
        Path temporary = temporaryFor(target);
        try {
            write(temporary, content, false);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Makes renames into and out of a folder durable. Windows has no such call and needs none. */
    public static void syncFolder(Path folder) throws IOException {
        if (java.io.File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes a file that others wrote durable. */
    public static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /**
     * Moves a file or folder to a name that must be free: one step, so that it is never seen under both names.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it is not
     * @throws java.nio.file.AtomicMoveNotSupportedException when the two places are on different file systems
     */
    public static void moveToFree(Path source, Path target) throws IOException {
        if (!FreeName.rename(source, target)) {
            moveByLink(source, target);
        }
    }

    /**
     * Where the file system has no such rename (some FUSE and network file systems; systems other than Linux). A crash
     * in the middle leaves both names, of which {@link SecondNames} removes one at the next start.
     */
    static void moveByLink(Path source, Path target) throws IOException {
        try {
            // A link fails when the name is taken, which a rename does not; so nothing newer is ever replaced.
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A folder, another user's file, or a file system without links. This looks first and then renames.
            Files.move(source, target);
            return;
        }
        Files.delete(source);
    }

    /** Whether the file has just this content. */
    public static boolean holds(Path file, byte[] content) throws IOException {
        return Files.exists(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    private static Path temporaryFor(Path target) {
        return folderOf(target)
                .resolve("." + target.getFileName() + "."
                        + ProcessHandle.current().pid() + "."
                        + Thread.currentThread().threadId());
    }

    private static Path folderOf(Path target) {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException(target + " is in no folder");
        }
        return folder;
    }

    private static void write(Path file, byte[] content, boolean sync) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (sync) {
                channel.force(true);
            }
        }
    }
}
