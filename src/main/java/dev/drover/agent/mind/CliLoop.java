package dev.drover.agent.mind;

import dev.drover.agent.backend.CliBackend;
import dev.drover.agent.backend.CliRun;
import dev.drover.agent.backend.CliTask;
import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.coding.text.EditRefused;
import dev.drover.agent.specialist.coding.tree.Overlay;
import dev.drover.agent.specialist.coding.tree.Places;
import dev.drover.agent.specialist.git.Checkouts;
import dev.drover.agent.specialist.git.IgnoredFiles;
import dev.drover.agent.specialist.git.RequestBranch;
import dev.drover.agent.specialist.support.Durable;
import dev.drover.message.Evidence;
import dev.drover.message.Ids;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Has a coding CLI work in the work tree of the request until the checks accept what it did. What it changed is read from
 * git, and what it says of it is kept and not believed.
 */
final class CliLoop implements RequestBranch.Writer {
    /** A CLI goes its own rounds within each run. */
    private static final int RUNS = 3;

    private static final int MOST_SAID = 300;

    private final Mind mind;
    private final CliBackend backend;
    private final Optional<String> endpoint;
    private final boolean writes;

    /** @param endpoint of the model server that it is to ask; it asks its own when that is empty */
    CliLoop(Mind mind, CliBackend backend, Optional<String> endpoint, boolean writes) {
        this.mind = mind;
        this.backend = backend;
        this.endpoint = endpoint;
        this.writes = writes;
    }

    @Override
    public Outcome write(RequestBranch branch) throws IOException, InterruptedException {
        return new Runs(branch).run();
    }

    /** What it was not to touch. */
    private record Before(Set<String> refs, Checkouts checkouts) {}

    /** The runs of one task. Confined to one thread. */
    private final class Runs {
        private final RequestBranch branch;
        private final Assignment assignment;
        private final CliAccount account;
        private final Written written;
        private final Optional<Checks> known;
        private Optional<String> feedback = Optional.empty();
        private Optional<CheckRun> lastRun = Optional.empty();
        private final List<RequestBranch.Moved> moved = new ArrayList<>();
        private String lastSaid = "";

        Runs(RequestBranch branch) throws IOException {
            this.branch = branch;
            this.assignment = branch.assignment();
            this.account = new CliAccount(assignment, mind, backend.name());
            this.written = new Written(branch, account);
            this.known = Checks.before(assignment);
        }

        /** The folders that the runs had for themselves go with them: they hold what a CLI notes of its user. */
        Outcome run() throws IOException, InterruptedException {
            try {
                return ran();
            } finally {
                forget();
            }
        }

        private void forget() {
            try {
                Durable.remove(scratch());
            } catch (IOException e) {
                branch.note("What " + backend.name() + " had for itself could not be removed: " + e + ".");
            }
        }

        private Path scratch() {
            return Objects.requireNonNull(assignment.artifacts().getParent()).resolve("scratch");
        }

        private Outcome ran() throws IOException, InterruptedException {
            var before = new Before(branch.refs(), branch.checkouts());
            int runs = Math.min(RUNS, mind.rounds());
            while (account.questions() < runs) {
                if (Mind.timeToWork(assignment.shell()).isZero()) {
                    return ended(written.outOfTime("the time of the task was over", lastRun), before);
                }
                Optional<String> limit = mind.access()
                        .exceeded(
                                mind.limits(),
                                assignment.packet().requestId(),
                                assignment.packet().taskId());
                if (limit.isPresent()) {
                    return ended(written.stopped("budget", limit.get() + ".", lastRun, feedback), before);
                }
                Optional<Outcome> end = once();
                if (end.isPresent()) {
                    return ended(end.get(), before);
                }
            }
            return ended(
                    written.stopped(
                            "round_budget",
                            backend.name() + " was run " + runs + (runs == 1 ? " time." : " times.") + lastSaid,
                            lastRun,
                            feedback),
                    before);
        }

