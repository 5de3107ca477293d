package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Git;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells whether a person is at work on a branch. Moving it under their hands would make their files look changed. */
final class BranchUse {
    private static final List<String> REBASES = List.of("rebase-merge/head-name", "rebase-apply/head-name");
    private static final int MAX_NAME_BYTES = 4096;

    private final Repository repository;

    BranchUse(Repository repository) {
        this.repository = repository;
    }

    /** How and where some work tree, this one or another, uses the branch; also when it has no commit yet. */
    Optional<String> of(String branch) throws IOException, InterruptedException {
        String ref = "refs/heads/" + branch;
        if (Git.text(repository.git().run("symbolic-ref", "--quiet", "HEAD")).equals(ref)) {
            return Optional.of("checked out in " + repository.workspace());
        }
        String tree = "";
        for (String line : repository
                .git()
                .names(List.of("worktree", "list", "--porcelain", "-z"))
                .names()) {
            if (line.startsWith("worktree ")) {
                tree = line.substring("worktree ".length());
            } else if (line.equals("branch " + ref)) {
                return Optional.of("checked out in " + tree);
            }
        }
        return underWay(branch, ref);
    }

    /** A rebase or a bisection under way has no branch checked out, and goes back to one at its end. */
    private Optional<String> underWay(String branch, String ref) throws IOException, InterruptedException {
        Path common = repository.commonFolder();
        for (Path folder : workTreeFolders(common)) {
            for (String rebase : REBASES) {
                if (says(folder.resolve(rebase), ref)) {
                    return Optional.of("being rebased, as " + folder.resolve(rebase) + " says");
                }
            }
            if (says(folder.resolve("BISECT_START"), branch)) {
                return Optional.of("where a bisection began, as " + folder.resolve("BISECT_START") + " says");
            }
        }
        return Optional.empty();
    }

    private static List<Path> workTreeFolders(Path common) throws IOException {
        var folders = new ArrayList<Path>(List.of(common));
        Path linked = common.resolve("worktrees");
        if (Files.isDirectory(linked)) {
            try (DirectoryStream<Path> some = Files.newDirectoryStream(linked)) {
                some.forEach(folders::add);
            }
        }
        return folders;
    }

    private static boolean says(Path file, String name) throws IOException {
        return SafeFiles.readText(file, MAX_NAME_BYTES)
                .filter(text -> text.strip().equals(name))
                .isPresent();
    }
}
