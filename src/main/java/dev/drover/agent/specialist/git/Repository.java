package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.agent.specialist.support.Outcomes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository that the workspace belongs to, as far as it has to be asked before something is done. */
final class Repository {
    private static final Pattern HASH = Pattern.compile("(?m)^([0-9a-f]{40}|[0-9a-f]{64})$");

    /** For all commands but those that change a ref or push: no hook has a part in them. */
    private static final Map<String, String> WITHOUT_HOOKS =
            Map.of("GIT_CONFIG_COUNT", "1", "GIT_CONFIG_KEY_0", "core.hooksPath", "GIT_CONFIG_VALUE_0", "/dev/null");

    private final Git git;
    private final Git gitWithHooks;
    private final Path workspace;

    private Repository(Git git, Path workspace) {
        this.git = git.with(WITHOUT_HOOKS);
        this.gitWithHooks = git;
        this.workspace = workspace;
    }

    static Repository of(Assignment assignment) throws IOException, InterruptedException {
        return of(assignment, Map.of());
    }

    static Repository of(Assignment assignment, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (!assignment.shell().has("git")) {
            throw Refusal.blocked("missing_tool", Outcomes.missingToolMessage("git", "to work on branches"));
        }
        Git git = new Git(assignment).with(environment);
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

    /** For the commands whose hooks are a user's say in what happens: reference-transaction and pre-push. */
    Git gitWithHooks() {
        return gitWithHooks;
    }

    Path workspace() {
        return workspace;
    }

    /** The commit that a revision names. */
    Optional<String> commit(String revision) throws IOException, InterruptedException {
        return hash(git.run("rev-parse", "--quiet", "--verify", revision + "^{commit}"));
    }

    Optional<String> tree(String commit) throws IOException, InterruptedException {
        return hash(git.run("rev-parse", "--quiet", "--verify", commit + "^{tree}"));
    }

    /** The tree that holds nothing. */
    String emptyTree() throws IOException, InterruptedException {
        return requiredHash("name the empty tree", git.run("hash-object", "-w", "-t", "tree", "/dev/null"));
    }

    boolean isAncestor(String old, String young) throws IOException, InterruptedException {
        Ran ran = git.run("merge-base", "--is-ancestor", old, young);
        if (ran.exitCode() > 1) {
            throw refused("compare " + old + " with " + young, ran);
        }
        return ran.exitCode() == 0;
    }

    /** Whether its history was cut off when it was cloned. */
    boolean isShallow() throws IOException, InterruptedException {
        return Git.text(git.run("rev-parse", "--is-shallow-repository")).equals("true");
    }

    /** A file or folder of the repository's own, such as its index. */
    Path gitPath(String name) throws IOException, InterruptedException {
        return workspace.resolve(Git.text(git.run("rev-parse", "--git-path", name)));
    }

    /** Where a linked work tree and its main one keep what they share. */
    Path commonFolder() throws IOException, InterruptedException {
        return workspace.resolve(Git.text(git.run("rev-parse", "--git-common-dir")));
    }

    boolean setting(String name) throws IOException, InterruptedException {
        return Git.text(git.run("config", "--type=bool", "--get", name)).equals("true");
    }

    Optional<String> text(String setting) throws IOException, InterruptedException {
        Ran ran = git.run("config", "--get", setting);
        return ran.exitCode() == 0 ? Optional.of(Git.text(ran)) : Optional.empty();
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

    static void required(String what, Ran ran) throws Refusal {
        if (ran.exitCode() != 0) {
            throw refused(what, ran);
        }
    }

    static Refusal refused(String what, Ran ran) {
        return GitWords.of(ran).refusal(what);
    }
}
