package dev.drover.cli.demo;

import java.io.IOException;

/**
 * What must not change in somebody's repository: the branch that is checked out, where it points, what is staged, and
 * every file that git knows.
 */
record RepositoryState(String head, String commit, String index, String changes) {
    static RepositoryState of(DemoProject project) throws IOException, InterruptedException {
        return new RepositoryState(
                project.git("symbolic-ref", "HEAD"),
                project.git("rev-parse", "HEAD"),
                project.git("write-tree"),
                project.git("diff", "HEAD", "--stat"));
    }
}
