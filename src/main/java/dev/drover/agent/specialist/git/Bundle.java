package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Packs a branch into one file that can be carried to where no network goes, and verifies it. Params: {@code branch}
 * (default {@code drover/<request_id>}), {@code base} (default: none, so all of its history).
 */
final class Bundle implements Operation {
    private static final int MOST_COMMITS = 10_000_000;

    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        Source source = Source.of(job);
        Repository repository = job.repository();
        var count = new ArrayList<>(List.of("rev-list", "--count", "--max-count=" + MOST_COMMITS));
        count.addAll(source.range());
        Ran counted = repository.git().run(count);
        Repository.required("count the commits", counted);
        long commits = Long.parseLong(Git.text(counted));
        if (commits == 0) {
            return Outcome.completed("Nothing to bundle: there is nothing on " + source.words() + ".")
                    .withData(Map.of("commits.bundled", 0L));
        }
        requireWholeHistory(job, source);
        Path file = job.artifactFile(fileName(source));
        var create = new ArrayList<>(
                List.of("bundle", "create", "--quiet", file.toString(), "refs/heads/" + source.branch()));
        source.baseCommit().ifPresent(base -> create.add("^" + base));
        Repository.required("make the bundle", job.noted(repository.git().run(create)));
        Repository.required(
                "verify the bundle that it made", job.noted(repository.git().run("bundle", "verify", file.toString())));
        return Outcome.completed("Bundled " + commits + (commits == 1 ? " commit of " : " commits of ") + source.words()
                        + ", and verified it. Take it in elsewhere with: "
                        + Shown.command("git", "fetch", fileName(source), source.branch()))
                .withArtifacts(List.of(job.artifact("bundle of " + source.branch(), file)))
                .withData(Map.of("commits.bundled", commits));
    }

    /** A bundle with commits whose parents are neither in it nor asked for cannot be taken in anywhere. */
    private static void requireWholeHistory(Job job, Source source) throws IOException, InterruptedException {
        Set<String> boundary = Shallow.boundary(job.repository());
        if (!boundary.isEmpty()) {
            List<String> hashes = source.commits(job, MOST_COMMITS).stream()
                    .map(LoggedCommit::hash)
                    .toList();
            if (!Collections.disjoint(boundary, hashes)) {
                throw Shallow.refusal("A bundle of " + source.words());
            }
        }
    }

    private static String fileName(Source source) {
        return source.fileName() + ".bundle";
    }
}
