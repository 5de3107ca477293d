package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what has changed since work left the default branch, or since a commit that the task names. */
final class Changes {
    private static final List<String> USUAL_BRANCHES =
            List.of("origin/main", "origin/master", "main", "master", "trunk");

    private final Assignment assignment;
    private final Git git;

    Changes(Assignment assignment) {
        this.assignment = assignment;
        this.git = new Git(assignment);
    }

    Scope since(Optional<String> named) throws IOException, InterruptedException {
        if (!git.isWorkTree()) {
            return new Scope.Unknown(
                    "no_repository",
                    "the workspace is not in a git repository (or git is not installed), so it is not known what has "
                            + "changed; run git init and commit there, or ask for review_code, which looks at everything");
        }
        if (commit("HEAD").isEmpty()) {
            return changed(Git.text(git.run("hash-object", "-t", "tree", "/dev/null")), "the beginning");
        }
        Optional<String> from = named.isPresent() ? commit(named.get()) : defaultBranch();
        if (from.isEmpty()) {
            return new Scope.Unknown(
                    "no_base",
                    named.map(name -> "git knows no commit '" + name
                                    + "', which the parameter base names; give a branch, a tag or an id that is there")
                            .orElse("the repository has neither a remote's default branch nor a branch "
                                    + String.join(", ", USUAL_BRANCHES)
                                    + ", so it is not known what the work began from; name it in the parameter base"));
        }
        Ran ran = git.run("merge-base", from.get(), "HEAD");
        String base = ran.exitCode() == 0 ? Git.text(ran) : from.get();
        return changed(base, base.substring(0, Math.min(12, base.length())));
    }

    private Optional<String> defaultBranch() throws IOException, InterruptedException {
        var candidates = new ArrayList<String>();
        Ran head = git.run("symbolic-ref", "-q", "--short", "refs/remotes/origin/HEAD");
        if (head.exitCode() == 0) {
            candidates.add(Git.text(head));
        }
        candidates.addAll(USUAL_BRANCHES);
        for (String candidate : candidates) {
            Optional<String> commit = commit(candidate);
            if (commit.isPresent()) {
                return commit;
            }
        }
        return Optional.empty();
    }

    private Optional<String> commit(String name) throws IOException, InterruptedException {
        Ran ran = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        return ran.exitCode() == 0 ? Optional.of(Git.text(ran)) : Optional.empty();
    }

    private Scope changed(String base, String shown) throws IOException, InterruptedException {
        Map<String, Optional<BitSet>> lines = new HashMap<>();
        // To a file of its own, so that no warning stands among the lines.
        Path diff = Files.createTempFile(assignment.artifacts(), ".changes", ".diff");
        try {
            Ran ran = git.withoutItsFilters()
                    .run(
                            "diff",
                            "--unified=0",
                            "--no-color",
                            "--no-ext-diff",
                            "--no-textconv",
                            "--ignore-submodules=all",
                            "--relative",
                            "--src-prefix=a/",
                            "--dst-prefix=b/",
                            "--find-renames",
                            "--output=" + diff,
                            base,
                            "--");
            if (ran.exitCode() != 0) {
                throw new IOException("git diff " + base + " ended with exit code " + ran.exitCode() + " in "
                        + assignment.workspace() + "; run it there to see why");
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(diff))) {
                lines.putAll(ChangedLines.of(in));
            }
        } finally {
            Files.deleteIfExists(diff);
        }
        for (String name :
                git.names(List.of("ls-files", "-o", "--exclude-standard", "-z")).names()) {
            lines.put(name, Optional.empty());
        }
        return new Scope.Changed(shown, lines);
    }
}
