package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.coding.text.EditRefused;
import dev.drover.agent.specialist.coding.tree.Pending;
import dev.drover.agent.specialist.coding.tree.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Makes proposed changes, has them accepted, and keeps them or takes them back. */
final class Trial {
    private static final int ROUNDS = 3;

    private final Assignment assignment;
    private final boolean keepsRefused;
    private final boolean formats;

    /**
     * A trial of what is proposed for a packet.
     *
     * @param keepsRefused whether changes that a command does not accept stay all the same
     * @param formats whether the formatters of the project are run
     */
    Trial(Assignment assignment, boolean keepsRefused, boolean formats) {
        this.formats = formats;
        this.assignment = assignment;
        this.keepsRefused = keepsRefused;
    }

    Outcome run(Proposal.Maker maker) throws IOException, InterruptedException {
        Optional<Kept> earlier = Kept.byEarlierAttempt(assignment);
        if (earlier.isPresent()) {
            return again(earlier.get());
        }
        String changed = "";
        for (int round = 0; round < ROUNDS; round++) {
            try {
                Proposal proposal = maker.propose();
                return once(formats ? new Formatting(assignment).of(proposal) : proposal);
            } catch (Transaction.ChangedMeanwhile e) {
                changed = String.valueOf(e.getMessage());
            } catch (EditRefused e) {
                return Outcome.failed("edit_refused", String.valueOf(e.getMessage()), false);
            }
        }
        return Outcome.failed(
                "changed_meanwhile", changed + ", " + ROUNDS + " times in a row. Nothing was changed.", true);
    }

    /** An attempt before this one made the changes and could not tell. */
    private Outcome again(Kept kept) throws IOException, InterruptedException {
        if (kept.accepted()) {
            return kept.outcome();
        }
        Acceptance acceptance = Acceptance.of(assignment);
        return acceptance.refusal().isEmpty()
                ? TrialOutcome.accepted(kept.outcome(), acceptance)
                : TrialOutcome.refused(
                        assignment, kept.outcome(), acceptance, "The edits of an earlier attempt are kept.");
    }

    private Outcome once(Proposal proposal) throws IOException, InterruptedException {
        Outcome made = TrialOutcome.made(assignment, proposal);
        if (proposal.changes().isEmpty()) {
            Acceptance acceptance = Acceptance.of(assignment);
            return acceptance.refusal().isEmpty()
                    ? TrialOutcome.accepted(made, acceptance)
                    : TrialOutcome.refused(assignment, made, acceptance, "Nothing had been changed.");
        }
        Path record = Kept.fileOf(assignment);
        String name = assignment.packet().packetId() + "." + assignment.packet().attempt();
        try (Transaction transaction = Transaction.begin(
                new Pending(assignment.surroundings().edits()),
                assignment.workspace(),
                name,
                record,
                proposal.changes())) {
            return decided(transaction, made);
        }
    }

    private Outcome decided(Transaction transaction, Outcome made) throws IOException, InterruptedException {
        Optional<Acceptance> acceptance = Optional.empty();
        boolean stays = false;
        Optional<Transaction.TakenBack> takenBack = Optional.empty();
        try {
            acceptance = Optional.of(Acceptance.of(assignment));
            boolean accepted = acceptance.get().refusal().isEmpty();
            if (accepted || keepsRefused) {
                Outcome outcome = accepted ? TrialOutcome.accepted(made, acceptance.get()) : made;
                transaction.commit(new Kept(accepted, transaction.view(), outcome));
                stays = true;
            }
        } finally {
            if (!stays) {
                takenBack = Optional.of(transaction.rollBackTrial(assignment.artifacts()));
            }
        }
        Acceptance verdict = Objects.requireNonNull(acceptance.orElse(null));
        if (verdict.refusal().isEmpty()) {
            return TrialOutcome.accepted(made, verdict);
        }
        String patch = " They are in edits.patch of this attempt.";
        if (takenBack.isEmpty()) {
            return TrialOutcome.refused(
                    assignment, made, verdict, "The edits were kept, as the param keep says." + patch);
        }
        Overwrites overwrites = new Overwrites(takenBack.get().copies());
        Outcome whole = made.withArtifacts(overwrites.artifacts(assignment, made));
        return takenBack.get().obstacle().isPresent()
                ? TrialOutcome.stuck(whole, verdict, takenBack.get().obstacle().get())
                : TrialOutcome.refused(
                        assignment, whole, verdict, "The edits were undone." + patch + overwrites.sentence());
    }
}
