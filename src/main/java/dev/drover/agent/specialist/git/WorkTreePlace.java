package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.RunFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the work tree of a request is: a linked one in the run folder, named like the request so that {@code git
 * worktree list} says whose it is. The link {@code worktree} beside it leads to the folder in it that the request is
 * about. A scratch folder is Drover's own and so is its own work tree.
 *
 * <p>Every command of git is told which repository and which work tree it is for. What runs in a work tree may remove its
 * {@code .git}, and git would then take a repository around it for the one that is meant.
 */
final class WorkTreePlace {
    private static final Map<String, String> WHOLE =
            Map.of("GIT_CONFIG_COUNT", "1", "GIT_CONFIG_KEY_0", "core.sparseCheckout", "GIT_CONFIG_VALUE_0", "false");
    private static final int MAX_GITDIR_BYTES = 64 << 10;

    private final Assignment asked;
    private final Path folder;
    private final Path link;
    private final Path scratch;
    private final List<String> notes = new ArrayList<>();

    WorkTreePlace(Assignment asked, Path folder) throws IOException {
        this.asked = asked;
        this.folder = Files.createDirectories(folder).toRealPath();
        this.link = this.folder.resolve(
                Path.of(RunFolder.workTree(asked.packet().runFolder())).getFileName());
        this.scratch = this.folder.resolve("workspace");
    }

    /** The branch with its work tree as the branch has it, made where it is not there yet. */
    RequestBranch open() throws IOException, InterruptedException {
        boolean again = RequestBranch.isPlaceOf(asked.packet());
        WorkTreeOrigin origin = again ? known() : asked.workspace().equals(scratch) ? begun() : origin();
        origin.write(folder);
        Path top = Path.of(origin.top());
        boolean made = !top.equals(scratch) && !isUsable(origin);
        if (made) {
            make(origin);
        }
        Path gitFolder = gitFolder(origin)
                .orElseThrow(() -> Refusal.failed(
                        "work_tree", "The work tree " + top + " does not belong to " + origin.common() + ".", false));
        Job job = Job.of(at(placed(origin)), pinned(gitFolder, top));
        Repository repository = job.repository();
        repository.requireIdentity();
        String name = job.requestBranch();
        var branch = new Branch(job, name);
        branch.requireFree();
        Optional<String> tip = repository.commit("refs/heads/" + name);
        branch.requireMovable(tip, tip.orElse(origin.base()));
        unlock(gitFolder);
        var opened = RequestBranch.of(job, name, tip, tip.orElse(origin.base()), gitFolder, origin);
        notes.forEach(opened::note);
        if (!made) {
            try {
                keepUnfinished(job, opened, folder);
            } catch (Refusal refusal) {
                if (top.equals(scratch)) {
                    throw refusal;
                }
                notes.add("What an earlier attempt had left could not be taken in: " + refusal.getMessage());
                aside(top);
                return open();
            }
        }
        opened.reset();
        opened.lookAsCheckedOut();
        if (!again && !top.equals(scratch)) {
            noteUncommitted(opened);
        }
        return opened;
    }

    private WorkTreeOrigin known() throws IOException {
        return WorkTreeOrigin.read(folder)
                .orElseThrow(() -> Refusal.blocked(
                        "no_work_tree",
                        "Nobody knows any more which repository the work tree of this request is from, since "
                                + ".worktree.json is gone from its run folder. Send the request again."));
    }

    /** What lies in a scratch folder already is the first commit of the repository that it becomes. */
    private WorkTreeOrigin begun() throws IOException, InterruptedException {
        Path gitFolder = scratch.resolve(".git");
        if (!Files.isDirectory(gitFolder, LinkOption.NOFOLLOW_LINKS)) {
            Repository.required(
                    "make a repository of the scratch folder",
                    new Git(asked).run("-C", scratch.toString(), "init", "--quiet", "."));
        }
        Job job = Job.of(asked, pinned(gitFolder, scratch));
        Optional<String> head = job.repository().commit("HEAD");
        return new WorkTreeOrigin(
                gitFolder.toString(),
                scratch.toString(),
                "",
                head.isPresent() ? head.get() : first(job),
                Optional.empty());
    }

