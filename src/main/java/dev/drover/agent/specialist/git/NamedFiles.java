package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Artifact;
import dev.drover.message.Ids;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that a packet names for its commit: artifacts of the tasks before it, and what changed below its globs.
 *
 * @param paths relative to the workspace, sorted
 * @param leftOut what was named and is not committed, each with the reason
 */
record NamedFiles(Set<String> paths, List<String> leftOut) {
    static NamedFiles of(Assignment assignment, Repository repository, Path scratch)
            throws IOException, InterruptedException {
        var paths = new TreeSet<String>();
        var leftOut = new ArrayList<String>();
        for (TaskInput input : assignment.packet().inputs()) {
            for (Artifact artifact : input.artifacts()) {
                // The others are relative to the home: logs and pages, which never belong into a commit.
                if (!artifact.path().startsWith("bus/")) {
                    Optional<String> reason = reasonAgainst(assignment.workspace(), artifact.path());
                    reason.ifPresentOrElse(
                            r -> leftOut.add(Ids.printable(artifact.path()) + " (" + r + ")"),
                            () -> paths.add(artifact.path()));
                }
            }
        }
        var globs = new ArrayList<>(assignment.packet().files());
        for (String glob : assignment.packet().files()) {
            if (glob.startsWith("/") || List.of(glob.split("/")).contains("..")) {
                globs.remove(glob);
                leftOut.add(Ids.printable(glob) + " (outside the workspace)");
            }
        }
        if (!globs.isEmpty()) {
            paths.addAll(changed(globs, repository, scratch));
        }
        dropIgnored(repository, paths, leftOut);
        return new NamedFiles(paths, leftOut);
    }

    private static Optional<String> reasonAgainst(Path workspace, String name) {
        try {
            Path file = workspace.resolve(name);
            if (name.isBlank() || !file.equals(file.normalize()) || !file.startsWith(workspace)) {
                return Optional.of("outside the workspace");
            }
            if (name.startsWith("/") || Path.of(name).startsWith(".git")) {
                return Optional.of("not a path below the workspace that git could track");
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("not there any more");
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("a folder");
            }
            Path parent = file.getParent();
            return parent != null && parent.toRealPath().equals(parent)
                    ? Optional.empty()
                    : Optional.of("reached through a link");
        } catch (InvalidPathException e) {
            return Optional.of("not a file name");
        } catch (IOException e) {
            return Optional.of("cannot be looked at: " + e.getMessage());
        }
    }

    /** What differs from the checked-out commit below the globs, with new files that git does not ignore. */
    private static Set<String> changed(List<String> globs, Repository repository, Path scratch)
            throws IOException, InterruptedException {
        var changed = new TreeSet<String>();
        // A copy of the user's index has what git knows of unchanged files, and it may be refreshed and thrown away.
        Path copy = scratch.resolveSibling(scratch.getFileName() + ".seen");
        try {
            Path index = repository.indexFile();
            if (Files.isRegularFile(index)) {
                // With its time: git takes files that changed since then for changed, whatever their size.
                Files.copy(index, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
            Git git = repository.git().withIndex(copy);
            if (repository.commit("HEAD").isPresent()) {
                changed.addAll(git.names(withPathspecs(
                                globs,
                                List.of(
                                        "diff",
                                        "--name-only",
                                        "--no-renames",
                                        "--relative",
                                        "--ignore-submodules",
                                        "-z",
                                        "HEAD")))
                        .names());
            } else {
                changed.addAll(git.names(withPathspecs(globs, List.of("ls-files", "--cached", "-z")))
                        .names());
            }
            changed.addAll(git.names(withPathspecs(globs, List.of("ls-files", "--others", "--exclude-standard", "-z")))
                    .names());
        } finally {
            Files.deleteIfExists(copy);
        }
        // A name with a slash at its end is a repository inside this one.
        changed.removeIf(name -> name.endsWith("/"));
        return changed;
    }

    private static List<String> withPathspecs(List<String> globs, List<String> command) {
        var full = new ArrayList<>(command);
        full.add("--");
        globs.forEach(glob -> full.add(":(glob)" + glob));
        return full;
    }

    private static void dropIgnored(Repository repository, Set<String> paths, List<String> leftOut)
            throws IOException, InterruptedException {
        for (List<String> some : Chunks.of(paths)) {
            if (anyIgnored(repository, some)) {
                for (String path : some) {
                    if (anyIgnored(repository, List.of(path))) {
                        paths.remove(path);
                        leftOut.add(Ids.printable(path) + " (ignored by git)");
                    }
                }
            }
        }
    }

    private static boolean anyIgnored(Repository repository, List<String> paths)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("check-ignore", "--"));
        // With ./ before it, no name is read as pathspec magic.
        paths.forEach(path -> command.add("./" + path));
        Ran ran = repository.git().run(command);
        if (ran.exitCode() > 1) {
            throw Repository.refused("say which of the named files it ignores", ran);
        }
        return ran.exitCode() == 0;
    }
}
