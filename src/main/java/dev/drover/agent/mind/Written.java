package dev.drover.agent.mind;

import dev.drover.agent.backend.CliRun;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.git.RequestBranch;
import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.Packet;
import dev.drover.message.ResultStatus;
import dev.drover.message.Shortened;
import dev.drover.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Words what came of writing: only what the checks accepted is committed, and everything else is kept as a patch. */
final class Written {
    private static final String PARTIAL = "partial.patch";
    private static final String CHANGES = "changes.patch";
    private static final int MAX_SUBJECT = 72;
    private static final int MOST_NAMED = 8;
    private static final int MOST_REFUSED = 500;

    private final RequestBranch branch;
    private final Account account;

    Written(RequestBranch branch, Account account) {
        this.branch = branch;
        this.account = account;
    }

    Outcome accepted(RequestBranch.Staged staged, Checks checks, CheckRun run, String says)
            throws IOException, InterruptedException {
        Packet packet = branch.assignment().packet();
        // Before it is committed: nothing that may go wrong comes after that.
        String what = what(checks, staged);
        Artifact patch = branch.patch(staged, "edits.patch");
        String commit = branch.commit(staged, message(says), run.evidence());
        String summary = capital(files(staged.paths())) + " written by " + account.who() + " in "
                + counted(account.questions(), "round") + ". Accepted by " + what + ": "
                + run.evidence().stream()
                        .map(e -> "'" + Shortened.of(e.command(), 120) + "'")
                        .collect(Collectors.joining(", "))
                + place(commit);
        Outcome done = with(Outcome.completed(summary), run.evidence(), Optional.of(patch))
                .withFindings(Doubts.about(
                        staged.paths(),
                        packet.agentType().equals("testing")
                                || packet.capability().filter("testing"::equals).isPresent()))
                .withCommit(commit)
                .withData(Map.of("files.changed", (long) staged.paths().size()));
        return branch.isScratch() ? done : done.onBranch(branch.name());
    }

    private String what(Checks checks, RequestBranch.Staged staged) throws IOException, InterruptedException {
        return checks.areTests() && TestsLeft.areNone(branch, staged)
                ? checks.what() + ", which may say little of it, since no tests were recognised"
                : checks.what();
    }

    private String place(String commit) {
        String hash = commit.substring(0, 12);
        return branch.isScratch()
                ? ". The files are in " + branch.assignment().workspace() + ", the folder of the request (commit "
                        + hash + "); they go with it when it is removed."
                : ". On the branch " + branch.name() + " as " + hash + "; git merge " + branch.name()
                        + " takes it over.";
    }

    private String message(String says) {
        String action = branch.assignment()
                .packet()
                .action()
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        String subject = Shortened.of(type() + ": " + action, MAX_SUBJECT);
        String words = says.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return subject
                + (action.length() + type().length() + 2 > MAX_SUBJECT ? "\n\n" + action : "")
                + (words.isEmpty() ? "" : "\n\n" + account.who() + " says: " + Shortened.of(words, 500));
    }

    private String type() {
        return switch (branch.assignment().packet().capability().orElse("")) {
            case "bug_fixing" -> "fix";
            case "refactoring" -> "refactor";
            case "optimization" -> "perf";
            case "testing" -> "test";
            case "documentation" -> "docs";
            default -> "feat";
        };
    }

    /** There is nothing that could be run on it, so nobody knows whether it is right. */
    Outcome unchecked(RequestBranch.Staged staged) throws IOException, InterruptedException {
        String message = capital(files(staged.paths())) + " written by " + account.who()
                + ", and there is no command that could check them: the project has no tests that were found. They are in "
                + PARTIAL + " and on no branch. Send what is left as a task with \"acceptance\": [\"a command\"].";
        return kept(Outcome.blocked("unchecked", message), List.of());
    }

    /** @param why as a part of a sentence */
    Outcome outOfTime(String why, Optional<CheckRun> last) throws IOException, InterruptedException {
        String message = "Not done: " + why + Outcome.MORE_TIME + "."
                + last.map(run -> " Last, " + run.briefly()).orElse("");
        return kept(
                Outcome.of(ResultStatus.TIMEOUT, message, Optional.of(new Failure("timeout", message, false))),
                last.map(CheckRun::evidence).orElse(List.of()));
    }

    /** The program is not there, or cannot be called so. */
    Outcome cannotStart(String why) throws IOException, InterruptedException {
        return kept(Outcome.blocked("no_backend", "Not done: " + why + ". Then retry the task."), List.of());
    }

    /** What no commit has and what cannot be removed may be what a check passes by. */
    Outcome stuck(List<String> why) throws IOException, InterruptedException {
        return kept(
                Outcome.blocked(
                        "unchecked",
                        "Not done: what was written where git ignores it cannot be removed, so no check of the rest could"
                                + " be believed: " + String.join("; ", why.subList(0, Math.min(MOST_NAMED, why.size())))
                                + ". Remove it and retry the task."),
                List.of());
    }

