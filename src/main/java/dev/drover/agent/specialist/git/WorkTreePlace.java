package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the work tree of a request is: a linked one in the run folder, named like the request so that {@code git
 * worktree list} says whose it is. The link {@code worktree} beside it leads to the folder in it that the request is
 * about. A scratch folder is Drover's own and so is its own work tree.
 */
final class WorkTreePlace {
    private final Assignment asked;
    private final Path folder;
    private final Path link;
    private final Path tree;

    WorkTreePlace(Assignment asked, Path folder) {
        this.asked = asked;
        this.folder = folder;
        this.link =
                asked.surroundings().resolve(RunFolder.workTree(asked.packet().runFolder()));
        this.tree = folder.resolve("drover-" + asked.packet().requestId());
    }

    /** The branch with its work tree as the branch has it, made where it is not there yet. */
    RequestBranch open() throws IOException, InterruptedException {
        if (isScratch() && !hasBegun()) {
            begin();
        }
        Job outer = Job.of(asked);
        Repository repository = outer.repository();
        repository.requireIdentity();
        String name = outer.requestBranch();
        new Branch(outer, name).requireFree();
        Optional<String> tip = repository.commit("refs/heads/" + name);
        String base = tip.isPresent() ? tip.get() : head(repository);
        boolean inside =
                Files.exists(link) && link.toRealPath().equals(asked.workspace().toRealPath());
        if (!inside) {
            make(repository, base);
        }
        Job job = Job.of(at(link.toRealPath()));
        var branch = RequestBranch.of(job, name, tip, base);
        unlock(job);
        keepUnfinished(branch);
        branch.reset(base);
        if (!inside && !isScratch()) {
            noteUncommitted(repository, branch);
        }
        return branch;
    }

    private boolean isScratch() {
        return asked.workspace().startsWith(folder) && !asked.workspace().startsWith(tree);
    }

    private boolean hasBegun() throws IOException, InterruptedException {
        return new Git(asked).isWorkTree()
                && Repository.of(asked).commit("HEAD").isPresent();
    }

    /** What lies in a scratch folder already is the first commit. */
    private void begin() throws IOException, InterruptedException {
        var git = new Git(asked);
        Repository.required("make a repository of the scratch folder", git.run("init", "--quiet"));
        Job job = Job.of(asked);
        job.repository().requireIdentity();
        String tree;
        try (var index = new Index(job)) {
            index.read("--empty");
            Repository.required("take the files in", index.git().run("add", "--all", "--", "."));
            tree = index.writeTree();
        }
        String first = CommitWriter.of(job).write(tree, List.of(), "chore: begin");
        Repository.required("check it out", git.run("checkout", "--quiet", "--force", "--detach", first));
    }

    private String head(Repository repository) throws IOException, InterruptedException {
        return repository
                .commit("HEAD")
                .orElseThrow(() -> Refusal.blocked(
                        "no_commit",
                        asked.workspace() + " has no commit yet, so there is nothing to build on. Make the first one"
                                + " (git commit --allow-empty -m begin will do) and retry the task."));
    }

    private void make(Repository repository, String base) throws IOException, InterruptedException {
        if (isScratch()) {
            leadTo(asked.workspace());
            return;
        }
        if (!isUsable(repository)) {
            Durable.remove(tree);
            Ran ran = repository
                    .git()
                    .run("worktree", "add", "--quiet", "--force", "--force", "--detach", tree.toString(), base);
            Repository.required("make a work tree", ran);
        }
        String prefix = Git.text(repository.git().run("rev-parse", "--show-prefix"));
        leadTo(Files.createDirectories(tree.resolve(prefix)));
    }

    /** A git that was killed may have left half of one. */
    private boolean isUsable(Repository repository) throws IOException, InterruptedException {
        return Files.exists(tree.resolve(".git"), LinkOption.NOFOLLOW_LINKS)
                && Repository.hash(repository
                                .git()
                                .run("-C", tree.toString(), "rev-parse", "--quiet", "--verify", "HEAD^{commit}"))
                        .isPresent();
    }

    private void leadTo(Path target) throws IOException {
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, folder.relativize(target));
        }
    }

    /** Nobody else is at work here, so a lock in it is that of a git which was killed. */
    private static void unlock(Job job) throws IOException, InterruptedException {
        Files.deleteIfExists(job.repository().gitPath("index.lock"));
        Files.deleteIfExists(job.repository().gitPath("HEAD.lock"));
    }

    private static void keepUnfinished(RequestBranch branch) throws IOException, InterruptedException {
        RequestBranch.Staged left = branch.stage();
        if (!left.paths().isEmpty()) {
            branch.keep(branch.patch(left, "unfinished.patch"));
            branch.note("What an earlier attempt or a command had left in the work tree is in unfinished.patch.");
        }
    }

    private static void noteUncommitted(Repository repository, RequestBranch branch)
            throws IOException, InterruptedException {
        long changed = Git.text(repository.git().run("status", "--porcelain", "--untracked-files=no"))
                .lines()
                .count();
        if (changed > 0) {
            branch.note("The branch begins at the last commit: the uncommitted changes of the workspace ("
                    + (changed == 1 ? "1 file" : changed + " files") + ") are not part of it.");
        }
    }

    private Assignment at(Path workspace) {
        return new Assignment(
                asked.packet(),
                workspace,
                asked.artifacts(),
                asked.artifactsName(),
                asked.agentId(),
                asked.shell(),
                asked.surroundings());
    }
}
