package dev.drover.agent.specialist.documentation.page;

import dev.drover.agent.specialist.Assignment;
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
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A page in a workspace: read whole, and replaced whole or not at all. Links are not written through. */
public final class PageFile {
    public static final int MAX_BYTES = 4 << 20;

    private final Path workspace;
    private final String name;
    private final String uniqueName;

    private PageFile(Path workspace, String name, String uniqueName) {
        this.workspace = workspace;
        this.name = name;
        this.uniqueName = uniqueName;
    }

    /**
     * The page of that name.
     *
     * @param name relative to the workspace, with '/'
     */
    public static PageFile of(Assignment assignment, String name) {
        return new PageFile(assignment.workspace(), name, assignment.packet().packetId());
    }

    /** The page of that name in the root of the workspace, whatever the case in which it is written there. */
    public static PageFile inRoot(Assignment assignment, String name) throws IOException {
        var names = new TreeSet<String>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(assignment.workspace())) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return of(
                assignment,
                names.contains(name)
                        ? name
                        : names.stream()
                                .filter(name::equalsIgnoreCase)
                                .findFirst()
                                .orElse(name));
    }

    public String name() {
        return name;
    }

    /**
     * Its bytes; empty when there is none.
     *
     * @throws Refused when it is no text that could be changed in places
     */
    public Optional<byte[]> read() throws IOException {
        for (Path part = file(); part != null && !part.equals(workspace); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw Refused.blocked(
                        "file_is_link",
                        workspace.relativize(part) + " in " + workspace + " is a symbolic link, and links are not"
                                + " written through. Replace it by a regular file or folder and retry the task.");
            }
        }
        Optional<byte[]> bytes = SafeFiles.read(file(), MAX_BYTES);
        if (bytes.isEmpty() && Files.exists(file(), LinkOption.NOFOLLOW_LINKS)) {
            throw notUsable("is not a regular file of at most " + MAX_BYTES + " bytes");
        }
        if (bytes.isPresent() && holdsNul(bytes.get())) {
            throw notUsable("holds NUL bytes, as UTF-16 does, so what is added would not fit in");
        }
        return bytes;
    }

    /**
     * Makes it hold the content, unless it does already. Its mode stays.
     *
     * @param before what it held when it was read
     * @throws Refused when it holds something else by now; then nothing is changed
     */
    public Written write(Optional<byte[]> before, byte[] content) throws IOException {
        boolean changed = before.isEmpty() || !Arrays.equals(before.get(), content);
        if (changed && !replace(before, content)) {
            throw Refused.failed(
                    "file_changed",
                    name + " was changed by someone else while its section was written, so it was left as it is."
                            + " Trying again takes the change in.",
                    true);
        }
        return new Written(name, before.isPresent(), changed, SafeFiles.sha256(content), content.length);
    }

    private boolean replace(Optional<byte[]> before, byte[] content) throws IOException {
        makeFolder(Optional.ofNullable(file().getParent()));
        Path fresh = file().resolveSibling("." + file().getFileName() + "." + uniqueName + ".tmp");
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
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private boolean holds(Optional<byte[]> before) throws IOException {
        Optional<byte[]> now = SafeFiles.read(file(), MAX_BYTES);
        return before.isPresent()
                ? now.isPresent() && Arrays.equals(now.get(), before.get())
                : !Files.exists(file(), LinkOption.NOFOLLOW_LINKS);
    }

    /** As the user would have made it: who may read a file there may look into its folder. */
    private void makeFolder(Optional<Path> wanted) throws IOException {
        if (wanted.isEmpty() || Files.isDirectory(wanted.get(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path folder = wanted.get();
        makeFolder(Optional.ofNullable(folder.getParent()));
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw Refused.blocked(
                    "file_not_usable",
                    workspace.relativize(folder) + " in " + workspace + " is not a folder, so " + name
                            + " cannot be written. Move it away and retry the task.");
        }
        Files.createDirectory(folder);
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
            Set<PosixFilePermission> mode = new HashSet<>(Umask.ofNewFile());
            for (PosixFilePermission permission : Set.copyOf(mode)) {
                if (permission.name().endsWith("_READ")) {
                    mode.add(PosixFilePermission.valueOf(permission.name().replace("_READ", "_EXECUTE")));
                }
            }
            Files.setPosixFilePermissions(folder, mode);
        }
    }

    /** A new one gets the mode that the user would give it, and not that of Drover's own files. */
    private void copyMode(Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (view != null && !SafeFiles.isRegular(file())) {
            view.setPermissions(Umask.ofNewFile());
        } else if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(file(), LinkOption.NOFOLLOW_LINKS));
        }
    }

    private Path file() {
        return workspace.resolve(name);
    }

    private Refused notUsable(String why) {
        return Refused.blocked(
                "file_not_usable",
                name + " in " + workspace + " " + why + ". Move it away or replace it, and retry the task.");
    }

    private static boolean holdsNul(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
