package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Artifact;
import dev.drover.message.Ids;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that a packet names for its commit: artifacts of the tasks before it, and what changed below its globs.
 *
 * @param present what is there to be committed, relative to the workspace, sorted
 * @param gone what is not there any more
 * @param leftOut what was named and is not committed, each with the reason
 */
record NamedFiles(Set<String> present, Set<String> gone, List<String> leftOut) {
    private static final int MOST_SHOWN = 20;

    static NamedFiles of(Job job) throws IOException, InterruptedException {
        var leftOut = new ArrayList<String>();
        var place = new FilePlace(job.assignment().workspace());
        var present = new TreeSet<String>();
        var missing = new TreeMap<String, Boolean>();
        for (TaskInput input : job.packet().inputs()) {
            for (Artifact artifact : input.artifacts()) {
                // What lies in the home are logs and pages, which never belong into a commit.
                if (artifact.isInHome(job.packet().runFolder())) {
                    continue;
                }
                Optional<String> reason = place.reasonAgainst(artifact.path());
                if (reason.isEmpty()) {
                    present.add(artifact.path());
                } else if (reason.get().equals(FilePlace.MISSING)) {
                    missing.merge(artifact.path(), isRemoved(artifact), Boolean::logicalOr);
                } else {
                    leftOut.add(Ids.printable(artifact.path()) + " (" + reason.get() + ")");
                }
            }
        }
        Set<String> gone = removed(job, missing);
        missing.keySet().stream()
                .filter(path -> !gone.contains(path))
                .forEach(path -> leftOut.add(Ids.printable(path) + " (" + FilePlace.MISSING + ")"));
        for (String path : changedBelowGlobs(job, leftOut)) {
            if (!place.isThere(path) || place.isFolder(path)) {
                gone.add(path);
            } else {
                Optional<String> reason = place.reasonAgainst(path);
                reason.ifPresentOrElse(r -> leftOut.add(Ids.printable(path) + " (" + r + ")"), () -> present.add(path));
            }
        }
        for (String path : ignored(job, present)) {
            present.remove(path);
            leftOut.add(Ids.printable(path) + " (ignored by git)");
        }
        var all = new TreeSet<>(present);
        all.addAll(gone);
        new UnderWay(job.repository()).requireFinished(all);
        return new NamedFiles(present, gone, leftOut);
    }

    /** A task that removed a file has neither its size nor its hash to tell. */
    private static boolean isRemoved(Artifact artifact) {
        return artifact.sha256().isEmpty() && artifact.bytes().isEmpty();
    }

    /** Those of the missing that a task says it removed, as far as the checked-out commit has them. */
    private static Set<String> removed(Job job, Map<String, Boolean> missing) throws IOException, InterruptedException {
        var removed = new TreeSet<String>();
        missing.forEach((path, byTask) -> {
            if (byTask) {
                removed.add(path);
            }
        });
        if (!removed.isEmpty()) {
            boolean hasCommit = job.repository().commit("HEAD").isPresent();
            removed.retainAll(
                    hasCommit
                            ? job.repository()
                                    .git()
                                    .names(List.of("ls-tree", "-r", "-z", "--name-only", "HEAD"))
                                    .names()
                            : List.of());
        }
        return removed;
    }

    boolean isEmpty() {
        return present.isEmpty() && gone.isEmpty();
    }

    /** A sentence on what was left out, or nothing. */
    String leftOutSentence() {
        if (leftOut.isEmpty()) {
            return "";
        }
        int more = leftOut.size() - MOST_SHOWN;
        return " Left out: " + String.join(", ", leftOut.subList(0, Math.min(MOST_SHOWN, leftOut.size())))
                + (more > 0 ? " and " + more + " more" : "") + ".";
    }

    private static Set<String> changedBelowGlobs(Job job, List<String> leftOut)
            throws IOException, InterruptedException {
        var globs = new ArrayList<>(job.packet().files());
        for (String glob : job.packet().files()) {
            if (glob.startsWith("/") || List.of(glob.split("/")).contains("..")) {
                globs.remove(glob);
                leftOut.add(Ids.printable(glob) + " (outside the workspace)");
            }
        }
        return globs.isEmpty() ? Set.of() : changed(job, globs, leftOut);
    }

    /** What differs from the checked-out commit below the globs, with new files that git does not ignore. */
    private static Set<String> changed(Job job, List<String> globs, List<String> leftOut)
            throws IOException, InterruptedException {
        var changed = new TreeSet<String>();
        int unreadable = 0;
        // A copy of the user's index has what git knows of unchanged files, and it may be refreshed and thrown away.
        Path copy = job.scratch("seen");
        try {
            Path index = job.repository().gitPath("index");
            if (Files.isRegularFile(index)) {
                // With its time: git takes files that changed since then for changed, whatever their size.
                Files.copy(index, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
            Git git = job.repository().git().withIndex(copy);
            boolean hasCommit = job.repository().commit("HEAD").isPresent();
            List<String> tracked = hasCommit
                    ? List.of(
                            "diff",
                            "--name-only",
                            "--no-renames",
                            "--no-ext-diff",
                            "--no-textconv",
                            "--relative",
                            "--ignore-submodules",
                            "-z",
                            "HEAD")
                    : List.of("ls-files", "--cached", "-z");
            for (List<String> command : List.of(tracked, List.of("ls-files", "--others", "--exclude-standard", "-z"))) {
                Ran ran = git.data(withPathspecs(globs, command));
                GitWords.requireFilters(job, ran);
                Repository.required("say what has changed", ran);
                Git.Names names = Git.Names.of(ran);
                changed.addAll(names.names());
                unreadable += names.undecodable();
            }
        } finally {
            Files.deleteIfExists(copy);
        }
        // A name with a slash at its end is a repository inside this one.
        changed.removeIf(name -> name.endsWith("/"));
        if (unreadable > 0) {
            leftOut.add(unreadable + (unreadable == 1 ? " file whose name is" : " files whose names are")
                    + " not UTF-8 (commit them with git itself)");
        }
        return changed;
    }

    private static List<String> withPathspecs(List<String> globs, List<String> command) {
        var full = new ArrayList<>(command);
        full.add("--");
        globs.forEach(glob -> full.add(":(glob)" + glob));
        return full;
    }

    private static List<String> ignored(Job job, Set<String> paths) throws IOException, InterruptedException {
        if (paths.isEmpty()) {
            return List.of();
        }
        try (var list = PathList.of(job, paths)) {
            var ran = job.repository().git().data(list.file(), List.of("check-ignore", "-z", "--stdin"));
            if (ran.exitCode() > 1) {
                throw Repository.refused("say which of the named files it ignores", ran);
            }
            return Fields.of(ran).stream().map(PathList::plain).toList();
        }
    }
}
