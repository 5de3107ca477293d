package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Packet;
import dev.drover.message.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The branch {@code drover/<request_id>} of a request, and the work tree in which its files are written. So what a model
 * or a program with a mind writes never touches the checkout of a person, and gets onto the branch only when it was
 * accepted. The work tree has the commit checked out and not the branch, so that a person may check that out at any
 * time. One writer at a time; confined to one thread.
 */
public final class RequestBranch {
    /** In the work tree's own part of the repository: what it was last made as, whatever has moved its HEAD since. */
    static final String STOOD_AT = "refs/worktree/drover";

    private static final int MAX_HASH_BYTES = 200;
    private static final int MAX_GITFILE_BYTES = 64 << 10;

    private final Job job;
    private final String name;
    private final Optional<String> tip;
    private final String base;
    private final Path gitFolder;
    private final Path top;
    private final Optional<Path> checkout;
    private Staging staging;
    private final List<String> notes = new ArrayList<>();
    private final List<Artifact> kept = new ArrayList<>();

    private RequestBranch(
            Job job, String name, Optional<String> tip, String base, Path gitFolder, WorkTreeOrigin origin) {
        this.job = job;
        this.name = name;
        this.tip = tip;
        this.base = base;
        this.gitFolder = gitFolder;
        this.top = Path.of(origin.top());
        this.checkout = origin.checkout().map(Path::of);
        this.staging = new Staging(job, base, repositoriesAside(job), AsCheckedOut.NONE);
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
     * @param paths relative to the workspace
     * @param outside those that lie outside the workspace, relative to the top of the work tree
     */
    public record Staged(String tree, Set<String> paths, Set<String> outside) {
        public Staged {
            paths = Set.copyOf(paths);
            outside = Set.copyOf(outside);
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
        Optional<WorkTreeLock> lock = WorkTreeLock.take(
                folder,
                assignment.surroundings().resolve(""),
                assignment.packet(),
                false,
                assignment.shell().timeLeft());
        if (lock.isEmpty()) {
            return Outcome.failed(
                    "work_tree_busy",
                    "Another task of the request was at work in its work tree all the time. Give the tasks an order by"
                            + " their dependencies, or more timeout_seconds, and retry the task.",
                    true);
        }
        try (WorkTreeLock held = lock.get()) {
            return new WorkTreePlace(assignment, folder).open().written(writer);
        } catch (Refusal refusal) {
            return refusal.outcome();
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    /**
     * The folder of a packet that is to be worked on in the work tree of its request; empty when there is none, or when
     * the link to it leads elsewhere.
     */
    public static Optional<Path> placeOf(Path runFolder, Packet packet) throws IOException {
        Path link = runFolder.resolve(
                Path.of(RunFolder.workTree(packet.runFolder())).getFileName());
        if (!Files.isDirectory(link)) {
            return Optional.empty();
        }
        Path real = link.toRealPath();
        Path run = runFolder.toRealPath();
        return Optional.of(real)
                .filter(path -> path.startsWith(run.resolve("drover-" + packet.requestId()))
                        || path.equals(run.resolve("workspace")));
    }

    /** Whether the packet is to be worked on in the work tree of its request. */
    public static boolean isPlaceOf(Packet packet) {
        return packet.workspace().equals(RunFolder.workTree(packet.runFolder()));
    }

    /** The name of the branch that the work of a request goes to. */
    public static String nameFor(Packet packet) {
        return "drover/" + packet.requestId();
    }

    /**
     * One that is open.
     *
     * @param tip the commit that it has; empty when it does not exist yet
     * @param base the commit to build on
     */
    static RequestBranch of(
            Job job, String name, Optional<String> tip, String base, Path gitFolder, WorkTreeOrigin origin) {
        return new RequestBranch(job, name, tip, base, gitFolder, origin);
    }

    private Outcome written(Writer writer) throws IOException, InterruptedException {
        Optional<String> earlier = earlier();
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
        settle();
        var artifacts = new ArrayList<>(outcome.artifacts());
        artifacts.addAll(kept);
        staging.notes().forEach(this::note);
        String said = notes.isEmpty() ? "" : " " + String.join(" ", notes);
        return outcome.withArtifacts(artifacts).ending(outcome.status(), outcome.summary() + said, outcome.error());
    }

    /** By the trailers, which anybody can write, and by what was written down before the branch was moved. */
    private Optional<String> earlier() throws IOException, InterruptedException {
        if (tip.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> commit = Trailers.commitOf(job, tip.get());
        Optional<String> told = SafeFiles.readText(commitFile(), MAX_HASH_BYTES).map(String::strip);
        return commit.filter(hash -> told.equals(Optional.of(hash)));
    }

    private Path commitFile() {
        return runFolder(job).resolve("." + assignment().packet().packetId() + ".commit");
    }

    private static Path runFolder(Job job) {
        return job.assignment().surroundings().resolve(job.packet().runFolder());
    }

    /** Where what git has of repositories within the work tree is moved to. */
    static Path repositoriesAside(Job job) {
        return runFolder(job).resolve("repositories");
    }

    /** What was accepted and could not be committed is not lost for that. */
    private Outcome refused(Refusal refusal) throws IOException, InterruptedException {
        Staged staged = stage();
        if (!staged.paths().isEmpty() || !staged.outside().isEmpty()) {
            keep(patch(staged, "uncommitted.patch"));
            note("What was to be committed is in uncommitted.patch.");
        }
        return refusal.outcome();
    }

    /** The same task with the work tree as its workspace. */
    public Assignment assignment() {
        return job.assignment();
    }

    /** The commit that is built on. */
    String base() {
        return base;
    }

    /** The branch. */
    public String name() {
        return name;
    }

    /** Whether it is the scratch folder of the request that is written in, which belongs to no repository of a person. */
    public boolean isScratch() {
        return gitFolder.equals(top.resolve(".git"));
    }

    /** What differs from the branch by now, new files that git does not ignore included. */
    public Staged stage() throws IOException, InterruptedException {
        return staging.staged();
    }

    /**
     * How many lines of the commit that is built on match.
     *
     * @param pattern an extended regular expression
     * @param paths of files, relative to the workspace; none for all
     */
    public int linesOfCommit(String pattern, List<String> paths) throws IOException, InterruptedException {
        return MatchingLines.count(job.repository(), base, pattern, paths);
    }

    /** The same of what was staged. */
    public int linesOf(Staged staged, String pattern, List<String> paths) throws IOException, InterruptedException {
        return MatchingLines.count(job.repository(), staged.tree(), pattern, paths);
    }

    /** What git ignores in the work tree. */
    public IgnoredFiles ignored() {
        return new IgnoredFiles(job, top);
    }

    /** Makes the work tree as it was when that was staged: what commands have made of it since goes. */
    public void restore(Staged staged) throws IOException, InterruptedException {
        detach(base);
        Repository.required(
                "put the files back", job.repository().git().run("read-tree", "--reset", "-u", staged.tree()));
        clean();
    }

    /**
     * Where the branch went, which Drover alone was to move.
     *
     * @param to the commit, or nothing
     * @param use how and where it is used, so that it was left there; empty when it was put back
     */
    public record Moved(String to, Optional<String> use) {}

    /** Puts the branch back where Drover had it, when something has moved it and nobody is at work on it. */
    public Optional<Moved> putBack() throws IOException, InterruptedException {
        Optional<String> now = job.repository().commit("refs/heads/" + name);
        if (now.equals(tip)) {
            return Optional.empty();
        }
        // What ran here may have checked it out itself.
        detach(base);
        Optional<String> use = new BranchUse(job.repository()).of(name);
        if (use.isEmpty()) {
            new Branch(job, name).putBack(tip, now.orElse("0".repeat(base.length())));
        }
        return Optional.of(new Moved(now.orElse("nothing"), use));
    }

    /** Writes what differs as a patch for {@code git apply} among the artifacts. */
    public Artifact patch(Staged staged, String fileName) throws IOException, InterruptedException {
        return patch(base, staged, fileName);
    }

    Artifact patch(String from, Staged staged, String fileName) throws IOException, InterruptedException {
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
                        from,
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
        Durable.publish(commitFile(), hash.getBytes(StandardCharsets.UTF_8));
        new Branch(job, name).move(tip, hash);
        return hash;
    }

    /** Branches, tags and the stash of the repository as they are now, each with its commit behind a space. */
    public Set<String> refs() throws IOException, InterruptedException {
        var ran = job.repository()
                .git()
                .data(List.of(
                        "for-each-ref",
                        "--format=%(refname) %(objectname)%00",
                        "refs/heads",
                        "refs/tags",
                        "refs/stash",
                        "refs/notes",
                        "refs/replace"));
        Repository.required("list the branches", ran);
        return Fields.of(ran).stream()
                .map(String::strip)
                .filter(ref -> !ref.isEmpty())
                .collect(Collectors.toSet());
    }

    /** How the checkouts that a person has of the repository stand now; a scratch folder is nobody's. */
    public Checkouts checkouts() throws IOException, InterruptedException {
        return isScratch()
                ? Checkouts.NONE
                : Checkouts.of(assignment(), job.repository().commonFolder().toRealPath(), checkout);
    }

    /** Tells a person of something, at the end of the summary. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    void keep(Artifact artifact) {
        kept.add(artifact);
    }

    /** The work is done by now, whatever keeps the work tree from being put in order. */
    private void settle() throws IOException, InterruptedException {
        try {
            reset();
        } catch (IOException e) {
            note("The work tree could not be put in order: " + e.getMessage());
        }
    }

    /** Makes the work tree as the branch has it. What git ignores stays, since it takes long to build. */
    void reset() throws IOException, InterruptedException {
        String commit = job.repository().commit("refs/heads/" + name).orElse(base);
        detach(commit);
        Repository.required("reset the work tree", job.repository().git().run("read-tree", "--reset", "-u", commit));
        clean();
    }

    /** What runs in the work tree may have begun another repository in its place, or have gone to another branch. */
    private void detach(String commit) throws IOException, InterruptedException {
        Path file = top.resolve(".git");
        String wanted = "gitdir: " + gitFolder + "\n";
        if (!isScratch() && !SafeFiles.readText(file, MAX_GITFILE_BYTES).equals(Optional.of(wanted))) {
            Durable.remove(file);
            Files.writeString(file, wanted);
        }
        Repository.required(
                "detach the work tree", job.repository().git().run("update-ref", "--no-deref", "HEAD", commit));
        Repository.required(
                "note what the work tree is made as", job.repository().git().run("update-ref", STOOD_AT, commit));
    }

    /** Finds what differs from the commit although nobody has changed it; to be called when it was just reset. */
    void lookAsCheckedOut() throws IOException, InterruptedException {
        AsCheckedOut untouched =
                AsCheckedOut.of(job.repository(), top, base, staging.staged().tree());
        untouched.write(runFolder(job));
        staging = new Staging(job, base, repositoriesAside(job), untouched);
    }

    /** What cannot be removed, such as files that a container made as another user, is in no commit all the same. */
    private void clean() throws IOException, InterruptedException {
        if (job.repository().git().run("clean", "-ffdq", "--", ":/").exitCode() != 0) {
            note("Some files in the work tree cannot be removed.");
        }
    }

    static String shortened(String hash) {
        return hash.substring(0, 12);
    }
}
