package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.FindingsGate;
import dev.drover.agent.specialist.support.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an annotated tag. Params: {@code version} (default: the next by Conventional Commits since the last version
 * tag), {@code ref} (default: what the tasks before committed on top
 * of HEAD, else HEAD), {@code message}. A tag that exists is never moved, and what the tasks before found may be in the way.
 */
final class TagVersion implements Operation {
    private record Choice(String tag, String reason) {}

    @Override
    public Outcome perform(Job job) throws IOException, InterruptedException {
        Refusal.when(FindingsGate.obstacle(job.assignment(), "tagged"));
        Repository repository = job.repository();
        var revisions = new Revisions(repository);
        if (job.param("ref").isEmpty() && repository.commit("HEAD").isEmpty()) {
            throw Refusal.blocked(
                    "no_commit", "There is no commit in " + repository.workspace() + " that could be tagged.");
        }
        Tagged tagged = Tagged.of(job, revisions);
        String target = tagged.commit();
        Optional<String> earlier = Trailers.tagOf(job);
        if (earlier.isPresent()) {
            return Outcome.completed("An earlier attempt of this task has made the tag " + earlier.get() + ".");
        }
        Tags tags = Tags.before(repository, target);
        Optional<String> given = job.param("version").or(new Wording(job)::version);
        Optional<Tags.Version> there = given.isPresent() ? Optional.empty() : tags.releaseOn(target);
        if (there.isPresent()) {
            return Outcome.completed("The commit " + target.substring(0, 12) + " is the version "
                    + there.get().tag() + " already; nothing was tagged.");
        }
        List<LoggedCommit> commits = since(repository, tags.lastRelease(), target);
        Choice choice = given.isPresent() ? given(given.get(), tags) : next(job, tags, commits);
        String tag = revisions.tagName(choice.tag());
        Optional<String> taken = repository.commit("refs/tags/" + tag);
        if (taken.isPresent()) {
            return taken(tag, taken.get(), target);
        }
        if (revisions.tip(tag).isPresent()) {
            throw Refusal.blocked(
                    "name_taken", "There is a branch " + tag + "; a tag of that name would make it ambiguous.");
        }
        create(job, tag, target, message(job, tag, commits));
        return Outcome.completed("Tagged " + target.substring(0, 12) + " as " + tag + " (" + choice.reason() + ")."
                        + tagged.sentence() + " It is not pushed.")
                .withData(Map.of("commits.since_last_version", (long) commits.size()));
    }

    private static List<LoggedCommit> since(Repository repository, Optional<Tags.Version> last, String target)
            throws IOException, InterruptedException {
        var which = new ArrayList<>(List.of("--max-count=20000", target));
        last.ifPresent(version -> which.add("^" + version.commit()));
        return LoggedCommit.list(repository, which);
    }

    private static Choice next(Job job, Tags tags, List<LoggedCommit> commits)
            throws IOException, InterruptedException {
        if (tags.lastRelease().isEmpty() && job.repository().isShallow()) {
            throw Shallow.refusal("To find the last version");
        }
        if (tags.products().size() > 1) {
            throw Refusal.blocked(
                    "ambiguous_version",
                    "The tags are versions of several products (" + String.join(", ", tags.products())
                            + "), so the next one cannot be told. Name it in the param version of a new task.");
        }
        NextVersion next = NextVersion.of(
                tags.lastRelease().map(Tags.Version::number),
                tags.lastPreRelease(),
                commits.stream().map(ConventionalCommit::of).toList());
        return new Choice(next.version().toString(), next.reason());
    }

    /** The version as it was named, with the {@code v} before it that the repository's other tags have. */
    private static Choice given(String version, Tags tags) {
        boolean bare =
                SemanticVersion.of(version).filter(v -> v.prefix().isEmpty()).isPresent();
        boolean letter =
                tags.lastRelease().filter(v -> v.number().prefix().equals("v")).isPresent();
        return bare && letter
                ? new Choice("v" + version, "as named, with the v that the other tags have")
                : new Choice(version, "as named");
    }

    private static Outcome taken(String tag, String on, String target) throws Refusal {
        if (!on.equals(target)) {
            throw Refusal.blocked(
                    "tag_exists",
                    "The tag " + tag + " is there and names " + on.substring(0, 12) + ", not " + target.substring(0, 12)
                            + ". Tags are never moved: choose another version, or remove it by hand if it was never"
                            + " pushed.");
        }
        return Outcome.completed("The tag " + tag + " is there already, on " + on.substring(0, 12) + ".");
    }

    private static String message(Job job, String tag, List<LoggedCommit> commits) {
        String changes = ChangeList.of(commits).text("", text -> text);
        String text = job.param("message").orElse(tag + "\n\n" + changes);
        return Trailers.addedTo(text.replace("\0", ""), job);
    }

    private static void create(Job job, String tag, String target, String message)
            throws IOException, InterruptedException {
        Repository repository = job.repository();
        repository.requireIdentity();
        boolean sign = repository.setting("tag.gpgSign") || repository.setting("tag.forceSignAnnotated");
        if (sign) {
            requireSigner(job);
        }
        Path file = job.scratch("message");
        try {
            Files.writeString(file, message);
            Ran ran = job.noted(repository
                    .gitWithHooks()
                    .run(List.of(
                            "tag",
                            "--annotate",
                            sign ? "--sign" : "--no-sign",
                            "--cleanup=verbatim",
                            "--file=" + file,
                            "--",
                            tag,
                            target)));
            Repository.required("make the tag " + tag, ran);
        } finally {
            Files.deleteIfExists(file);
        }
        if (sign
                && !Git.text(repository.git().run("cat-file", "tag", "refs/tags/" + tag))
                        .contains("-----BEGIN ")) {
            throw Refusal.blocked(
                    "signing_failed",
                    "git has made the tag " + tag + " without a signature, although it is set to sign. Remove it with: "
                            + Shown.command("git", "tag", "-d", tag) + ", and see why it cannot sign.");
        }
    }

    /** Some versions of git make a tag without a signature when signing fails; for a commit they say so. */
    private static void requireSigner(Job job) throws IOException, InterruptedException {
        Repository repository = job.repository();
        Ran ran = repository.git().run("commit-tree", "-S", "-m", "whether it can be signed", repository.emptyTree());
        if (ran.exitCode() != 0) {
            throw CommitWriter.cannotSign(job, "tag.gpgSign", "tag", job.noted(ran));
        }
    }
}
