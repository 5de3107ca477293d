package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.git.RequestBranch.Staged;
import dev.drover.agent.specialist.support.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes what differs in the work tree of a request into a tree of git's. Confined to one thread. */
final class Staging {
    /** What running a project leaves beside its sources, also where its authors forgot to have git ignore it. */
    private static final List<String> LEFT_BY_TOOLS = Stream.of(
                    "__pycache__/**", "*.py[co]", ".pytest_cache/**", "node_modules/**", ".gradle/**")
            .map(glob -> ":(exclude,top,glob)**/" + glob)
            .toList();

    private final Job job;
    private final String base;
    private final Path repositoriesAside;
    private final AsCheckedOut untouched;
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * Of what differs from a commit.
     *
     * @param repositoriesAside where what git has of repositories within the work tree is moved to
     * @param untouched what differs as git has checked it out, and is no change
     */
    Staging(Job job, String base, Path repositoriesAside, AsCheckedOut untouched) {
        this.job = job;
        this.base = base;
        this.repositoriesAside = repositoriesAside;
        this.untouched = untouched;
    }

    /** What a person should know of it, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** What differs by now, new files that git does not ignore included. */
    Staged staged() throws IOException, InterruptedException {
        takeInRepositories();
        String tree;
        try (var index = new Index(job)) {
            index.read(base);
            var add = new ArrayList<>(List.of("add", "--all", "--", ":/"));
            add.addAll(LEFT_BY_TOOLS);
            Repository.required("take the files in", index.git().run(add));
            Repository.required("take the files in", index.git().run("add", "--update", "--", ":/"));
            untouched.leave(job, index, base);
            tree = withoutSubmodules(index, index.writeTree());
        }
        Repository repository = job.repository();
        String prefix = Git.path(repository.git().run("rev-parse", "--show-prefix"));
        Set<String> outside = prefix.isEmpty()
                ? Set.of()
                : TreeChanges.everywhere(repository, base, tree).paths().stream()
                        .filter(path -> !path.startsWith(prefix))
                        .collect(Collectors.toSet());
        return new Staged(tree, TreeChanges.between(repository, base, tree).paths(), outside);
    }

    /** Of a repository within the work tree a commit would have the name and nothing that is in it. */
    private void takeInRepositories() throws IOException, InterruptedException {
        Path workspace = job.assignment().workspace();
        List<String> untracked = job.repository()
                .git()
                .names(List.of("ls-files", "--others", "--exclude-standard", "--directory", "-z", "--", ":/"))
                .names();
        for (String path : untracked) {
            if (path.endsWith("/")
                    && InnerRepositories.open(workspace.resolve(path).normalize(), repositoriesAside) > 0) {
                notes.add(path + " was a git repository of its own; its files are taken in, and its history lies in the"
                        + " folder repositories of the run.");
            }
        }
    }

    /** A commit would name a commit of a submodule that nobody but this work tree has. */
    private String withoutSubmodules(Index index, String tree) throws IOException, InterruptedException {
        Map<String, Optional<String>> moved = TreeChanges.movedSubmodules(job.repository(), base, tree);
        for (Map.Entry<String, Optional<String>> submodule : moved.entrySet()) {
            String path = submodule.getKey();
            List<String> update = submodule
                    .getValue()
                    .map(was -> List.of("update-index", "--cacheinfo", "160000," + was + "," + path))
                    .orElse(List.of("update-index", "--force-remove", path));
            Repository.required("leave the submodule " + path, index.git().run(update));
            notes.add(path + " is a repository of its own (a submodule): what was changed in it is in no commit, and"
                    + " stays in the work tree until the run is removed.");
        }
        return moved.isEmpty() ? tree : index.writeTree();
    }
}
