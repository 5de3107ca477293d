package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.FileMutex;
import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Packet;
import dev.drover.message.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The branch {@code drover/<request_id>} of a request, and the work tree in which its files are written. So what a model
 * or a program with a mind writes never touches the checkout of a person, and gets onto the branch only when it was
 * accepted. The work tree has the commit checked out and not the branch, so that a person may check that out at any
 * time. One writer at a time; confined to one thread.
 */
public final class RequestBranch {
    /** What running a project leaves beside its sources, also where its authors forgot to have git ignore it. */
    private static final List<String> LEFT_BY_TOOLS = Stream.of(
                    "__pycache__/**", "*.py[co]", ".pytest_cache/**", "node_modules/**", ".gradle/**")
            .map(glob -> ":(exclude,top,glob)**/" + glob)
            .toList();

    private final Job job;
    private final String name;
    private final Optional<String> tip;
    private final String base;
    private final List<String> notes = new ArrayList<>();
    private final List<Artifact> kept = new ArrayList<>();

    private RequestBranch(Job job, String name, Optional<String> tip, String base) {
        this.job = job;
        this.name = name;
        this.tip = tip;
        this.base = base;
    }

    /** What is written in the work tree of a request. */
    @FunctionalInterface
    public interface Writer {
        Outcome write(RequestBranch branch) throws IOException, InterruptedException;
    }

    /**
     * What differs from the branch.
     *
     * @param tree with all of it, ready to be committed
     * @param paths relative to the workspace, sorted
     */
    public record Staged(String tree, Set<String> paths) {
        public Staged {
            paths = Set.copyOf(paths);
        }
    }

    /**
     * Has something written. When the writer comes back, the work tree is as the branch has it; what was not committed by
     * then is gone unless the writer kept it.
     *
     * @return what the writer says, on this branch, or why nothing could be written
     */
    public static Outcome write(Assignment assignment, Writer writer) throws IOException, InterruptedException {
        Path folder = assignment.surroundings().resolve(assignment.packet().runFolder());
        Optional<FileMutex> lock =
                FileMutex.take(lockFile(folder), false, assignment.shell().timeLeft());
        if (lock.isEmpty()) {
            return Outcome.failed(
                    "work_tree_busy",
                    "Another task of the request was at work in its work tree all the time. Give the tasks an order by"
                            + " their dependencies, or more timeout_seconds, and retry the task.",
                    true);
        }
        try (FileMutex held = lock.get()) {
            return new WorkTreePlace(assignment, folder).open().written(writer);
        } catch (Refusal refusal) {
            return refusal.outcome();
        }
    }

    /** The file that a writer locks, and those who read in the work tree share. */
    public static Path lockFile(Path runFolder) {
        return runFolder.resolve(".worktree.lock");
    }

    /** Whether the packet is to be worked on in the work tree of its request. */
    public static boolean isPlaceOf(Packet packet) {
        return packet.workspace().equals(RunFolder.workTree(packet.runFolder()));
    }

    /** The name of the branch that the work of a request goes to. */
    public static String nameFor(Packet packet) {
        return "drover/" + packet.requestId();
    }

    static RequestBranch of(Job job, String name, Optional<String> tip, String base) {
        return new RequestBranch(job, name, tip, base);
    }

    private Outcome written(Writer writer) throws IOException, InterruptedException {
        Optional<String> earlier = tip.isPresent() ? Trailers.commitOf(job, tip.get()) : Optional.empty();
        if (earlier.isPresent()) {
            return Outcome.completed("An earlier attempt of this task has written and committed it to the branch "
                            + name + " as " + shortened(earlier.get()) + "; nothing was added.")
                    .withCommit(earlier.get())
                    .onBranch(name);
        }
        Outcome outcome;
        try {
            outcome = writer.write(this);
        } catch (Refusal refusal) {
            outcome = refused(refusal);
        }
        // Only now: what an exception leaves behind is kept as a patch by whoever opens the branch next.
        reset(tip());
        var artifacts = new ArrayList<>(outcome.artifacts());
        artifacts.addAll(kept);
        String said = notes.isEmpty() ? "" : " " + String.join(" ", notes);
        return outcome.withArtifacts(artifacts).ending(outcome.status(), outcome.summary() + said, outcome.error());
    }

    /** What was accepted and could not be committed is not lost for that. */
    private Outcome refused(Refusal refusal) throws IOException, InterruptedException {
        Staged staged = stage();
        if (!staged.paths().isEmpty()) {
            keep(patch(staged, "uncommitted.patch"));
            note("What was to be committed is in uncommitted.patch.");
        }
        return refusal.outcome();
    }

