package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.git.CommitWording.Worded;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Commits named files to a branch that is not checked out, from an index of its own: read-tree, update-index,
 * write-tree, commit-tree, update-ref. Params: {@code branch} (default {@code drover/<request_id>}), {@code message}
 * (default: as it is worded, see {@link CommitWording}).
 */
final class CommitChanges implements Operation {
    private static final String MOVED =
            "The message is Drover's own: the branch has got other commits while a model worded one.";

    private final CommitWording wording;

    CommitChanges(CommitWording wording) {
        this.wording = wording;
    }

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
        Staged staged = Staged.of(job, tip, files);
        return staged.isNothing() ? nothing(staged.asItIs(branch), files) : commit(job, branch, staged, files);
    }

    /** What is to be committed, on top of what. */
    private record Staged(
            Optional<String> tip, Optional<String> base, String before, String tree, TreeChanges changes) {
        static Staged of(Job job, Optional<String> tip, NamedFiles files) throws IOException, InterruptedException {
            Repository repository = job.repository();
            Optional<String> base = tip.isPresent() ? tip : repository.commit("HEAD");
            String tree;
            try (var index = new Index(job)) {
                tree = index.treeWith(base, files);
            }
            String before = base.isPresent() ? base.get() : repository.emptyTree();
            return new Staged(tip, base, before, tree, TreeChanges.between(repository, before, tree));
        }

        boolean isNothing() {
            return changes.paths().isEmpty();
        }

        String asItIs(String branch) {
            return (tip.isPresent() ? "the branch " + branch : "HEAD") + " holds the named files as they are";
        }
    }

    private Outcome commit(Job job, String branch, Staged first, NamedFiles files)
            throws IOException, InterruptedException {
        CommitWriter writer = CommitWriter.of(job);
        Optional<String> given = CommitMessage.given(job);
        Worded worded = given.isPresent()
                ? new Worded(given, "")
                : wording.of(new CommitDraft(job, first.before(), first.tree(), first.changes()));
        Staged staged = first;
        // Wording may take minutes; what others commit to the branch meanwhile does not make the task fail.
        Optional<String> tip = new Revisions(job.repository()).tip(branch);
        if (!tip.equals(first.tip())) {
            staged = Staged.of(job, tip, files);
            worded = given.isPresent() || worded.text().isEmpty() ? worded : Worded.own(MOVED);
        }
        if (staged.isNothing()) {
            return nothing(staged.asItIs(branch), files);
        }
        String text = worded.text().isPresent() ? worded.text().get() : CommitMessage.proposed(job, staged.changes());
        String hash = writer.write(staged.tree(), staged.base().stream().toList(), Trailers.addedTo(text, job));
        new Branch(job, branch).move(tip, hash);
        int count = staged.changes().paths().size();
        return Outcome.completed("Committed "
                        + (count == 1 ? staged.changes().paths().iterator().next() : count + " files")
                        + " to the branch " + branch + " as " + hash.substring(0, 12)
                        + ". The checked-out branch and its index are as they were, so there the same changes still"
                        + " show as uncommitted." + files.leftOutSentence()
                        + (worded.says().isEmpty() ? "" : " " + worded.says()))
                .withCommit(hash)
                .withData(Map.of("files.committed", (long) count));
    }

    private static Outcome nothing(String why, NamedFiles files) {
        return Outcome.completed("Nothing to commit: " + why + "." + files.leftOutSentence())
                .withData(Map.of("files.committed", 0L));
    }
}
