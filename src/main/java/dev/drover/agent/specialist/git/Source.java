package dev.drover.agent.specialist.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A local branch and what it has beyond a base: what a bundle, a patch series or a pull request is made of.
 *
 * @param base as it was named; empty when all of the branch's history is meant
 */
record Source(String branch, String tip, Optional<String> base, Optional<String> baseCommit) {
    /** The branch of the param {@code branch} (default {@code drover/<request_id>}), without a base unless one is named. */
    static Source of(Job job) throws IOException, InterruptedException {
        var revisions = new Revisions(job.repository());
        Optional<String> named = job.param("branch").isPresent() ? job.param("branch") : new Wording(job).source();
        String branch = named.orElse(job.requestBranch());
        String tip = revisions.requiredTip("branch", branch);
        Optional<String> base = job.param("base");
        return new Source(
                branch,
                tip,
                base,
                base.isPresent() ? Optional.of(revisions.commit("base", base.get())) : Optional.empty());
    }

    /** The same, with the repository's main branch as the base that is not named. */
    static Source overBase(Job job) throws IOException, InterruptedException {
        Source given = of(job);
        if (given.base().isPresent()) {
            return given;
        }
        var revisions = new Revisions(job.repository());
        String base = revisions.defaultBranch();
        return new Source(
                given.branch(), given.tip(), Optional.of(base), Optional.of(revisions.requiredTip("base", base)));
    }

    /** What {@code git log} and its like take for it. */
    List<String> range() {
        return baseCommit.map(base -> List.of(tip, "^" + base)).orElse(List.of(tip));
    }

    List<LoggedCommit> commits(Job job, int most) throws IOException, InterruptedException {
        var which = new ArrayList<>(List.of("--topo-order", "--max-count=" + most));
        which.addAll(range());
        return LoggedCommit.list(job.repository(), which);
    }

    /** For sentences: {@code topic, as far as main lacks it}. */
    String words() {
        return branch + base.map(b -> ", as far as " + b + " lacks it").orElse("");
    }

    /** The branch's name as a part of a file name. */
    String fileName() {
        return branch.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
    }
}
