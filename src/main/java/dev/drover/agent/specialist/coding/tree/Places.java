package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.coding.text.EditRefused;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * The files of a workspace that may be edited: plain files below it that no link leads to, none of git's own, none of
 * the bus, and where globs are given only those that they name.
 */
public final class Places {
    /** Most bytes of a file that is edited. */
    public static final int MAX_BYTES = 32 << 20;

    private static final int MAX_NAME_BYTES = 255;

    private final Path workspace;
    private final Path bus;
    private final List<String> globs;

    /**
     * The places of a workspace.
     *
     * @param workspace with links resolved
     * @param globs as {@code files} of a task has them; none means every file
     * @param bus that of the home; neither it nor the logs and keys beside it are edited where they lie below the
     *     workspace
     */
    public Places(Path workspace, List<String> globs, Path bus) {
        this.workspace = workspace;
        this.globs = List.copyOf(globs);
        this.bus = bus;
    }

    public Path workspace() {
        return workspace;
    }

    /**
     * The file of that name, which need not exist.
     *
     * @throws EditRefused when it may not be edited
     */
    Path file(String path) throws EditRefused {
        Path file;
        try {
            file = workspace.resolve(path);
        } catch (InvalidPathException e) {
            throw refused(path, "is no file name");
        }
        boolean plain = !path.isEmpty()
                && path.chars().noneMatch(Character::isISOControl)
                && workspace.relativize(file.normalize()).toString().equals(path);
        if (!plain || !file.normalize().startsWith(workspace) || file.equals(workspace)) {
            throw refused(path, "is not a plain path below the workspace, such as src/main.py");
        }
        for (Path part : workspace.relativize(file)) {
            if (part.toString().getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                throw refused(
                        path, "has a part of more than " + MAX_NAME_BYTES + " bytes, the most that a name may have");
            }
            if (part.toString().toLowerCase(Locale.ROOT).equals(".git")) {
                throw refused(path, "belongs to git, whose own files are not edited");
            }
        }
        for (Path own : List.of(bus, bus.resolveSibling("logs"), bus.resolveSibling("council/keys"))) {
            if (file.startsWith(own) && !workspace.startsWith(own)) {
                throw refused(path, "belongs to the home that this is done for, whose own files are not edited");
            }
        }
        if (!isNamed(path)) {
            throw refused(
                    path,
                    "is outside the files of the task (" + String.join(", ", globs)
                            + "); add it to \"files\" if the task may change it");
        }
        return file;
    }

    /** A glob that names a folder names all that is below it, as it does for git. */
    private boolean isNamed(String path) throws EditRefused {
        if (globs.isEmpty()) {
            return true;
        }
        for (String glob : globs) {
            String trimmed = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
            if (matches(trimmed, path) || (trimmed.startsWith("**/") && matches(trimmed.substring(3), path))) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String glob, String path) throws EditRefused {
        try {
            PathMatcher matcher = workspace.getFileSystem().getPathMatcher("glob:" + glob);
            for (Path p = Path.of(path); p != null; p = p.getParent()) {
                if (matcher.matches(p)) {
                    return true;
                }
            }
            return false;
        } catch (PatternSyntaxException e) {
            throw new EditRefused(
                    "'" + Ids.printable(glob) + "' in the files of the task is no glob: " + e.getDescription());
        }
    }

    /**
     * The file as it is.
     *
     * @return empty when there is none
     * @throws EditRefused when something else than a plain file has its name, or a link leads there
     */
    Optional<FileState> read(String path) throws IOException {
        Path file = file(path);
        for (Path folder = file.getParent(); folder != null && !folder.equals(workspace); folder = folder.getParent()) {
            if (Files.isSymbolicLink(folder)) {
                throw refused(
                        path,
                        "is reached through the link " + workspace.relativize(folder)
                                + "; name the file where it really is");
            }
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(path, "cannot be: " + workspace.relativize(folder) + " is no folder");
            }
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!SafeFiles.isRegular(file)) {
            throw refused(
                    path,
                    Files.isSymbolicLink(file)
                            ? "is a link; edit the file that it leads to, or remove the link"
                            : "is no plain file, and only those are edited");
        }
        byte[] content = SafeFiles.read(file, MAX_BYTES)
                .orElseThrow(
                        () -> refused(path, "has more than " + (MAX_BYTES >> 20) + " MiB, the most that edits take"));
        return Optional.of(new FileState(content, Modes.of(file)));
    }

    static EditRefused refused(String path, String why) {
        return new EditRefused(Ids.printable(path, 200) + " " + why);
    }
}
