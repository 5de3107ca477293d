package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Artifact;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a patch for each commit that a branch has beyond its base, and checks that they lead from one to the other.
 * Params: {@code branch} (default {@code drover/<request_id>}), {@code base} (default: the main branch).
 */
final class PatchSeries implements Operation {
    private static final int MOST = 500;

    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        Source source = Source.overBase(job);
        List<LoggedCommit> commits = source.commits(job, MOST + 1);
        if (commits.isEmpty()) {
            return Outcome.completed("No patch to write: there is nothing on " + source.words() + ".")
                    .withData(Map.of("patches.written", 0L));
        }
        if (commits.size() > MOST) {
            throw Refusal.blocked(
                    "too_many_commits",
                    "There are more than " + MOST + " commits on " + source.words()
                            + ". Name a later base, or take the capability bundle.");
        }
        long merges = commits.stream().filter(c -> c.parents().size() > 1).count();
        if (merges > 0) {
            throw Refusal.blocked(
                    "merge_commit",
                    "There are " + merges + " merges on " + source.words()
                            + ", and a patch cannot hold one. Take the capability bundle, or rebase a copy of the branch.");
        }
        write(job, source);
        List<Artifact> artifacts = artifacts(job);
        requireSameTree(job, source, commits.getLast(), artifacts);
        return Outcome.completed("Wrote " + (artifacts.size() == 1 ? "1 patch" : artifacts.size() + " patches") + " of "
                        + source.words() + ". Applied one after the other they give the tree of " + source.branch()
                        + ", as was tried. Apply them elsewhere with: git am *.patch")
                .withArtifacts(artifacts)
                .withData(Map.of("patches.written", (long) artifacts.size()));
    }

    /** In the form that {@code git am} takes whatever the user's settings for showing differences are. */
    private static void write(Job job, Source source) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "-c",
                "diff.noprefix=false",
                "-c",
                "diff.mnemonicPrefix=false",
                "-c",
                "diff.relative=false",
                "format-patch",
                "--quiet",
                "--output-directory=" + job.assignment().artifacts(),
                "--suffix=.patch",
                "--numbered",
                "--no-attach",
                "--no-cover-letter",
                "--no-ext-diff",
                "--no-textconv",
                "--no-color",
                "--no-renames",
                "--unified=3",
                "--binary",
                "--full-index",
                "--src-prefix=a/",
                "--dst-prefix=b/"));
        command.addAll(source.range());
        command.add("--");
        Repository.required(
                "write the patches", job.noted(job.repository().git().run(command)));
    }

    private static List<Artifact> artifacts(Job job) throws IOException {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> some =
                Files.newDirectoryStream(job.assignment().artifacts(), "[0-9]*.patch")) {
            some.forEach(files::add);
        }
        files.sort(null);
        var artifacts = new ArrayList<Artifact>();
        for (Path file : files) {
            artifacts.add(job.artifact(String.valueOf(file.getFileName()), file));
        }
        return artifacts;
    }

    private static void requireSameTree(Job job, Source source, LoggedCommit first, List<Artifact> artifacts)
            throws IOException, InterruptedException {
        Repository repository = job.repository();
        String start = first.parents().isEmpty()
                ? repository.emptyTree()
                : first.parents().getFirst();
        String top = Git.text(repository.git().run("rev-parse", "--show-toplevel"));
        try (var index = new Index(job)) {
            index.read(start);
            var command = new ArrayList<>(List.of("-C", top, "apply", "--cached", "--whitespace=nowarn"));
            artifacts.forEach(a -> command.add(job.artifactFile(a.name()).toString()));
            Ran applied = job.noted(index.git().run(command));
            Optional<String> tree = applied.exitCode() == 0 ? Optional.of(index.writeTree()) : Optional.empty();
            if (tree.isEmpty() || !tree.equals(repository.tree(source.tip()))) {
                throw Refusal.failed(
                        "patches_differ",
                        "The patches, applied one after the other, do not give the tree of " + source.branch() + ": "
                                + GitWords.of(applied).text() + " Take the capability bundle instead.",
                        false);
            }
        }
    }
}
