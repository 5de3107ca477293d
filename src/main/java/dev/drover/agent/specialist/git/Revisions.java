package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Ids;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in params that stand for branches, tags and commits: none of them is ever read as an option. */
final class Revisions {
    private static final String LOCAL = "refs/heads/";
    private static final int MOST_NAMED = 10;

    /** Hashes and names, with {@code ~2} and {@code ^1} behind them; no searches, no reflog, no paths. */
    private static final Pattern SAFE =
            Pattern.compile("[^-^~:?*\\[\\\\{\\s\\p{Cntrl}][^:?*\\[\\\\{\\s\\p{Cntrl}]{0,250}");

    private final Repository repository;

    Revisions(Repository repository) {
        this.repository = repository;
    }

    /** Returns the name, or refuses one that git would not take for a branch or that could be read as an option. */
    String branchName(String branch) throws IOException, InterruptedException {
        if (!isName(branch) || exitCode("check-ref-format", "--branch", branch) != 0) {
            throw Refusal.failed(
                    "bad_branch_name",
                    "'" + Ids.printable(branch)
                            + "' is not a name that git accepts for a branch, or one that it reads as something else. Choose"
                            + " a name such as drover/readme (see git check-ref-format).",
                    false);
        }
        return branch;
    }

    /** The same for a tag. */
    String tagName(String tag) throws IOException, InterruptedException {
        if (!isName(tag) || exitCode("check-ref-format", "refs/tags/" + tag) != 0) {
            throw Refusal.failed(
                    "bad_tag_name",
                    "'" + Ids.printable(tag)
                            + "' is not a name that git accepts for a tag, or one that it reads as something else. Set the"
                            + " param version to one"
                            + " such as v1.2.0.",
                    false);
        }
        return tag;
    }

    /** The commit that a param names: a local branch before a remote one, before a tag, before anything else. */
    String commit(String param, String text) throws IOException, InterruptedException {
        if (isSafe(text) && !text.contains("..")) {
            for (String prefix : List.of(LOCAL, "refs/remotes/", "refs/tags/", "")) {
                Optional<String> commit = repository.commit(prefix + text);
                if (commit.isPresent()) {
                    return commit.get();
                }
            }
        }
        throw Refusal.blocked(
                "unknown_revision",
                "The param " + param + " names '" + Ids.printable(text) + "', which is no commit, branch or tag of "
                        + repository.workspace() + "." + branches() + " Make it there and retry the task, or name"
                        + " another in a new one.");
    }

    /** Whether a local branch has that name. */
    boolean isBranch(String name) throws IOException, InterruptedException {
        return isSafe(name) && tip(name).isPresent();
    }

    /** Whether a text in the form of a name or hash is that of a commit. */
    boolean isCommit(String text) throws IOException, InterruptedException {
        return isSafe(text) && repository.commit(text).isPresent();
    }

    /** The commit at the tip of a local branch. */
    Optional<String> tip(String branch) throws IOException, InterruptedException {
        return repository.commit(LOCAL + branch);
    }

    /** The tip of a branch that has to be there. */
    String requiredTip(String param, String branch) throws IOException, InterruptedException {
        Optional<String> tip = tip(branchName(branch));
        if (tip.isEmpty()) {
            throw Refusal.blocked(
                    "no_branch",
                    "There is no branch " + branch + " in " + repository.workspace() + "." + branches()
                            + " Make it and retry the task, or name one of them in the"
                            + " param " + param + " of a new one.");
        }
        return tip.get();
    }

    /** The branch that everything is merged into in the end, as far as the repository tells. */
    String defaultBranch() throws IOException, InterruptedException {
        String remote = Git.text(repository.git().run("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"));
        String configured = repository.text("init.defaultBranch").orElse("");
        for (String name : List.of(remote.replaceFirst("^refs/remotes/origin/", ""), configured, "main", "master")) {
            if (isSafe(name) && tip(name).isPresent()) {
                return name;
            }
        }
        throw Refusal.blocked(
                "no_default_branch",
                "It cannot be told which branch of " + repository.workspace() + " is the main one." + branches()
                        + " Name it in the params of a new task.");
    }

    private String branches() throws IOException, InterruptedException {
        List<String> names = Fields.of(repository
                        .git()
                        .data(List.of(
                                "for-each-ref",
                                "--sort=-committerdate",
                                "--count=" + MOST_NAMED,
                                "--format=%(refname:lstrip=2)%00",
                                LOCAL)))
                .stream()
                .map(String::strip)
                .toList();
        return names.isEmpty()
                ? " It has no branch with a commit."
                : names.stream().map(Ids::printable).collect(Collectors.joining(", ", " Its latest branches: ", "."));
    }

    /** Git would take some that it reads as something else: {@code @} is HEAD, and refs/heads/x the branch x. */
    private static boolean isName(String name) {
        return isSafe(name) && !name.equals("HEAD") && !name.equals("@") && !name.startsWith("refs/");
    }

    private static boolean isSafe(String name) {
        return SAFE.matcher(name).matches() && !name.contains("@{");
    }

    private int exitCode(String... command) throws IOException, InterruptedException {
        return repository.git().run(command).exitCode();
    }
}