    private String first(Job job) throws IOException, InterruptedException {
        job.repository().requireIdentity();
        // Of a repository in it the commit would have the name and nothing that is in it.
        try (DirectoryStream<Path> inner = Files.newDirectoryStream(
                scratch, path -> !path.endsWith(".git") && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
            for (Path path : inner) {
                if (InnerRepositories.open(path, RequestBranch.repositoriesAside(job)) > 0) {
                    notes.add(path.getFileName() + "/ was a git repository of its own; its history lies in the folder"
                            + " repositories of the run.");
                }
            }
        }
        String tree;
        try (var index = new Index(job)) {
            index.read("--empty");
            Repository.required("take the files in", index.git().run("add", "--all", "--", "."));
            tree = index.writeTree();
        }
        String first = CommitWriter.of(job).write(tree, List.of(), "chore: begin");
        Repository.required(
                "check it out", job.repository().git().run("checkout", "--quiet", "--force", "--detach", first));
        return first;
    }

    private WorkTreeOrigin origin() throws IOException, InterruptedException {
        Repository repository = Repository.of(asked);
        String head = repository
                .commit("HEAD")
                .orElseThrow(() -> Refusal.blocked(
                        "no_commit",
                        asked.workspace() + " has no commit yet, so there is nothing to build on. Commit what is"
                                + " there (git add --all && git commit -m begin) and retry the task."));
        return new WorkTreeOrigin(
                repository.commonFolder().toRealPath().toString(),
                folder.resolve("drover-" + asked.packet().requestId()).toString(),
                Git.path(repository.git().run("rev-parse", "--show-prefix")),
                head,
                Optional.of(Git.path(repository.git().run("rev-parse", "--show-toplevel"))));
    }

    private boolean isUsable(WorkTreeOrigin origin) throws IOException, InterruptedException {
        Optional<Path> gitFolder = gitFolder(origin);
        return gitFolder.isPresent()
                && Repository.hash(git().with(pinned(gitFolder.get(), Path.of(origin.top())))
                                .run("rev-parse", "--quiet", "--verify", "HEAD^{commit}"))
                        .isPresent();
    }

    /** The folder of git's own for the work tree; empty when it has none in the repository that it is from. */
    private Optional<Path> gitFolder(WorkTreeOrigin origin) throws IOException, InterruptedException {
        Path top = Path.of(origin.top());
        Path git = top.resolve(".git");
        if (top.equals(scratch)) {
            return Optional.of(git);
        }
        if (!Files.isRegularFile(git, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Ran ran = git().run("--git-dir=" + git, "rev-parse", "--absolute-git-dir");
        if (ran.exitCode() != 0) {
            return Optional.empty();
        }
        Path own = Path.of(Git.path(ran)).toRealPath();
        return Optional.of(own)
                .filter(path -> path.startsWith(Path.of(origin.common(), "worktrees")) && isOf(path, git));
    }

    /** A file {@code .git} may have been copied with the files of another work tree, which git knows to be elsewhere. */
    private static boolean isOf(Path own, Path git) {
        try {
            return SafeFiles.readText(own.resolve("gitdir"), MAX_GITDIR_BYTES)
                    .map(text -> own.resolve(text.replaceFirst("\n$", "")).normalize())
                    .filter(git::equals)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** What stands in its place is not what Drover made, or only half of it; it is put aside, since it may be wanted. */
    private void make(WorkTreeOrigin origin) throws IOException, InterruptedException {
        aside(Path.of(origin.top()));
        Ran ran = git().with(WHOLE)
                .with(Map.of("GIT_DIR", origin.common()))
                .run(
                        "-c",
                        "core.hooksPath=/dev/null",
                        "worktree",
                        "add",
                        "--quiet",
                        "--force",
                        "--force",
                        "--detach",
                        origin.top(),
                        origin.base());
        Repository.required("make a work tree", ran);
    }

    private void aside(Path what) throws IOException {
        if (Files.exists(what, LinkOption.NOFOLLOW_LINKS)) {
            for (int i = 1; ; i++) {
                Path free = what.resolveSibling(what.getFileName() + ".aside-" + i);
                if (Files.notExists(free, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(what, free);
                    notes.add("What stood in the place of " + what.getFileName() + " lies beside it as "
                            + free.getFileName() + ".");
                    return;
                }
            }
        }
    }

    /** The folder that the request is about, to which the link leads; no link within the work tree is followed to it. */
    private Path placed(WorkTreeOrigin origin) throws IOException {
        Path top = Path.of(origin.top()).toRealPath();
        Path wanted = top.resolve(origin.prefix()).normalize();
        Path target = Files.createDirectories(wanted);
        if (!target.toRealPath().equals(wanted)) {
            throw Refusal.failed("work_tree", wanted + " leads out of the work tree of the request.", false);
        }
        Path shown = folder.relativize(wanted);
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(shown)) {
            return wanted;
        }
        aside(link);
        Files.createSymbolicLink(link, shown);
        return wanted;
    }

    /** Where the workspace of the task may be gone. */
    private Git git() {
        return new Git(at(folder));
    }

    /** All of the commit is checked out, also where the user's own checkout has only a part of it. */
    private static Map<String, String> pinned(Path gitFolder, Path top) {
        var pinned = new HashMap<>(WHOLE);
        pinned.put("GIT_DIR", gitFolder.toString());
        pinned.put("GIT_WORK_TREE", top.toString());
        return pinned;
    }

    /** Nobody else is at work here, so a lock in it is that of a git which was killed. */
    private static void unlock(Path gitFolder) throws IOException {
        Files.deleteIfExists(gitFolder.resolve("index.lock"));
        Files.deleteIfExists(gitFolder.resolve("HEAD.lock"));
    }

    /** Against what the work tree was last made as; the branch, or what it begins at, may have moved since. */
    private static void keepUnfinished(Job job, RequestBranch branch, Path runFolder)
            throws IOException, InterruptedException {
        String stoodAt = job.repository().commit(RequestBranch.STOOD_AT).orElse(branch.base());
        var staging = new Staging(job, stoodAt, RequestBranch.repositoriesAside(job), AsCheckedOut.read(runFolder));
        RequestBranch.Staged left = staging.staged();
        staging.notes().forEach(branch::note);
        if (!left.paths().isEmpty() || !left.outside().isEmpty()) {
            branch.keep(branch.patch(stoodAt, left, "unfinished.patch"));
            branch.note("What an earlier attempt or a command had left in the work tree is in unfinished.patch.");
        }
    }

    private void noteUncommitted(RequestBranch branch) throws IOException, InterruptedException {
        long changed = Git.text(new Git(asked).run("status", "--porcelain", "--untracked-files=no"))
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
