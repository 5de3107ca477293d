package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.coding.text.UnifiedDiff;
import dev.drover.agent.specialist.coding.tree.Change;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import dev.drover.message.Failure;
import dev.drover.message.Ids;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words what came of changes, with the diff and the changed files as artifacts. */
final class TrialOutcome {
    private static final String PATCH = "edits.patch";
    private static final int MAX_NAMED = 8;

    private TrialOutcome() {}

    /** The changes as if nothing had been said of them yet; writes their diff. */
    static Outcome made(Assignment assignment, Proposal proposal) throws IOException {
        List<Change> changes = proposal.changes();
        var patch = new StringBuilder();
        long added = 0;
        long removed = 0;
        for (Change change : changes) {
            UnifiedDiff diff = change.diff();
            patch.append(diff.text());
            added += diff.added();
            removed += diff.removed();
        }
        var artifacts = new ArrayList<Artifact>();
        changes.forEach(change -> artifacts.add(artifact(change)));
        if (!changes.isEmpty()) {
            byte[] bytes = patch.toString().getBytes(StandardCharsets.UTF_8);
            Files.write(assignment.artifacts().resolve(PATCH), bytes);
            artifacts.add(new Artifact(
                    PATCH,
                    assignment.artifactsName() + "/" + PATCH,
                    Optional.of(SafeFiles.sha256(bytes)),
                    Optional.of((long) bytes.length)));
        }
        String notes = proposal.notes().isEmpty() ? "" : " " + String.join(" ", proposal.notes());
        String what = changes.isEmpty()
                ? proposal.nothing()
                : proposal.source() + " changed " + count(changes.size(), "file") + " (+" + added + " −" + removed
                        + " lines): " + names(changes) + ".";
        return Outcome.completed(capitalized(what) + notes)
                .withEvidence(proposal.evidence())
                .withArtifacts(artifacts)
                .withData(Map.of(
                        "files.changed", (long) changes.size(),
                        "lines.added", added,
                        "lines.removed", removed));
    }

    private static Artifact artifact(Change change) {
        return change.after()
                .map(state -> new Artifact(
                        change.path(), change.path(), Optional.of(SafeFiles.sha256(state.content())), Optional.of((long)
                                state.content().length)))
                .orElseGet(() ->
                        new Artifact(change.path() + " (deleted)", change.path(), Optional.empty(), Optional.empty()));
    }

    static Outcome accepted(Outcome made, Acceptance acceptance) {
        return acceptance.evidence().isEmpty()
                ? made.ending(
                        ResultStatus.COMPLETED,
                        made.summary() + " No acceptance command was given, so nothing was tested.",
                        Optional.empty())
                : acceptance.accepted(made);
    }

    /** @param then what became of the changes */
    static Outcome refused(Assignment assignment, Outcome made, Acceptance acceptance, String then) {
        String home = assignment.artifactsName();
        return acceptance
                .refused(made, then)
                .withArtifacts(made.artifacts().stream()
                        .filter(artifact -> artifact.path().startsWith(home))
                        .toList());
    }

    /** The changes were to be taken back and could not be. */
    static Outcome stuck(Outcome made, Acceptance acceptance, String obstacle) {
        String message = acceptance.notAccepted() + obstacle;
        return acceptance.ended(
                made, ResultStatus.BLOCKED, message, Optional.of(new Failure("edits_pending", message, false)));
    }

    private static String names(List<Change> changes) {
        var names = new ArrayList<String>();
        for (Change change : changes.subList(0, Math.min(MAX_NAMED, changes.size()))) {
            String how = change.before().isEmpty() ? " (new)" : change.after().isEmpty() ? " (deleted)" : "";
            names.add(Ids.printable(change.path(), 200) + how);
        }
        int more = changes.size() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String capitalized(String sentence) {
        return sentence.isEmpty() ? "" : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
