package dev.drover.agent.specialist.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Says which names lead to a file that git could commit: below the workspace, through real folders of one repository. */
record FilePlace(Path workspace) {
    /** The reason against a name where nothing is. */
    static final String MISSING = "not there any more";

    /** Whether something of that name is there, in real folders. */
    boolean isThere(String name) {
        try {
            Path file = workspace.resolve(name);
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && isBelowRealFolders(file);
        } catch (InvalidPathException | IOException e) {
            return false;
        }
    }

    /** Whether a folder has taken the place of a file of that name. */
    boolean isFolder(String name) {
        return Files.isDirectory(workspace.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Why it cannot be committed; empty when it can. */
    Optional<String> reasonAgainst(String name) {
        try {
            Path file = workspace.resolve(name);
            if (name.isBlank() || !file.equals(file.normalize()) || !file.startsWith(workspace)) {
                return Optional.of("outside the workspace");
            }
            if (name.startsWith("/") || Path.of(name).startsWith(".git")) {
                return Optional.of("not a path below the workspace that git could track");
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(MISSING);
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("a folder");
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(file)) {
                return Optional.of("neither a file nor a link");
            }
            if (!isBelowRealFolders(file)) {
                return Optional.of("reached through a link");
            }
            return innerRepository(file).map(inner -> "inside another repository, " + inner);
        } catch (InvalidPathException e) {
            return Optional.of("not a file name");
        } catch (IOException e) {
            return Optional.of("cannot be looked at: " + e.getMessage());
        }
    }

    private static boolean isBelowRealFolders(Path file) throws IOException {
        Path parent = file.getParent();
        return parent != null
                && Files.isDirectory(parent)
                && parent.toRealPath().equals(parent);
    }

    private Optional<Path> innerRepository(Path file) {
        for (Path folder = file.getParent(); folder != null && !folder.equals(workspace); folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(workspace.relativize(folder));
            }
        }
        return Optional.empty();
    }
}
