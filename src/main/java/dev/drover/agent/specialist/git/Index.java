package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An index beside the user's, in which a tree is put together. Filters that the repository sets for its files run, so
 * what is taken in is what {@code git add} would have taken. Removed when closed.
 */
final class Index implements AutoCloseable {
    private final Job job;
    private final Path file;
    private final Git git;

    Index(Job job) {
        this.job = job;
        this.file = job.scratch("index");
        this.git = job.repository().git().withIndex(file);
    }

    /** The tree of the base with the named files as they are in the workspace. */
    String treeWith(Optional<String> base, NamedFiles files) throws IOException, InterruptedException {
        read(base.orElse("--empty"));
        update(List.of("update-index", "-z", "--force-remove", "--stdin"), files.gone());
        update(List.of("update-index", "-z", "--add", "--remove", "--replace", "--stdin"), files.present());
        return writeTree();
    }

    void read(String tree) throws IOException, InterruptedException {
        Repository.required("read the tree to build on", git.run("read-tree", tree));
    }

    Git git() {
        return git;
    }

    String writeTree() throws IOException, InterruptedException {
        return Repository.requiredHash("write the tree", job.noted(git.run("write-tree")));
    }

    private void update(List<String> command, Set<String> paths) throws IOException, InterruptedException {
        if (paths.isEmpty()) {
            return;
        }
        try (var list = PathList.of(job, paths)) {
            Ran ran = git.data(list.file(), command);
            GitWords.requireFilters(job, ran);
            Repository.required("take the files in", ran);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
