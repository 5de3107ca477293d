package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the workspace, or what has changed in it, and reports what the rules of the packet's capability find. */
public final class ReviewSpecialist implements Specialist {
    /** All findings are counted and stand in the page; a result stays small enough to be passed on. */
    private static final int MAX_FINDINGS = 500;

    private static final String PAGE = "review.md";
    private static final String SARIF = "review.sarif";

    @Override
    public boolean canDo(String capability) {
        return Rules.BY_CAPABILITY.containsKey(capability);
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        try {
            String capability = assignment.packet().capability().orElseThrow();
            Wishes wishes = Wishes.of(assignment.packet());
            Scope scope = capability.equals(Rules.CHANGES)
                    ? new Changes(assignment).since(wishes.base())
                    : new Scope.Everything();
            if (scope instanceof Scope.Unknown unknown) {
                return Outcome.blocked(unknown.code(), unknown.message());
            }
            Rules rules = Rules.BY_CAPABILITY.getOrDefault(capability, Rules.NONE);
            Tally tally = new Review(assignment, rules, scope, wishes).run(capability);
            return outcome(assignment, capability, tally, wishes);
        } catch (Wishes.Unclear e) {
            return Outcome.failed("bad_parameter", String.valueOf(e.getMessage()), false);
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private static Outcome outcome(Assignment assignment, String capability, Tally tally, Wishes wishes)
            throws IOException {
        String summary = Summary.of(tally);
        if (wishes.writeBaseline()) {
            Baseline.write(assignment.workspace(), tally.issues());
            summary = "Wrote " + tally.issues().size() + " findings to the baseline " + Baseline.FILE
                    + "; from now on only others are listed. " + summary;
        }
        byte[] page = ReviewReport.markdown(capability, tally).getBytes(StandardCharsets.UTF_8);
        List<Artifact> artifacts = List.of(
                artifact(assignment, "review", PAGE, page),
                artifact(assignment, "sarif", SARIF, Sarif.of(tally.issues())));
        List<Finding> findings = tally.findings();
        Outcome outcome = Outcome.completed(summary)
                .withFindings(findings.subList(0, Math.min(MAX_FINDINGS, findings.size())))
                .withArtifacts(artifacts)
                .withEvidence(tally.evidence())
                .withData(data(tally));
        Optional<Severity> gate = wishes.writeBaseline() ? Optional.empty() : wishes.gate();
        return gate.filter(least -> tally.atLeast(least) > 0)
                .map(least -> shut(outcome, least, tally.atLeast(least)))
                .orElse(outcome);
    }

    private static Artifact artifact(Assignment assignment, String name, String file, byte[] content)
            throws IOException {
        Files.write(assignment.artifacts().resolve(file), content);
        return new Artifact(
                name,
                assignment.artifactsName() + "/" + file,
                Optional.of(SafeFiles.sha256(content)),
                Optional.of((long) content.length));
    }

    private static Map<String, Long> data(Tally tally) {
        Map<String, Long> data = new HashMap<>(tally.counts());
        data.put("findings.total", (long) tally.issues().size());
        data.put("findings.suppressed", (long) tally.suppressed());
        data.put("findings.known", (long) tally.known());
        for (Severity severity : Severity.values()) {
            data.put("findings." + severity.wire(), tally.count(severity));
        }
        return data;
    }

    /** What was found stays in the outcome; that it is too much is how the task went, because it was asked for so. */
    private static Outcome shut(Outcome outcome, Severity least, long number) {
        String message = "The gate '" + least.wire() + "' is shut: " + number
                + (number == 1 ? " finding is" : " findings are")
                + " as bad or worse. Mend them, or suppress each with a "
                + "comment that says why, or write the baseline. " + outcome.summary();
        return outcome.ending(ResultStatus.FAILED, message, Optional.of(new Failure("gate", message, false)));
    }
}
