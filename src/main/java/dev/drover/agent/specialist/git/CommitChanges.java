package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Commits named files to a branch that is not checked out, from an index of its own: read-tree, update-index,
 * write-tree, commit-tree, update-ref. Params: {@code branch} (default {@code drover/<request_id>}), {@code message}.
 */
final class CommitChanges implements Operation {
    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        var revisions = new Revisions(job.repository());
        String branch = revisions.branchName(job.packet().params().getOrDefault("branch", job.requestBranch()));
        Optional<String> tip = revisions.tip(branch);
        Optional<String> earlier = tip.isPresent() ? Trailers.commitOf(job, tip.get()) : Optional.empty();
        if (earlier.isPresent()) {
            return Outcome.completed("An earlier attempt of this task has committed the files to the branch " + branch
                            + " as " + earlier.get().substring(0, 12) + "; nothing was added.")
                    .withCommit(earlier.get());
        }
        new Branch(job, branch).requireFree();
        NamedFiles files = NamedFiles.of(job);
        if (files.isEmpty()) {
            return nothing("no changed file was named", files);
        }
        LargeFiles.requireFilter(job, files.present());
        return commit(job, branch, tip, files);
    }

    private static Outcome commit(Job job, String branch, Optional<String> tip, NamedFiles files)
            throws IOException, InterruptedException {
        Repository repository = job.repository();
        Optional<String> base = tip.isPresent() ? tip : repository.commit("HEAD");
        String tree;
        try (var index = new Index(job)) {
            tree = index.treeWith(base, files);
        }
        String before = base.isPresent() ? base.get() : repository.emptyTree();
        TreeChanges changes = TreeChanges.between(repository, before, tree);
        if (changes.paths().isEmpty()) {
            return nothing(
                    (tip.isPresent() ? "the branch " + branch : "HEAD") + " holds the named files as they are", files);
        }
        String hash = CommitWriter.of(job).write(tree, base.stream().toList(), CommitMessage.of(job, changes));
        new Branch(job, branch).move(tip, hash);
        int count = changes.paths().size();
        return Outcome.completed("Committed "
                        + (count == 1 ? changes.paths().iterator().next() : count + " files")
                        + " to the branch " + branch + " as " + hash.substring(0, 12)
                        + ". The checked-out branch and its index are as they were, so there the same changes still"
                        + " show as uncommitted." + files.leftOutSentence())
                .withCommit(hash)
                .withData(Map.of("files.committed", (long) count));
    }

    private static Outcome nothing(String why, NamedFiles files) {
        return Outcome.completed("Nothing to commit: " + why + "." + files.leftOutSentence())
                .withData(Map.of("files.committed", 0L));
    }
}
