package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.agent.specialist.support.Outcomes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository that the workspace belongs to, as far as it has to be asked before something is done. */
final class Repository {
    private static final Pattern HASH = Pattern.compile("(?m)^([0-9a-f]{40}|[0-9a-f]{64})$");

    private final Git git;
    private final Path workspace;

    private Repository(Git git, Path workspace) {
        this.git = git;
        this.workspace = workspace;
    }

    static Repository of(Assignment assignment) throws IOException, InterruptedException {
        if (!assignment.shell().has("git")) {
            throw Refusal.blocked("missing_tool", Outcomes.missingToolMessage("git", "to work on branches"));
        }
        var git = new Git(assignment);
        if (!git.isWorkTree()) {
            String said = Git.text(git.run("rev-parse", "--is-inside-work-tree"));
            boolean refused = said.startsWith("fatal:") && !said.contains("not a git repository");
            throw Refusal.blocked(
                    refused ? "git_refused" : "not_a_repository",
                    assignment.workspace()
                            + (refused
                                    ? " is refused by git: " + said
                                    : " is not the work tree of a git repository, or is ignored by it. Run 'git init'"
                                            + " there, or name a workspace that is one, and retry the task."));
        }
        return new Repository(git, assignment.workspace());
    }

    Git git() {
        return git;
    }

    /** The commit that a revision names. */
    Optional<String> commit(String revision) throws IOException, InterruptedException {
        return hash(git.run("rev-parse", "--quiet", "--verify", revision + "^{commit}"));
    }

    Optional<String> tree(String commit) throws IOException, InterruptedException {
        return hash(git.run("rev-parse", "--quiet", "--verify", commit + "^{tree}"));
    }

    /** Whether some work tree, this one or another, has the branch checked out, also when it has no commit yet. */
    boolean isCheckedOut(String branch) throws IOException, InterruptedException {
        String ref = "refs/heads/" + branch;
        return Git.text(git.run("symbolic-ref", "--quiet", "HEAD")).equals(ref)
                || Git.text(git.run("worktree", "list", "--porcelain"))
                        .lines()
                        .anyMatch(line -> line.equals("branch " + ref));
    }

    /** Returns the name, or refuses one that git would not take or that could be read as an option. */
    String checkedBranch(String branch) throws IOException, InterruptedException {
        boolean safe = !branch.isBlank()
                && !branch.startsWith("-")
                && !branch.contains("@{")
                && !branch.equals("HEAD")
                && branch.chars().noneMatch(Character::isISOControl);
        if (!safe || git.run("check-ref-format", "--branch", branch).exitCode() != 0) {
            throw Refusal.failed(
                    "bad_branch_name",
                    "'" + dev.drover.message.Ids.printable(branch)
                            + "' is not a name that git accepts for a branch. Set the param branch to a name such as"
                            + " drover/readme (see git check-ref-format).",
                    false);
        }
        return branch;
    }

    /** The file of the user's index. */
    Path indexFile() throws IOException, InterruptedException {
        return workspace.resolve(Git.text(git.run("rev-parse", "--git-path", "index")));
    }

    boolean setting(String name) throws IOException, InterruptedException {
        return Git.text(git.run("config", "--type=bool", "--get", name)).equals("true");
    }

    /** Refuses when git does not know whose commit it would be; a guess from the host's name is not good enough. */
    void requireIdentity() throws IOException, InterruptedException {
        for (String role : List.of("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT")) {
            if (git.run("-c", "user.useConfigOnly=true", "var", role).exitCode() != 0) {
                throw Refusal.blocked(
                        "no_git_identity",
                        "git does not know who commits in " + workspace + ". Set it with: git config --global user.name"
                                + " \"Your Name\" && git config --global user.email \"you@example.org\". Then retry the"
                                + " task.");
            }
        }
    }

    /** The hash that a command printed, on a line of its own; empty when it failed. */
    static Optional<String> hash(Ran ran) throws IOException {
        Matcher matcher = HASH.matcher(ran.exitCode() == 0 ? Git.text(ran) : "");
        Optional<String> found = Optional.empty();
        while (matcher.find()) {
            found = Optional.of(matcher.group(1));
        }
        return found;
    }

    /** The hash that a command printed; refuses when it failed. */
    static String requiredHash(String what, Ran ran) throws IOException {
        Optional<String> hash = hash(ran);
        return hash.orElseThrow(() -> refused(what, ran));
    }

    static Refusal refused(String what, Ran ran) {
        String said;
        try {
            said = Git.text(ran);
        } catch (IOException e) {
            said = "its output cannot be read: " + e.getMessage();
        }
        return Refusal.failed(
                "git_failed", "git could not " + what + " (exit code " + ran.exitCode() + "): " + said, false);
    }
}
