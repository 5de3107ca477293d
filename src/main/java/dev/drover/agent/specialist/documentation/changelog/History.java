package dev.drover.agent.specialist.documentation.changelog;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.documentation.page.Refused;
import dev.drover.agent.specialist.support.Git;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.message.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What git knows of the commits that a changelog is about. */
final class History {
    /** More than a reader would go through; the newest are taken. */
    static final int MAX_COMMITS = 5000;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final char FIELD = '\u001f';

    private final Git git;
    private final Assignment assignment;

    private History(Git git, Assignment assignment) {
        this.git = git;
        this.assignment = assignment;
    }

    /**
     * The history of the workspace.
     *
     * @throws Refused when there is none
     */
    static History of(Assignment assignment) throws IOException, InterruptedException {
        if (!assignment.shell().has("git")) {
            throw Refused.blocked("missing_tool", Outcomes.missingToolMessage("git", "to read the history"));
        }
        var git = new Git(assignment);
        if (!git.isWorkTree()) {
            throw Refused.blocked(
                    "not_a_repository",
                    assignment.workspace() + " is not the work tree of a git repository, or is ignored by it, so there"
                            + " is no history to write a changelog from. Run 'git init' there, or name a workspace"
                            + " that is one, and retry the task.");
        }
        return new History(git, assignment);
    }

    /** The commit that is checked out. */
    String head() throws IOException, InterruptedException {
        return commit("HEAD")
                .orElseThrow(() -> Refused.blocked(
                        "no_commit",
                        "There is no commit in " + assignment.workspace() + " that a changelog could tell of. Make the"
                                + " first commit and retry the task."));
    }

    Optional<String> commit(String revision) throws IOException, InterruptedException {
        Ran ran = git.run("rev-parse", "--quiet", "--verify", "--end-of-options", revision + "^{commit}");
        return Optional.of(Git.text(ran))
                .filter(text -> ran.exitCode() == 0 && HASH.matcher(text).matches());
    }

    /** The commit that the person named. */
    String required(String revision) throws IOException, InterruptedException {
        return commit(revision)
                .orElseThrow(() -> Refused.failed(
                        "unknown_revision",
                        "'" + Ids.printable(revision) + "' names no commit in " + assignment.workspace()
                                + ". Set the param since to a tag or a commit (see git rev-parse).",
                        false));
    }

    /** The tag of that version, with or without a {@code v} before it. */
    Optional<String> tag(String version) throws IOException, InterruptedException {
        for (String name : List.of(version, "v" + version)) {
            if (commit("refs/tags/" + name).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** The nearest tag at or before a commit; only one with a digit in it is taken for a version. */
    Optional<String> lastTag(String commit) throws IOException, InterruptedException {
        Ran ran = git.run("describe", "--tags", "--abbrev=0", "--match", "*[0-9]*", commit);
        return Optional.of(Git.text(ran)).filter(text -> ran.exitCode() == 0 && !text.isEmpty());
    }

    boolean isShallow() throws IOException, InterruptedException {
        return Git.text(git.run("rev-parse", "--is-shallow-repository")).equals("true");
    }

    /** The day on which a commit was made, where it was made. */
    String day(String commit) throws IOException, InterruptedException {
        List<String> day = git.names(List.of("log", "-1", "-z", "--no-show-signature", "--format=%cs", commit))
                .names();
        return day.isEmpty() ? "" : day.getFirst();
    }

    /**
     * The changes after one commit and up to another, newest first, without merges, and without commits that change
     * nothing but the changelog itself: written down, each would bring the next one.
     */
    List<Change> between(Optional<String> after, String last, String changelog)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "-c",
                "i18n.logOutputEncoding=UTF-8",
                "log",
                "-z",
                "--no-merges",
                "--no-show-signature",
                "--no-notes",
                "--no-color",
                "--full-history",
                "--max-count=" + (MAX_COMMITS + 1),
                "--format=%H%x1f%s%x1f%b",
                last));
        after.ifPresent(commit -> command.add("^" + commit));
        command.addAll(List.of("--", ".", ":(exclude,literal)" + changelog));
        var changes = new ArrayList<Change>();
        for (String entry : git.names(command).names()) {
            String[] fields = entry.split(String.valueOf(FIELD), 3);
            if (fields.length == 3) {
                changes.add(Change.of(fields[0].strip(), fields[1], fields[2]));
            }
        }
        return changes;
    }
}