    /** The branch has moved, and not by Drover; what was written is for where it was. */
    Outcome inUse(String use) throws IOException, InterruptedException {
        return kept(
                Outcome.blocked(
                        "branch_checked_out",
                        "Not done: the branch " + branch.name() + " is " + use
                                + " and has moved meanwhile. Check out another one there and retry the task."),
                List.of());
    }

    /** An answer in words, which nobody has checked. What was written all the same is not wanted, and not lost. */
    Outcome said(CliRun run, RequestBranch.Staged staged, String hint) throws IOException, InterruptedException {
        String words = run.message().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        Optional<Artifact> patch = staged.paths().isEmpty() && staged.outside().isEmpty()
                ? Optional.empty()
                : Optional.of(branch.patch(staged, CHANGES));
        var all = new HashSet<>(staged.paths());
        all.addAll(staged.outside());
        String also = patch.isEmpty()
                ? ""
                : " It also changed " + files(all) + ", which it was not asked to; that is in " + CHANGES
                        + " and on no branch.";
        if (run.error().isPresent() || words.isEmpty()) {
            return with(
                    Outcome.failed(
                            "no_answer",
                            "No answer: " + run.error().orElse("it said nothing") + "." + hint + also,
                            false),
                    List.of(),
                    patch);
        }
        return with(
                Outcome.completed(account.who() + " says (not checked; the whole is in says.md): "
                        + Shortened.of(words, 400) + also),
                List.of(),
                patch);
    }

    /** Whatever it says, git sees no change. */
    Outcome nothing(CliRun run, String said) throws IOException {
        String message =
                "Not done: " + account.who() + (run.timedOut() ? " took too long" + Outcome.MORE_TIME + ". It" : "")
                        + " changed no file that git looks at." + said;
        return with(
                run.timedOut()
                        ? Outcome.of(ResultStatus.TIMEOUT, message, Optional.of(new Failure("timeout", message, false)))
                        : Outcome.failed("no_change", message, run.error().isPresent()),
                List.of(),
                Optional.empty());
    }

    /** A limit was hit. */
    Outcome stopped(String code, String limit, Optional<CheckRun> last, Optional<String> refused)
            throws IOException, InterruptedException {
        String message = "Not done: " + limit
                + last.map(run -> " Last, " + run.briefly())
                        .orElse(refused.map(why -> " Nothing was accepted. Last: " + Shortened.of(why, MOST_REFUSED))
                                .orElse(" Nothing was accepted."));
        return kept(
                Outcome.failed(code, message, false),
                last.map(CheckRun::evidence).orElse(List.of()));
    }

    Outcome noAnswer(ModelException why, Optional<CheckRun> last) throws IOException, InterruptedException {
        return kept(Answers.none(why), last.map(CheckRun::evidence).orElse(List.of()));
    }

    /** What was written so far, as a patch beside the outcome. */
    private Outcome kept(Outcome outcome, List<Evidence> evidence) throws IOException, InterruptedException {
        RequestBranch.Staged staged = branch.stage();
        if (staged.paths().isEmpty() && staged.outside().isEmpty()) {
            return with(outcome, evidence, Optional.empty());
        }
        Artifact patch = branch.patch(staged, PARTIAL);
        String message = outcome.summary() + (outcome.summary().endsWith("\n") ? "" : " ") + "What was written is in "
                + PARTIAL + " and on no branch.";
        return with(
                outcome.summary().contains(PARTIAL)
                        ? outcome
                        : outcome.ending(
                                outcome.status(),
                                message,
                                outcome.error().map(e -> new Failure(e.code(), message, e.retryable()))),
                evidence,
                Optional.of(patch));
    }

    private Outcome with(Outcome outcome, List<Evidence> evidence, Optional<Artifact> patch) throws IOException {
        var artifacts = new ArrayList<Artifact>();
        patch.ifPresent(artifacts::add);
        account.artifact().ifPresent(artifacts::add);
        Outcome whole = outcome.withEvidence(evidence).withArtifacts(artifacts).withUsage(account.usage());
        String given = account.given();
        return given.isEmpty()
                ? whole
                : whole.ending(outcome.status(), outcome.summary().stripTrailing() + given, outcome.error());
    }

    private static String files(Set<String> paths) {
        List<String> sorted = paths.stream().sorted().toList();
        String names = String.join(", ", sorted.subList(0, Math.min(MOST_NAMED, sorted.size())));
        return counted(sorted.size(), "file") + " (" + names + (sorted.size() > MOST_NAMED ? ", …" : "") + ")";
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
