package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes commits with {@code git commit-tree}, which runs none of the hooks of {@code git commit}: those are made for a
 * person's checkout. A commit is signed where the user's git is set to sign.
 */
final class CommitWriter {
    private final Job job;
    private final boolean sign;

    private CommitWriter(Job job, boolean sign) {
        this.job = job;
        this.sign = sign;
    }

    /** Refuses when git does not know whose commits they would be. */
    static CommitWriter of(Job job) throws IOException, InterruptedException {
        job.repository().requireIdentity();
        return new CommitWriter(job, job.repository().setting("commit.gpgSign"));
    }

    /** A commit by the user; returns its hash. */
    String write(String tree, List<String> parents, String message) throws IOException, InterruptedException {
        return write(tree, parents, message, Map.of());
    }

    /** A commit that keeps who wrote the change of another, and when; returns its hash. */
    String write(String tree, List<String> parents, String message, LoggedCommit author)
            throws IOException, InterruptedException {
        return write(
                tree,
                parents,
                message,
                Map.of(
                        "GIT_AUTHOR_NAME",
                        author.authorName().isBlank() ? "unknown" : author.authorName(),
                        "GIT_AUTHOR_EMAIL",
                        author.authorEmail(),
                        "GIT_AUTHOR_DATE",
                        "@" + author.authorDate()));
    }

    private String write(String tree, List<String> parents, String message, Map<String, String> author)
            throws IOException, InterruptedException {
        Path file = job.scratch("message");
        var command = new ArrayList<>(List.of("-c", "i18n.commitEncoding=UTF-8", "commit-tree"));
        if (sign) {
            command.add("-S");
        }
        parents.forEach(parent -> command.addAll(List.of("-p", parent)));
        command.addAll(List.of("-F", file.toString(), tree));
        try {
            Files.writeString(file, message);
            Ran ran = job.noted(job.repository().git().with(author).run(command), Optional.of(tree));
            if (sign && ran.exitCode() != 0) {
                throw cannotSign(job, "commit.gpgSign", "commit", ran);
            }
            return Repository.requiredHash("make the commit", ran);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static Refusal cannotSign(Job job, String setting, String what, Ran ran) throws IOException {
        return Refusal.blocked(
                "signing_failed",
                setting + " is on for " + job.assignment().workspace() + " and git could not sign the " + what + ": "
                        + Git.text(ran) + " Unlock the key for this session (or set " + setting
                        + " to false) and retry the task.");
    }
}
