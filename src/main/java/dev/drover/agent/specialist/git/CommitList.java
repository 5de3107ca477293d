package dev.drover.agent.specialist.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commits that a param names: hashes, names and ranges {@code a..b}, with spaces or commas between them. */
final class CommitList {
    private static final int MOST = 500;

    private CommitList() {}

    /**
     * The commits in the order in which they are named.
     *
     * @param oldestFirst the order within a range
     */
    static List<LoggedCommit> of(Job job, boolean oldestFirst) throws IOException, InterruptedException {
        var revisions = new Revisions(job.repository());
        var commits = new ArrayList<LoggedCommit>();
        Optional<String> given = job.param("commits");
        String named = given.isPresent() ? given.get() : String.join(" ", new Wording(job).commits());
        for (String word : named.split("[\\s,]+")) {
            if (!word.isEmpty()) {
                commits.addAll(named(job, revisions, word, oldestFirst));
            }
            if (commits.size() > MOST) {
                throw Refusal.blocked(
                        "too_many_commits",
                        "The param commits names more than " + MOST + " commits. Name fewer in one task.");
            }
        }
        if (commits.isEmpty()) {
            throw Refusal.blocked(
                    "no_commits_named",
                    "The param commits names no commit. Set it to hashes, names or a range such as v1.0..main in a"
                            + " new task.");
        }
        return commits;
    }

    private static List<LoggedCommit> named(Job job, Revisions revisions, String word, boolean oldestFirst)
            throws IOException, InterruptedException {
        int dots = word.indexOf("..");
        if (dots < 0) {
            String commit = revisions.commit("commits", word);
            return LoggedCommit.list(job.repository(), List.of("--max-count=1", commit));
        }
        String from = revisions.commit("commits", word.substring(0, dots));
        String to = revisions.commit("commits", word.substring(dots + 2));
        var which = new ArrayList<>(List.of("--topo-order", "--max-count=" + (MOST + 1)));
        which.add(to);
        which.add("^" + from);
        List<LoggedCommit> newestFirst = LoggedCommit.list(job.repository(), which);
        return oldestFirst ? newestFirst.reversed() : newestFirst;
    }
}