    /** The same task with the work tree as its workspace. */
    public Assignment assignment() {
        return job.assignment();
    }

    /** The branch. */
    public String name() {
        return name;
    }

    /** What differs from the branch by now, new files that git does not ignore included. */
    public Staged stage() throws IOException, InterruptedException {
        takeInRepositories();
        String tree;
        try (var index = new Index(job)) {
            index.read(base);
            var add = new ArrayList<>(List.of("add", "--all", "--", "."));
            add.addAll(LEFT_BY_TOOLS);
            Repository.required("take the files in", index.git().run(add));
            tree = index.writeTree();
        }
        return new Staged(
                tree, TreeChanges.between(job.repository(), base, tree).paths());
    }

    /** Those of these files that git ignores, which no commit will have. */
    public List<String> ignored(List<String> paths) throws IOException, InterruptedException {
        if (paths.isEmpty()) {
            return List.of();
        }
        try (var list = PathList.of(job, Set.copyOf(paths))) {
            // The exit code 1 says that there are none.
            return Fields.of(job.repository().git().data(list.file(), List.of("check-ignore", "-z", "--stdin")))
                    .stream()
                    .map(PathList::plain)
                    .toList();
        }
    }

    /** What git ignores and is there all the same, folders with a slash at their end. */
    public Set<String> ignored() throws IOException, InterruptedException {
        return untracked("--ignored");
    }

    /** Removes what git ignores, but for these. */
    public void removeIgnored(Set<String> kept) throws IOException, InterruptedException {
        for (String path : ignored()) {
            if (!kept.contains(path)) {
                Durable.remove(assignment().workspace().resolve(path));
            }
        }
    }

    private Set<String> untracked(String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ls-files", "--others", "--exclude-standard", "--directory", "-z"));
        command.addAll(List.of(more));
        return Set.copyOf(job.repository().git().names(command).names());
    }

    /** Of a repository within the work tree a commit would have the name and nothing that is in it. */
    private void takeInRepositories() throws IOException, InterruptedException {
        for (String path : untracked()) {
            if (path.endsWith("/")
                    && InnerRepositories.open(assignment().workspace().resolve(path)) > 0) {
                note(path + " was a git repository of its own; its files are taken in, without their history.");
            }
        }
    }

    /** Makes the work tree as it was when that was staged: what commands have made of it since goes. */
    public void restore(Staged staged) throws IOException, InterruptedException {
        Repository.required(
                "put the files back", job.repository().git().run("read-tree", "--reset", "-u", staged.tree()));
        Repository.required("clean the work tree", job.repository().git().run("clean", "-ffdq"));
    }

    /** Writes what differs as a patch for {@code git apply} among the artifacts. */
    public Artifact patch(Staged staged, String fileName) throws IOException, InterruptedException {
        Path file = job.artifactFile(fileName);
        var ran = job.repository()
                .git()
                .run(
                        "diff",
                        "--binary",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--no-color",
                        "--output=" + file,
                        base,
                        staged.tree());
        Repository.required("write the patch", ran);
        return job.artifact(fileName, file);
    }

    /**
     * Puts it onto the branch, by the user that git names.
     *
     * @param message without trailers
     * @param ran the commands that have accepted it, for the trailers
     * @return the commit
     */
    public String commit(Staged staged, String message, List<Evidence> ran) throws IOException, InterruptedException {
        String whole = Trailers.addedTo(message, job, ran);
        String hash = CommitWriter.of(job).write(staged.tree(), List.of(base), whole);
        new Branch(job, name).move(tip, hash);
        return hash;
    }

    /** Branches and tags of the repository as they are now, each with its commit behind a space. */
    public Set<String> refs() throws IOException, InterruptedException {
        var ran = job.repository().git().data(List.of("for-each-ref", "--format=%(refname) %(objectname)%00"));
        Repository.required("list the branches", ran);
        return Fields.of(ran).stream()
                .map(String::strip)
                .filter(ref -> !ref.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Tells a person of something, at the end of the summary. */
    void note(String sentence) {
        notes.add(sentence);
    }

    void keep(Artifact artifact) {
        kept.add(artifact);
    }

    private String tip() throws IOException, InterruptedException {
        return job.repository().commit("refs/heads/" + name).orElse(base);
    }

    /** Makes the work tree as a commit has it. What git ignores stays, since it takes long to build. */
    void reset(String commit) throws IOException, InterruptedException {
        Repository.required(
                "reset the work tree",
                job.repository().git().run("checkout", "--quiet", "--force", "--detach", commit));
        Repository.required("clean the work tree", job.repository().git().run("clean", "-ffdq"));
    }

    static String shortened(String hash) {
        return hash.substring(0, 12);
    }
}
