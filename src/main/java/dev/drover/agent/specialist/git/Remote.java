package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Ids;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A remote that the repository has by name: work goes nowhere that a person has not set up. Nothing is asked for on the
 * way, neither a password nor whether a host is known.
 */
final class Remote {
    private static final Pattern STATUS = Pattern.compile("(?m)^([ +\\-*=!])\\t([^\\t\\n]+)\\t([^\\n]*)$");
    private static final int MAX_SHOWN = 1000;
    private static final Map<String, String> UNASKING = Map.of("GIT_ASKPASS", "", "SSH_ASKPASS_REQUIRE", "never");

    /** What became of a ref at the remote. */
    enum Pushed {
        MOVED,
        SAME
    }

    private final Job job;
    private final String name;

    private Remote(Job job, String name) {
        this.job = job;
        this.name = name;
    }

    /** The remote of the param {@code remote}, else origin. */
    static Remote of(Job job) throws IOException, InterruptedException {
        String name = job.param("remote").orElse("origin");
        List<String> names =
                Git.text(job.repository().git().run("remote")).lines().toList();
        if (name.startsWith("-") || !names.contains(name)) {
            throw Refusal.blocked(
                    "no_remote",
                    job.repository().workspace() + " has no remote '" + Ids.printable(name) + "'"
                            + (names.isEmpty() ? "" : " (it has " + Ids.printable(String.join(", ", names)) + ")")
                            + ". Set one up with 'git remote add' and retry the task, or name another in the param"
                            + " remote of a new one.");
        }
        return new Remote(job, name);
    }

    String name() {
        return name;
    }

    /** Where it is. */
    Optional<RemoteUrl> url() throws IOException, InterruptedException {
        Ran ran = job.repository().git().run("remote", "get-url", "--push", "--", name);
        return ran.exitCode() == 0 ? RemoteUrl.of(Git.text(ran)) : Optional.empty();
    }

    /**
     * Pushes one ref to the same name. The pre-push hook runs: it is a person's say in what is pushed, and Git LFS
     * uploads by it.
     */
    Pushed push(String ref) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (job.repository().text("core.sshCommand").isEmpty()) {
            command.addAll(List.of("-c", "core.sshCommand=ssh -o BatchMode=yes"));
        }
        command.addAll(List.of(
                "push", "--porcelain", "--no-follow-tags", "--recurse-submodules=check", "--", name, ref + ":" + ref));
        Ran ran = job.noted(job.repository().gitWithHooks().with(UNASKING).run(command));
        Optional<Matcher> status = status(ran, ref);
        if (ran.exitCode() == 0 && status.isPresent()) {
            return status.get().group(1).equals("=") ? Pushed.SAME : Pushed.MOVED;
        }
        throw refusal(ran, ref, status.map(s -> s.group(3)));
    }

    private static Optional<Matcher> status(Ran ran, String ref) throws IOException {
        Matcher matcher = STATUS.matcher(Git.text(ran));
        while (matcher.find()) {
            if (matcher.group(2).equals(ref + ":" + ref)) {
                return Optional.of(matcher);
            }
        }
        return Optional.empty();
    }

    private Refusal refusal(Ran ran, String ref, Optional<String> status) {
        GitWords words = GitWords.of(ran);
        String said = " It said: " + Shortened.of(words.text(), MAX_SHOWN);
        String to = ref.replaceFirst("^refs/[a-z]+/", "") + " to " + name;
        if (status.filter(s ->
                        s.contains("non-fast-forward") || s.contains("fetch first") || s.contains("already exists"))
                .isPresent()) {
            return Refusal.failed(
                    "push_rejected",
                    "Pushing " + to + " was rejected, since there is something there that is not here, and nothing is"
                            + " ever forced. Fetch it, merge it into the branch, and push again." + said,
                    false);
        }
        if (status.isPresent()) {
            return Refusal.failed(
                    "push_rejected",
                    "Pushing " + to + " was rejected by a rule at the other end: "
                            + Ids.printable(status.get(), MAX_SHOWN) + "." + said,
                    false);
        }
        if (words.has(
                "could not read Username",
                "could not read Password",
                "Authentication failed",
                "Permission denied",
                "Host key verification failed",
                "terminal prompts disabled")) {
            return Refusal.blocked(
                    "no_credentials",
                    "Pushing " + to
                            + " needs credentials that the agent does not have, and it asks nobody. Let git find"
                            + " them without a question (a credential helper, a key without passphrase or in an agent whose"
                            + " SSH_AUTH_SOCK the setting agents.environment passes on), and retry the task." + said);
        }
        if (words.has(
                "Could not resolve host",
                "Connection refused",
                "Connection timed out",
                "Network is unreachable",
                "Failed to connect",
                "Connection reset",
                "the remote end hung up unexpectedly")) {
            return Refusal.failed("remote_unreachable", "Pushing " + to + " found nobody there." + said, true);
        }
        return words.refusal("push " + to);
    }
}