        /** What it writes where git ignores it would let a check pass and be in no commit. */
        private Optional<Outcome> once() throws IOException, InterruptedException {
            IgnoredFiles.State ignored = branch.ignored().state();
            String prompt = CliPrompt.of(mind, assignment, known, feedback, writes);
            CliRun run = backend.run(
                    new CliTask(
                            prompt,
                            assignment.workspace(),
                            scratch(),
                            Optional.of(mind.model()).filter(model -> !model.isEmpty()),
                            endpoint,
                            Mind.timeToWork(assignment.shell()),
                            mind.access()
                                    .microDollarsLeft(
                                            mind.limits(),
                                            assignment.packet().requestId(),
                                            assignment.packet().taskId())),
                    assignment.shell());
            account.add(run, Optional.of(prompt).filter(text -> isStarted(run)));
            List<String> stuck = branch.ignored().takeBack(ignored);
            Optional<RequestBranch.Moved> away = branch.putBack();
            away.ifPresent(moved::add);
            Optional<String> use = away.flatMap(RequestBranch.Moved::use);
            if (use.isPresent()) {
                return Optional.of(written.inUse(use.get()));
            }
            String said = run.error()
                    .orElse(run.message())
                    .replaceAll("[\\s\\p{Cntrl}]+", " ")
                    .strip();
            String told = Shortened.of(said, MOST_SAID);
            lastSaid = (told.isEmpty() ? "" : " It said: " + told + (told.endsWith(".") ? "" : ".")) + withoutKey(run);
            if (!isStarted(run)) {
                return Optional.of(written.cannotStart(run.error().orElse("it cannot be started")));
            }
            RequestBranch.Staged staged = branch.stage();
            if (!writes) {
                return Optional.of(written.said(run, staged, withoutKey(run)));
            }
            if (!stuck.isEmpty()) {
                return Optional.of(written.stuck(stuck));
            }
            if (staged.paths().isEmpty() && staged.outside().isEmpty()) {
                return Optional.of(written.nothing(run, lastSaid));
            }
            Optional<String> outside = outside(staged);
            if (outside.isPresent()) {
                feedback = outside;
                return Optional.empty();
            }
            Checks checks = known.isPresent() ? known.get() : Checks.after(assignment, staged.paths());
            if (checks.commands().isEmpty()) {
                return Optional.of(written.unchecked(staged));
            }
            CheckRun verdict = CheckRun.of(branch, staged, checks);
            lastRun = Optional.of(verdict);
            if (verdict.refusal().isEmpty()) {
                return Optional.of(written.accepted(staged, checks, verdict, run.message()));
            }
            if (verdict.timedOut()) {
                return Optional.of(written.outOfTime("the checks had not ended", lastRun));
            }
            feedback = verdict.refusal();
            return Optional.empty();
        }

        private static boolean isStarted(CliRun run) {
            return run.evidence().exitCode() != 126 && run.evidence().exitCode() != 127;
        }

        /** Where it asks a server of its own, an error is mostly about a key. */
        private String withoutKey(CliRun run) {
            List<String> missing = backend.missingKeys();
            return run.error().isEmpty() || run.timedOut() || run.flooded() || endpoint.isPresent() || missing.isEmpty()
                    ? ""
                    : " It was given no key: set " + String.join(" or ", missing)
                            + " where the daemon is started, name it in agents.environment, and start the daemon anew with"
                            + " its agents (drover down, drover up --detach).";
        }

        /** Why some of these may not be changed by this task. */
        private Optional<String> outside(RequestBranch.Staged staged) throws IOException {
            Path bus = Objects.requireNonNull(assignment.surroundings().edits().getParent());
            var places = new Places(assignment.workspace(), assignment.packet().files(), bus);
            var refused = new ArrayList<String>();
            staged.outside().stream()
                    .sorted()
                    .forEach(path -> refused.add(
                            "- " + Ids.printable(path) + " (from the top of the repository) is outside this folder"));
            for (String path : staged.paths().stream().sorted().toList()) {
                try {
                    new Overlay(places).find(path);
                } catch (EditRefused e) {
                    refused.add("- " + e.getMessage());
                }
            }
            return refused.isEmpty()
                    ? Optional.empty()
                    : Optional.of("These changes are not allowed; take them back:\n" + String.join("\n", refused));
        }

        /** The runs stand among the evidence; what was not to be touched and was is reported. */
        private Outcome ended(Outcome outcome, Before before) throws IOException, InterruptedException {
            List<Evidence> all = new ArrayList<>(account.evidence());
            all.addAll(outcome.evidence());
            var findings = new ArrayList<>(outcome.findings());
            try {
                findings.addAll(MovedRefs.between(before.refs(), branch.refs(), backend.name()));
                findings.addAll(WrittenElsewhere.since(before.checkouts(), branch.checkouts(), backend.name()));
            } catch (IOException e) {
                // What was written is on the branch or in a patch by now.
                branch.note("What " + backend.name() + " changed elsewhere could not be looked for: " + e.getMessage()
                        + ".");
            }
            moved.forEach(to -> findings.add(MovedRefs.ofRequest(branch.name(), to, backend.name())));
            return outcome.withEvidence(all).withFindings(findings);
        }
    }
}
