package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.FindingsGate;
import dev.drover.message.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the text of a pull request as the artifact {@code pull-request.md}; with the param {@code push} it pushes the
 * branch, and with {@code open} it opens the request through {@code gh} or {@code glab}. Further params: {@code branch}
 * (default {@code drover/<request_id>}), {@code base} (default: the main branch), {@code title}, {@code remote}.
 */
final class PullRequest implements Operation {
    private static final int MOST_COMMITS = 1000;
    private static final String FILE = "pull-request.md";

    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        Source source = Source.overBase(job);
        String base = source.base().orElseThrow();
        List<LoggedCommit> commits = source.commits(job, MOST_COMMITS);
        if (commits.isEmpty()) {
            return Outcome.completed("No pull request to write: there is nothing on " + source.words() + ".")
                    .withData(Map.of("commits.in_pull_request", 0L));
        }
        PullRequestText text = PullRequestText.of(job, source, commits);
        Path file = job.artifactFile(FILE);
        Files.writeString(file, "# " + PullRequestText.safe(text.title()) + "\n\n" + text.body());
        List<Artifact> artifacts = List.of(job.artifact("pull request '" + text.title() + "'", file));
        String told;
        try {
            told = forwarded(job, source, base, text);
        } catch (Refusal refusal) {
            // The text is there all the same.
            throw refusal.withArtifacts(artifacts);
        }
        return Outcome.completed("Wrote the pull request '" + text.title() + "' of " + commits.size()
                        + (commits.size() == 1 ? " commit" : " commits") + " from " + source.branch() + " into " + base
                        + ". " + told)
                .withArtifacts(artifacts)
                .withData(Map.of("commits.in_pull_request", (long) commits.size()));
    }

    private static String forwarded(Job job, Source source, String base, PullRequestText text)
            throws IOException, InterruptedException {
        if (job.isTrue("push") || job.isTrue("open")) {
            Refusal.when(FindingsGate.obstacle(job.assignment(), "pushed or opened"));
        }
        String pushed = "";
        if (job.isTrue("push")) {
            Remote remote = Remote.of(job);
            remote.push("refs/heads/" + source.branch());
            pushed = "The branch is at " + remote.name() + ". ";
        }
        Path body = job.artifactFile("." + FILE + ".body");
        try {
            Files.writeString(body, text.body());
            return pushed + opened(job, source, base, text, body);
        } finally {
            Files.deleteIfExists(body);
        }
    }

    private static String opened(Job job, Source source, String base, PullRequestText text, Path body)
            throws IOException, InterruptedException {
        boolean wanted = job.isTrue("open");
        if (!wanted
                && job.param("remote").isEmpty()
                && job.repository().text("remote.origin.url").isEmpty()) {
            return "Nothing was opened: there is no remote origin.";
        }
        Optional<RemoteUrl> url = Remote.of(job).url();
        Optional<Forge> forge = url.flatMap(Forge::of);
        if (forge.isEmpty()) {
            return "Nothing was opened: the remote is neither at GitHub nor at GitLab, so its text is for you to use.";
        }
        var wish = new Forge.Wish(url.get(), source.branch(), base, text.title(), text.body(), body);
        if (!wanted || !job.assignment().shell().has(forge.get().program())) {
            String why = wanted ? "'" + forge.get().program() + "' is not installed" : "the param open is not \"true\"";
            return "Nothing was opened, since " + why + "; push the branch and run: " + byHand(forge.get(), wish, job);
        }
        return "Opened it: " + forge.get().open(job, wish);
    }

    /** The same command with the artifact in the place of the text. */
    private static String byHand(Forge forge, Forge.Wish wish, Job job) {
        Path artifact = job.artifactFile(FILE);
        var shown = new Forge.Wish(
                wish.url(), wish.branch(), wish.base(), wish.title(), "(the text in " + artifact + ")", artifact);
        return Shown.command(forge.command(shown).toArray(String[]::new));
    }
}
